-- +goose Up
-- A skip that was recorded later than it is now was recorded by a clock that was wrong.
ALTER TABLE deliveries ADD COLUMN done BIGINT NOT NULL DEFAULT 0;
