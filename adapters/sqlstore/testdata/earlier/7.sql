CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
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
CREATE TABLE stories (id TEXT PRIMARY KEY, n BIGINT NOT NULL, body TEXT NOT NULL);
CREATE INDEX deliveries_sent ON deliveries (state, at);
CREATE INDEX turns_at ON turns (at);
ALTER TABLE deliveries ADD COLUMN done BIGINT NOT NULL DEFAULT 0;
CREATE TABLE source_states (name TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE chosen_sources (id TEXT PRIMARY KEY, version BIGINT NOT NULL, body TEXT NOT NULL);
CREATE TABLE forgotten (id TEXT PRIMARY KEY, at BIGINT NOT NULL);
CREATE INDEX changes_article ON changes (article, seq);
CREATE TABLE migrations (version BIGINT PRIMARY KEY);
INSERT INTO counters (name, value) VALUES ('changes', 5);
INSERT INTO counters (name, value) VALUES ('stories', 5);
INSERT INTO articles (id, revision, first_seen) VALUES ('a0', '0db27fec7b3ad14e', 1714982400000000);
INSERT INTO articles (id, revision, first_seen) VALUES ('a1', '105ee0f0b8db3a50', 1714982460000000);
INSERT INTO revisions (article, revision, body) VALUES ('a0', '7b92b1468f17e69d', '{"id":"a0","revision":"7b92b1468f17e69d","origin":"","position":0,"source":"Orlo Gazette","url":"https://orlo.example/0","title":"Bridge 0 opens; the mayor''s speech","text":"The bridge 0 at Orlo opened on Monday.\nThe mayor said \"it is safe\".","published":"2024-05-06T08:00:00Z","published_from":"","first_seen":"2024-05-06T08:00:00Z","language":""}');
INSERT INTO revisions (article, revision, body) VALUES ('a0', '0db27fec7b3ad14e', '{"id":"a0","revision":"0db27fec7b3ad14e","origin":"","position":0,"source":"Orlo Gazette","url":"https://orlo.example/0","title":"Bridge 0 opens; the mayor''s speech","text":"The bridge 0 at Orlo opened on Monday.\nThe mayor said \"it is safe\". Correction: it opened on Sunday.","published":"2024-05-06T08:00:00Z","published_from":"","first_seen":"2024-05-06T08:00:00Z","language":""}');
INSERT INTO revisions (article, revision, body) VALUES ('a1', '105ee0f0b8db3a50', '{"id":"a1","revision":"105ee0f0b8db3a50","origin":"","position":0,"source":"Orlo Gazette","url":"https://orlo.example/1","title":"Bridge 1 opens; the mayor''s speech","text":"The bridge 1 at Orlo opened on Monday.\nThe mayor said \"it is safe\".","published":"2024-05-06T08:00:00Z","published_from":"","first_seen":"2024-05-06T08:01:00Z","language":""}');
INSERT INTO changes (seq, article, revision, removed) VALUES (1, 'a0', '7b92b1468f17e69d', 0);
INSERT INTO changes (seq, article, revision, removed) VALUES (2, 'a0', '0db27fec7b3ad14e', 0);
INSERT INTO changes (seq, article, revision, removed) VALUES (3, 'a1', '105ee0f0b8db3a50', 0);
INSERT INTO changes (seq, article, revision, removed) VALUES (4, 'a2', '3ad0d3600406a1a5', 0);
INSERT INTO changes (seq, article, revision, removed) VALUES (5, 'a2', '', 1);
INSERT INTO subscriptions (id, version, body) VALUES ('daily', 1, '{"id":"daily","to":{"platform":"fake","tenant":"T1","channel":"C1"},"owner":"U1","when":"every day at 08:00","zone":"Europe/Berlin","topics":["bridges"],"since":"2024-05-06T08:00:00Z","version":1}');
INSERT INTO preferences (destination, topic, wish) VALUES ('fakeT1C1', 'bridges', 'follow');
INSERT INTO deliveries (subscription, slot, at, window_to, state, token, holder, until, body, done) VALUES ('daily', '2024-05-06/1', 1714982400000000, 1714982400000000, 'sent', 1, 'one', 0, '{"key":{"subscription":"daily","slot":"2024-05-06/1"},"to":{"platform":"fake","tenant":"T1","channel":"C1"},"at":"2024-05-06T08:00:00Z","window":{"from":"2024-05-06T08:00:00Z","to":"2024-05-06T08:00:00Z"},"state":"sent","token":1,"holder":"one","done":"2024-05-06T08:00:00Z"}', 1714982400000000);
INSERT INTO deliveries (subscription, slot, at, window_to, state, token, holder, until, body, done) VALUES ('daily', '2024-05-07/1', 1715068800000000, 1715068800000000, 'failed', 1, 'one', 0, '{"key":{"subscription":"daily","slot":"2024-05-07/1"},"to":{"platform":"fake","tenant":"T1","channel":"C1"},"at":"2024-05-07T08:00:00Z","window":{"from":"2024-05-06T08:00:00Z","to":"2024-05-07T08:00:00Z"},"state":"failed","token":1,"holder":"one","done":"2024-05-07T08:00:00Z"}', 1715068800000000);
INSERT INTO parts (subscription, slot, n, message, body) VALUES ('daily', '2024-05-06/1', 0, '{"message":{"summary":"Briefing","blocks":null}}', '{"message":{"summary":"","blocks":null},"key":"k","state":"sent"}');
INSERT INTO parts (subscription, slot, n, message, body) VALUES ('daily', '2024-05-07/1', 0, '{"message":{"summary":"Briefing","blocks":null}}', '{"message":{"summary":"","blocks":null},"key":"k","state":"sent"}');
INSERT INTO told (destination, fact, at, body) VALUES ('fakeT1C1', '14a2ae50ec2305a6ce9e8d3cea172c30', 1715068800000000, '{"story":"s1","article":"a0","revision":"","text":"The bridge 0 at Orlo opened on Monday."}');
INSERT INTO shown (id, at, body) VALUES ('shown1', 1714982400000000, '{"id":"shown1","to":{"platform":"fake","tenant":"T1","channel":"C1"},"at":"2024-05-06T08:00:00Z","briefing":{"as_of":"2024-05-06T08:00:00Z","window":{},"coverage":{"articles":0,"sources":0,"feeds":0,"failing":0,"stories":0},"stories":null,"left_out":null,"citations":[{"n":1,"article":"a0","revision":"","origin":"","source":"","title":"","url":"","published":"","quote":"","start":0,"end":0,"paragraph":0,"sha256":""}]}}');
INSERT INTO seen (platform, id, at) VALUES ('fake', 'e1', 1714982400000000);
INSERT INTO feedback (shown, story, actor, at, body) VALUES ('shown1', 's1', 'fakeT1U1', 1714982400000000, '{"at":"2024-05-06T08:00:00Z","from":{"platform":"fake","tenant":"T1","channel":"C1"},"actor":"U1","shown":"shown1","story":"s1","helpful":true}');
INSERT INTO turns (destination, at, n, body) VALUES ('fakeT1C1', 1714982400000000, 1, '{"at":"2024-05-06T08:00:00Z","actor":"U1","question":"And when?"}');
INSERT INTO leases (name, holder, token, until) VALUES ('stories', 'one', 1, 1714982460000000);
INSERT INTO sources (name, body) VALUES ('news', '{"name":"news","last_read":"2024-05-06T08:00:00Z","articles":3}');
INSERT INTO stories (id, n, body) VALUES ('s1', 0, '{"id":"s1","title":"Bridge opens","topic":"","first":"","last":"","articles":[{"id":"a0","origin":""},{"id":"a1","origin":""}]}');
INSERT INTO migrations (version) VALUES (1);
INSERT INTO migrations (version) VALUES (2);
INSERT INTO migrations (version) VALUES (3);
INSERT INTO migrations (version) VALUES (4);
INSERT INTO migrations (version) VALUES (5);
INSERT INTO source_states (name, body) VALUES ('harbour', '"eyJ2IjoxfQ=="');
INSERT INTO chosen_sources (id, version, body) VALUES ('f1a2b', 1, '{"id":"f1a2b","url":"https://harbour.example/rss","name":"Harbour Post","version":1}');
INSERT INTO migrations (version) VALUES (6);
INSERT INTO forgotten (id, at) VALUES ('a9', 1714982400000000);
INSERT INTO migrations (version) VALUES (7);
