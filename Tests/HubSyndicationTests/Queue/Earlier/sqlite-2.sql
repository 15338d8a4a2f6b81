-- Schema 2 of the queue in SQLite as hubgen wrote it, with a row of every kind.
-- Never edited: what was written once must be read for ever.

CREATE TABLE accounts (
  name TEXT NOT NULL PRIMARY KEY,
  pausedReason TEXT,
  pausedAt INTEGER,
  limitedUntil INTEGER NOT NULL DEFAULT 0,
  CHECK ((pausedReason IS NULL) = (pausedAt IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  identity TEXT NOT NULL UNIQUE
    CHECK (length(identity) = 32 AND identity NOT GLOB '*[^0-9a-f]*'),
  account TEXT NOT NULL CHECK (account <> ''),
  network TEXT NOT NULL CHECK (network <> ''),
  article TEXT NOT NULL,
  language TEXT NOT NULL,
  audience TEXT,
  occurrence INTEGER NOT NULL CHECK (occurrence >= 0),
  body TEXT NOT NULL CHECK (json_valid(body)),
  scheduledAt INTEGER NOT NULL,
  slotted INTEGER NOT NULL CHECK (slotted IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('planned', 'queued', 'sending', 'unsure', 'published',
    'failed', 'cancelled', 'withdrawn', 'recorded')),
  notBefore INTEGER NOT NULL,
  leaseUntil INTEGER,
  fence INTEGER NOT NULL DEFAULT 0 CHECK (fence >= 0),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND fence),
  firstSentAt INTEGER,
  lastSentAt INTEGER,
  unsureSince INTEGER,
  mayBeOut INTEGER NOT NULL DEFAULT 0 CHECK (mayBeOut IN (0, 1)),
  remoteID TEXT,
  remoteURL TEXT,
  publishedAt INTEGER,
  withdrawnAt INTEGER,
  reason TEXT,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  CHECK ((state = 'sending') = (leaseUntil IS NOT NULL)),
  CHECK ((state = 'unsure') = (unsureSince IS NOT NULL)),
  CHECK ((state IN ('published', 'withdrawn')) = (remoteID IS NOT NULL)),
  CHECK ((state IN ('published', 'withdrawn')) = (publishedAt IS NOT NULL)),
  CHECK ((state = 'withdrawn') = (withdrawnAt IS NOT NULL)),
  CHECK (remoteURL IS NULL OR remoteID IS NOT NULL),
  CHECK ((fence > 0) = (firstSentAt IS NOT NULL)),
  CHECK ((fence > 0) = (lastSentAt IS NOT NULL)),
  CHECK (fence > 0 OR state IN ('planned', 'queued', 'cancelled', 'recorded')),
  CHECK (fence = 0 OR state NOT IN ('planned', 'recorded')),
  CHECK (state <> 'unsure' OR mayBeOut = 1),
  CHECK (state <> 'failed' OR (reason IS NOT NULL AND mayBeOut = 0))
) STRICT;

CREATE INDEX postsPlanned ON posts (account, scheduledAt, id) WHERE state = 'planned';
CREATE INDEX postsQueued ON posts (account, scheduledAt, id) WHERE state = 'queued';
CREATE INDEX postsUnsure ON posts (account, id) WHERE state = 'unsure';
CREATE INDEX postsSent ON posts (account, lastSentAt) WHERE fence > 0;
CREATE UNIQUE INDEX postsSending ON posts (account) WHERE state = 'sending';
CREATE UNIQUE INDEX postsSlot ON posts (account, scheduledAt)
  WHERE slotted = 1 AND state NOT IN ('cancelled', 'recorded');

CREATE TABLE attempts (
  post INTEGER NOT NULL REFERENCES posts (id),
  fence INTEGER NOT NULL CHECK (fence > 0),
  startedAt INTEGER NOT NULL,
  endedAt INTEGER,
  outcome TEXT
    CHECK (outcome IN ('published', 'retry', 'unauthorized', 'rejected', 'unknown', 'notSent')),
  error TEXT,
  PRIMARY KEY (post, fence),
  CHECK ((endedAt IS NULL) = (outcome IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER postsMove BEFORE UPDATE OF state ON posts
WHEN OLD.state || ' ' || NEW.state NOT IN (
  'planned queued', 'planned cancelled',
  'queued sending', 'queued cancelled',
  'sending queued', 'sending unsure', 'sending published', 'sending failed',
  'unsure queued', 'unsure published', 'unsure cancelled',
  'published withdrawn',
  'failed queued')
BEGIN SELECT RAISE(ABORT, 'a post may not move between these states'); END;

CREATE TRIGGER postsFrozen BEFORE UPDATE OF id, identity, account, network, article, language,
  audience, occurrence, body, createdAt ON posts
BEGIN SELECT RAISE(ABORT, 'a post is frozen once it is queued'); END;

CREATE TRIGGER postsTime BEFORE UPDATE OF scheduledAt, slotted ON posts
WHEN OLD.state <> 'planned'
BEGIN SELECT RAISE(ABORT, 'the time of a post is frozen once it has come'); END;

CREATE TRIGGER postsFence BEFORE UPDATE ON posts
WHEN NEW.fence < OLD.fence
  OR (NEW.state = 'sending' AND OLD.state <> 'sending' AND NEW.fence <= OLD.fence)
BEGIN SELECT RAISE(ABORT, 'a fencing number only grows'); END;

CREATE TRIGGER postsRemote BEFORE UPDATE OF remoteID, publishedAt ON posts
WHEN OLD.remoteID IS NOT NULL
  AND (NEW.remoteID IS NOT OLD.remoteID OR NEW.publishedAt IS NOT OLD.publishedAt)
BEGIN SELECT RAISE(ABORT, 'a published post keeps its name'); END;

CREATE TRIGGER postsKept BEFORE DELETE ON posts
BEGIN SELECT RAISE(ABORT, 'posts are kept, or they would go out again'); END;

ALTER TABLE accounts ADD COLUMN limitedReason TEXT;

INSERT INTO accounts (name, pausedReason, pausedAt, limitedUntil, limitedReason) VALUES
  ('kiosk', NULL, NULL, 1795002000, 'mastodon.example asked to wait (429)'),
  ('kiosk-second', 'the token isn''t accepted (401)', 1795001250, 0, NULL);

INSERT INTO posts (id, identity, account, network, article, language, audience, occurrence, body, scheduledAt, slotted, state, notBefore, leaseUntil, fence, attempts, firstSentAt, lastSentAt, unsureSince, mayBeOut, remoteID, remoteURL, publishedAt, withdrawnAt, reason, createdAt, updatedAt) VALUES
  (1, '00000000000000000000000000000001', 'kiosk', 'mastodon', 'news/a1', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a1/","length":61,"limit":500,"link":"https://hub.example.com/news/a1/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 1: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a1/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 1"}', 1795000060, 0, 'planned', 1795000060, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300),
  (2, '00000000000000000000000000000002', 'kiosk', 'mastodon', 'news/a2', 'en', NULL, 0, '{"canonicalURL":"https://hub.example.com/news/a2/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a2/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 2: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a2/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 2"}', 1795000120, 0, 'queued', 1795000120, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300),
  (3, '00000000000000000000000000000003', 'kiosk', 'mastodon', 'news/a3', 'sw', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a3/","length":61,"limit":500,"link":"https://hub.example.com/news/a3/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 3: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a3/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 3"}', 1795000180, 0, 'sending', 1795000180, 1795005000, 2, 2, 1795001000, 1795001200, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300),
  (4, '00000000000000000000000000000004', 'kiosk', 'mastodon', 'news/a4', 'en', 'students', 0, '{"canonicalURL":"https://hub.example.com/news/a4/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a4/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 4: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a4/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 4"}', 1795000240, 0, 'unsure', 1795000240, NULL, 3, 2, 1795001000, 1795001200, 1795001300, 1, NULL, NULL, NULL, NULL, 'the run ended before the network''s answer was recorded', 1795000000, 1795001300),
  (5, '00000000000000000000000000000005', 'kiosk', 'mastodon', 'news/a5', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a5/","length":61,"limit":500,"link":"https://hub.example.com/news/a5/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 5: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a5/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 5"}', 1795000300, 1, 'published', 1795000300, NULL, 4, 2, 1795001000, 1795001200, NULL, 0, '113005', 'https://mastodon.example/@kiosk/113005', 1795001210, NULL, NULL, 1795000000, 1795001300),
  (6, '00000000000000000000000000000006', 'kiosk', 'mastodon', 'news/a6', 'sw', NULL, 0, '{"canonicalURL":"https://hub.example.com/news/a6/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a6/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 6: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a6/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 6"}', 1795000360, 0, 'failed', 1795000360, NULL, 2, 2, 1795001000, 1795001200, NULL, 0, NULL, NULL, NULL, NULL, 'mastodon.example answered 422: Validation failed: Text can''t be blank', 1795000000, 1795001300),
  (7, '00000000000000000000000000000007', 'kiosk', 'mastodon', 'news/a7', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a7/","length":61,"limit":500,"link":"https://hub.example.com/news/a7/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 7: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a7/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 7"}', 1795000420, 0, 'cancelled', 1795000420, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 'a person cancelled it', 1795000000, 1795001300),
  (8, '00000000000000000000000000000008', 'kiosk', 'mastodon', 'news/a8', 'en', 'students', 0, '{"canonicalURL":"https://hub.example.com/news/a8/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a8/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 8: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a8/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 8"}', 1795000480, 0, 'withdrawn', 1795000480, NULL, 4, 2, 1795001000, 1795001200, NULL, 0, '113008', 'https://mastodon.example/@kiosk/113008', 1795001210, 1795009000, NULL, 1795000000, 1795001300),
  (9, '00000000000000000000000000000009', 'kiosk', 'mastodon', 'news/a9', 'sw', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a9/","length":61,"limit":500,"link":"https://hub.example.com/news/a9/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 9: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a9/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 9"}', 1795000540, 0, 'recorded', 1795000540, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300),
  (11, '0000000000000000000000000000000b', 'kiosk-second', 'mastodon', 'news/a11', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a11/","length":61,"limit":500,"link":"https://hub.example.com/news/a11/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 11: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a11/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 11"}', 1795000660, 0, 'queued', 1795000660, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300),
  (12, '0000000000000000000000000000000c', 'kiosk-second', 'mastodon', 'news/a12', 'sw', 'students', 0, '{"canonicalURL":"https://hub.example.com/news/a12/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a12/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 12: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a12/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 12"}', 1795000720, 0, 'published', 1795000720, NULL, 2, 2, 1795001000, 1795001200, NULL, 0, '1130012', 'https://mastodon.example/@kiosk/1130012', 1795001210, NULL, NULL, 1795000000, 1795001300),
  (13, '0000000000000000000000000000000d', 'kiosk-second', 'mastodon', 'news/a13', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a13/","length":61,"limit":500,"link":"https://hub.example.com/news/a13/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 13: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a13/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 13"}', 1795000780, 0, 'unsure', 1795000780, NULL, 3, 2, 1795001000, 1795001200, 1795001300, 1, NULL, NULL, NULL, NULL, 'the run ended before the network''s answer was recorded', 1795000000, 1795001300);

INSERT INTO attempts (post, fence, startedAt, endedAt, outcome, error) VALUES
  (3, 1, 1795001000, 1795001005, 'retry', 'mastodon.example answered 503'),
  (3, 2, 1795001200, NULL, NULL, NULL),
  (4, 2, 1795001000, 1795001005, 'retry', 'mastodon.example answered 503'),
  (4, 3, 1795001200, 1795001300, 'unknown', 'the run ended before the network''s answer was recorded'),
  (5, 3, 1795001000, 1795001005, 'retry', 'mastodon.example answered 503'),
  (5, 4, 1795001200, 1795001210, 'published', NULL),
  (6, 1, 1795001000, 1795001005, 'retry', 'mastodon.example answered 503'),
  (6, 2, 1795001200, 1795001210, 'rejected', '422'),
  (8, 3, 1795001000, 1795001005, 'retry', 'mastodon.example answered 503'),
  (8, 4, 1795001200, 1795001210, 'published', NULL),
  (12, 1, 1795001000, 1795001005, 'retry', 'mastodon.example answered 503'),
  (12, 2, 1795001200, 1795001210, 'published', NULL),
  (13, 2, 1795001000, 1795001005, 'retry', 'mastodon.example answered 503'),
  (13, 3, 1795001200, 1795001300, 'unknown', 'the run ended before the network''s answer was recorded');
