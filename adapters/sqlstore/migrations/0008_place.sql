-- +goose Up
-- Where a delivery goes, so that those that go to one place are found without the others being read. Empty is of before.
ALTER TABLE deliveries ADD COLUMN place TEXT NOT NULL DEFAULT '';
CREATE INDEX deliveries_place ON deliveries (place, state);
