-- +goose Up
-- Times are microseconds since 1970, UTC. Records that nothing is searched by stand as JSON in "body".
CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
INSERT INTO counters (name, value) VALUES ('changes', 0);

CREATE TABLE articles (
	id TEXT PRIMARY KEY,
	revision TEXT NOT NULL,
	first_seen BIGINT NOT NULL
);
CREATE INDEX articles_first_seen ON articles (first_seen, id);
CREATE TABLE revisions (
	article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
	revision TEXT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (article, revision)
);
CREATE TABLE changes (
	seq BIGINT PRIMARY KEY,
	article TEXT NOT NULL,
	revision TEXT NOT NULL,
	removed BIGINT NOT NULL
);

CREATE TABLE subscriptions (
	id TEXT PRIMARY KEY,
	version BIGINT NOT NULL,
	body TEXT NOT NULL
);
CREATE TABLE preferences (
	destination TEXT NOT NULL,
	topic TEXT NOT NULL,
	wish TEXT NOT NULL,
	PRIMARY KEY (destination, topic)
);

CREATE TABLE deliveries (
	subscription TEXT NOT NULL,
	slot TEXT NOT NULL,
	at BIGINT NOT NULL,
	window_to BIGINT NOT NULL,
	state TEXT NOT NULL,
	token BIGINT NOT NULL,
	holder TEXT NOT NULL,
	until BIGINT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (subscription, slot)
);
CREATE INDEX deliveries_open ON deliveries (state, until);
CREATE TABLE parts (
	subscription TEXT NOT NULL,
	slot TEXT NOT NULL,
	n BIGINT NOT NULL,
	message TEXT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (subscription, slot, n),
	FOREIGN KEY (subscription, slot) REFERENCES deliveries (subscription, slot) ON DELETE CASCADE
);

CREATE TABLE told (
	destination TEXT NOT NULL,
	fact TEXT NOT NULL,
	at BIGINT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (destination, fact)
);
CREATE INDEX told_at ON told (destination, at);
CREATE TABLE shown (id TEXT PRIMARY KEY, at BIGINT NOT NULL, body TEXT NOT NULL);
CREATE INDEX shown_at ON shown (at);
CREATE TABLE seen (platform TEXT NOT NULL, id TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (platform, id));
CREATE INDEX seen_at ON seen (at);
CREATE TABLE feedback (
	shown TEXT NOT NULL,
	story TEXT NOT NULL,
	actor TEXT NOT NULL,
	at BIGINT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (shown, story, actor)
);
CREATE TABLE turns (
	destination TEXT NOT NULL,
	at BIGINT NOT NULL,
	n BIGINT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY (destination, at, n)
);
CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, token BIGINT NOT NULL, until BIGINT NOT NULL);
CREATE TABLE sources (name TEXT PRIMARY KEY, body TEXT NOT NULL);
