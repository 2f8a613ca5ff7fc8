-- +goose Up
-- What was sent lately is looked through for what its sources say otherwise meanwhile.
CREATE INDEX deliveries_sent ON deliveries (state, at);
