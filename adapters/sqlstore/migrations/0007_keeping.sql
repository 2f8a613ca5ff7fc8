-- +goose Up
-- Articles that were let go by age or size; what a source brings again of them stays out.
CREATE TABLE forgotten (id TEXT PRIMARY KEY, at BIGINT NOT NULL);
CREATE INDEX changes_article ON changes (article, seq);
