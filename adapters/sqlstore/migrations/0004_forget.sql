-- +goose Up
-- What is old is forgotten by its time.
CREATE INDEX turns_at ON turns (at);
