-- +goose Up
-- Which articles make which story; n is the story's place. The counter is the change that they are up to.
CREATE TABLE stories (id TEXT PRIMARY KEY, n BIGINT NOT NULL, body TEXT NOT NULL);
INSERT INTO counters (name, value) VALUES ('stories', 0);
