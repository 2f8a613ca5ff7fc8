-- +goose Up
-- How far each source was read, and the sources that were added by command.
CREATE TABLE source_states (name TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE chosen_sources (id TEXT PRIMARY KEY, version BIGINT NOT NULL, body TEXT NOT NULL);
