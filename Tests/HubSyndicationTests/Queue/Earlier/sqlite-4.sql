-- Schema 4 of the queue in SQLite as hubgen wrote it, with a row of every kind.
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

ALTER TABLE posts ADD COLUMN needsApproval INTEGER NOT NULL DEFAULT 0
  CHECK (needsApproval IN (0, 1))
  CHECK (needsApproval = 0 OR state IN ('planned', 'cancelled', 'recorded'));
ALTER TABLE posts ADD COLUMN expiresAt INTEGER;
ALTER TABLE posts ADD COLUMN sourceHash TEXT CHECK (sourceHash <> '');
ALTER TABLE posts ADD COLUMN follows TEXT REFERENCES posts (identity);
ALTER TABLE posts ADD COLUMN part INTEGER NOT NULL DEFAULT 0
  CHECK (part >= 0)
  CHECK ((part > 0) = (follows IS NOT NULL))
  CHECK (part = 0 OR slotted = 0);
ALTER TABLE posts ADD COLUMN relation TEXT
  CHECK (relation IN ('reply', 'comment'))
  CHECK ((part > 0) = (relation IS NOT NULL));
ALTER TABLE posts ADD COLUMN priority INTEGER NOT NULL DEFAULT 0
  CHECK (priority BETWEEN -999 AND 999);
ALTER TABLE posts ADD COLUMN turn INTEGER
  GENERATED ALWAYS AS (CASE WHEN part > 0 THEN -1000 ELSE -priority END) VIRTUAL;
ALTER TABLE posts ADD COLUMN cost INTEGER NOT NULL DEFAULT 0 CHECK (cost >= 0);
ALTER TABLE posts ADD COLUMN currentBody TEXT
  CHECK (currentBody IS NULL OR json_valid(currentBody));
ALTER TABLE posts ADD COLUMN editedAt INTEGER
  CHECK ((editedAt IS NULL) = (currentBody IS NULL))
  CHECK (editedAt IS NULL OR state IN ('published', 'withdrawn'));

DROP INDEX postsQueued;
CREATE INDEX postsQueued ON posts (account, turn, scheduledAt, id) WHERE state = 'queued';
DROP INDEX postsSent;
CREATE INDEX postsSent ON posts (account, lastSentAt, state, cost) WHERE fence > 0;
CREATE INDEX postsFollows ON posts (follows) WHERE follows IS NOT NULL;
CREATE INDEX postsArticle ON posts (account, article, language, occurrence, part);
CREATE INDEX postsExpiring ON posts (account, state, expiresAt) WHERE expiresAt IS NOT NULL;

DROP TRIGGER postsFrozen;
CREATE TRIGGER postsFrozen BEFORE UPDATE OF id, identity, account, network, article, language,
  audience, occurrence, follows, part, relation, createdAt ON posts
BEGIN SELECT RAISE(ABORT, 'a post stays what it is a post of'); END;

CREATE TRIGGER postsWords BEFORE UPDATE OF body, cost ON posts
WHEN OLD.state <> 'planned'
BEGIN SELECT RAISE(ABORT, 'the words of a post are frozen once it is queued'); END;

DROP TRIGGER postsTime;
CREATE TRIGGER postsTime BEFORE UPDATE OF scheduledAt, slotted, priority ON posts
WHEN OLD.state <> 'planned'
BEGIN SELECT RAISE(ABORT, 'the time of a post is frozen once it has come'); END;

CREATE TRIGGER postsSource BEFORE UPDATE OF sourceHash ON posts
WHEN OLD.state NOT IN ('planned', 'published')
BEGIN SELECT RAISE(ABORT, 'what a post was made from is frozen with its words'); END;

CREATE TRIGGER postsEdit BEFORE UPDATE OF currentBody, editedAt ON posts
WHEN OLD.state <> 'published'
BEGIN SELECT RAISE(ABORT, 'only a post that is out can be edited'); END;

CREATE TRIGGER postsExpiry BEFORE UPDATE OF expiresAt ON posts
WHEN OLD.state IN ('cancelled', 'withdrawn', 'recorded')
BEGIN SELECT RAISE(ABORT, 'nothing is left of the post that could expire'); END;

CREATE TRIGGER postsChain BEFORE INSERT ON posts
WHEN NEW.follows IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM posts
  WHERE identity = NEW.follows AND account = NEW.account AND part < NEW.part)
BEGIN SELECT RAISE(ABORT, 'a post follows an earlier part of its account'); END;

CREATE TRIGGER postsFollow BEFORE UPDATE OF state ON posts
WHEN NEW.follows IS NOT NULL
  AND OLD.state || ' ' || NEW.state IN ('planned queued', 'queued sending')
  AND NOT EXISTS (SELECT 1 FROM posts WHERE identity = NEW.follows AND state = 'published')
BEGIN SELECT RAISE(ABORT, 'a post waits until the one that it follows is out'); END;

ALTER TABLE accounts ADD COLUMN failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0);
ALTER TABLE accounts ADD COLUMN openUntil INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN remaining INTEGER CHECK (remaining >= 0);
ALTER TABLE accounts ADD COLUMN resetsAt INTEGER
  CHECK ((resetsAt IS NULL) = (remaining IS NULL));
ALTER TABLE accounts ADD COLUMN firstRunAt INTEGER;
INSERT OR IGNORE INTO accounts (name) SELECT DISTINCT account FROM posts;
UPDATE accounts SET firstRunAt = (SELECT min(createdAt) FROM posts WHERE account = name);

CREATE TABLE changes (
  id INTEGER PRIMARY KEY,
  post INTEGER NOT NULL REFERENCES posts (id),
  account TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('withdraw', 'update')),
  body TEXT CHECK (body IS NULL OR json_valid(body)),
  sourceHash TEXT CHECK (sourceHash <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  dueAt INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'doing', 'done', 'failed', 'dropped')),
  leaseUntil INTEGER,
  fence INTEGER NOT NULL DEFAULT 0 CHECK (fence >= 0),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND fence),
  notBefore INTEGER NOT NULL,
  error TEXT,
  createdAt INTEGER NOT NULL,
  endedAt INTEGER,
  CHECK ((kind = 'update') = (body IS NOT NULL)),
  CHECK (kind = 'update' OR sourceHash IS NULL),
  CHECK ((state = 'doing') = (leaseUntil IS NOT NULL)),
  CHECK ((state IN ('done', 'failed', 'dropped')) = (endedAt IS NOT NULL)),
  CHECK (fence > 0 OR state IN ('open', 'dropped')),
  CHECK (state NOT IN ('failed', 'dropped') OR error IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX changesAlive ON changes (post) WHERE state IN ('open', 'doing');
CREATE INDEX changesOpen ON changes (account, dueAt, id) WHERE state = 'open';
CREATE INDEX changesDoing ON changes (leaseUntil) WHERE state = 'doing';
CREATE INDEX changesPost ON changes (post, id);

CREATE TRIGGER changesNew BEFORE INSERT ON changes
WHEN NEW.state = 'open' AND NOT EXISTS (
  SELECT 1 FROM posts
  WHERE id = NEW.post AND account = NEW.account AND state = 'published')
BEGIN SELECT RAISE(ABORT, 'only a post that is out can be changed'); END;

CREATE TRIGGER changesMove BEFORE UPDATE OF state ON changes
WHEN OLD.state || ' ' || NEW.state NOT IN (
  'open doing', 'open dropped', 'doing open', 'doing done', 'doing failed')
BEGIN SELECT RAISE(ABORT, 'a change may not move between these states'); END;

CREATE TRIGGER changesFrozen BEFORE UPDATE OF id, post, account, kind, body, sourceHash, reason,
  dueAt, createdAt ON changes
BEGIN SELECT RAISE(ABORT, 'a change stays what was asked for'); END;

CREATE TRIGGER changesFence BEFORE UPDATE ON changes
WHEN NEW.fence < OLD.fence
  OR (NEW.state = 'doing' AND OLD.state <> 'doing' AND NEW.fence <= OLD.fence)
BEGIN SELECT RAISE(ABORT, 'a fencing number only grows'); END;

CREATE TRIGGER changesKept BEFORE DELETE ON changes
BEGIN SELECT RAISE(ABORT, 'changes are kept'); END;

CREATE TABLE credentials (
  account TEXT NOT NULL CHECK (account <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  value TEXT NOT NULL,
  expiresAt INTEGER,
  refreshStartedAt INTEGER,
  updatedAt INTEGER NOT NULL,
  PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE posts ADD COLUMN fixedAt INTEGER;
ALTER TABLE posts ADD COLUMN approvedAt INTEGER;

INSERT INTO accounts (name, pausedReason, pausedAt, limitedUntil, limitedReason, failures, openUntil, remaining, resetsAt, firstRunAt) VALUES
  ('kiosk', NULL, NULL, 1795002000, 'mastodon.example asked to wait (429)', 0, 0, NULL, NULL, 1794999900),
  ('kiosk-second', 'the token isn''t accepted (401)', 1795001250, 0, NULL, 1, 1795007000, 3, 1795008000, 1794999900);

INSERT INTO posts (id, identity, account, network, article, language, audience, occurrence, body, scheduledAt, slotted, state, notBefore, leaseUntil, fence, attempts, firstSentAt, lastSentAt, unsureSince, mayBeOut, remoteID, remoteURL, publishedAt, withdrawnAt, reason, createdAt, updatedAt, needsApproval, expiresAt, sourceHash, follows, part, relation, priority, cost, currentBody, editedAt, fixedAt, approvedAt) VALUES
  (1, '00000000000000000000000000000001', 'kiosk', 'mastodon', 'news/a1', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a1/","length":61,"limit":500,"link":"https://hub.example.com/news/a1/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 1: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a1/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 1"}', 1795000060, 0, 'planned', 1795000060, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300, 1, NULL, '00000000000000000000000000000001@1795000000', NULL, 0, NULL, 0, 0, NULL, NULL, 1795001250, NULL),
  (2, '00000000000000000000000000000002', 'kiosk', 'mastodon', 'news/a2', 'en', NULL, 0, '{"canonicalURL":"https://hub.example.com/news/a2/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a2/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 2: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a2/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 2"}', 1795000120, 0, 'queued', 1795000120, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300, 0, NULL, '00000000000000000000000000000002@1795000000', NULL, 0, NULL, 7, 15, NULL, NULL, NULL, NULL),
  (3, '00000000000000000000000000000003', 'kiosk', 'mastodon', 'news/a3', 'sw', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a3/","length":61,"limit":500,"link":"https://hub.example.com/news/a3/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 3: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a3/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 3"}', 1795000180, 0, 'sending', 1795000180, 1795005000, 2, 2, 1795001000, 1795001200, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300, 0, NULL, '00000000000000000000000000000003@1795000000', NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL),
  (4, '00000000000000000000000000000004', 'kiosk', 'mastodon', 'news/a4', 'en', 'students', 0, '{"canonicalURL":"https://hub.example.com/news/a4/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a4/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 4: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a4/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 4"}', 1795000240, 0, 'unsure', 1795000240, NULL, 3, 2, 1795001000, 1795001200, 1795001300, 1, NULL, NULL, NULL, NULL, 'the run ended before the network''s answer was recorded', 1795000000, 1795001300, 0, NULL, '00000000000000000000000000000004@1795000000', NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL),
  (5, '00000000000000000000000000000005', 'kiosk', 'mastodon', 'news/a5', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a5/","length":61,"limit":500,"link":"https://hub.example.com/news/a5/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 5: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a5/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 5"}', 1795000300, 1, 'published', 1795000300, NULL, 4, 2, 1795001000, 1795001200, NULL, 0, '113005', 'https://mastodon.example/@kiosk/113005', 1795001210, NULL, NULL, 1795000000, 1795001300, 0, 1795900000, '00000000000000000000000000000005@1795000000', NULL, 0, NULL, 0, 0, '{"canonicalURL":"https://hub.example.com/news/a5/","length":61,"limit":500,"link":"https://hub.example.com/news/a5/?utm_source=mastodon&utm_medium=social","text":"Other words\n\nhttps://hub.example.com/news/a5/","title":"Title \\ number 5"}', 1795001500, NULL, NULL),
  (6, '00000000000000000000000000000006', 'kiosk', 'mastodon', 'news/a6', 'sw', NULL, 0, '{"canonicalURL":"https://hub.example.com/news/a6/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a6/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 6: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a6/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 6"}', 1795000360, 0, 'failed', 1795000360, NULL, 2, 2, 1795001000, 1795001200, NULL, 0, NULL, NULL, NULL, NULL, 'mastodon.example answered 422: Validation failed: Text can''t be blank', 1795000000, 1795001300, 0, NULL, '00000000000000000000000000000006@1795000000', NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL),
  (7, '00000000000000000000000000000007', 'kiosk', 'mastodon', 'news/a7', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a7/","length":61,"limit":500,"link":"https://hub.example.com/news/a7/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 7: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a7/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 7"}', 1795000420, 0, 'cancelled', 1795000420, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 'a person cancelled it', 1795000000, 1795001300, 0, NULL, '00000000000000000000000000000007@1795000000', NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL),
  (8, '00000000000000000000000000000008', 'kiosk', 'mastodon', 'news/a8', 'en', 'students', 0, '{"canonicalURL":"https://hub.example.com/news/a8/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a8/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 8: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a8/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 8"}', 1795000480, 0, 'withdrawn', 1795000480, NULL, 4, 2, 1795001000, 1795001200, NULL, 0, '113008', 'https://mastodon.example/@kiosk/113008', 1795001210, 1795009000, NULL, 1795000000, 1795001300, 0, NULL, '00000000000000000000000000000008@1795000000', NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL),
  (9, '00000000000000000000000000000009', 'kiosk', 'mastodon', 'news/a9', 'sw', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a9/","length":61,"limit":500,"link":"https://hub.example.com/news/a9/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 9: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a9/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 9"}', 1795000540, 0, 'recorded', 1795000540, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300, 0, NULL, '00000000000000000000000000000009@1795000000', NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL),
  (11, '0000000000000000000000000000000b', 'kiosk-second', 'mastodon', 'news/a11', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a11/","length":61,"limit":500,"link":"https://hub.example.com/news/a11/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 11: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a11/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 11"}', 1795000660, 0, 'queued', 1795000660, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300, 0, NULL, '0000000000000000000000000000000b@1795000000', NULL, 0, NULL, 7, 15, NULL, NULL, NULL, NULL),
  (12, '0000000000000000000000000000000c', 'kiosk-second', 'mastodon', 'news/a12', 'sw', 'students', 0, '{"canonicalURL":"https://hub.example.com/news/a12/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a12/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 12: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a12/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 12"}', 1795000720, 0, 'published', 1795000720, NULL, 2, 2, 1795001000, 1795001200, NULL, 0, '1130012', 'https://mastodon.example/@kiosk/1130012', 1795001210, NULL, NULL, 1795000000, 1795001300, 0, 1795900000, '0000000000000000000000000000000c@1795000000', NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL),
  (13, '0000000000000000000000000000000d', 'kiosk-second', 'mastodon', 'news/a13', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a13/","length":61,"limit":500,"link":"https://hub.example.com/news/a13/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 13: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a13/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 13"}', 1795000780, 0, 'unsure', 1795000780, NULL, 3, 2, 1795001000, 1795001200, 1795001300, 1, NULL, NULL, NULL, NULL, 'the run ended before the network''s answer was recorded', 1795000000, 1795001300, 0, NULL, '0000000000000000000000000000000d@1795000000', NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL),
  (21, '00000000000000000000000000000015', 'kiosk', 'mastodon', 'news/thread', 'sw', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a21/","length":61,"limit":500,"link":"https://hub.example.com/news/a21/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 21: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a21/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 21"}', 1795001260, 0, 'published', 1795001260, NULL, 2, 2, 1795001000, 1795001200, NULL, 0, '1130021', 'https://mastodon.example/@kiosk/1130021', 1795001210, NULL, NULL, 1795000000, 1795001300, 0, NULL, NULL, NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL),
  (22, '00000000000000000000000000000016', 'kiosk', 'mastodon', 'news/thread', 'en', NULL, 0, '{"canonicalURL":"https://hub.example.com/news/a22/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a22/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 22: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a22/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 22"}', 1795001320, 0, 'published', 1795001320, NULL, 3, 2, 1795001000, 1795001200, NULL, 0, '1130022', 'https://mastodon.example/@kiosk/1130022', 1795001210, NULL, NULL, 1795000000, 1795001300, 0, NULL, NULL, '00000000000000000000000000000015', 1, 'reply', 0, 0, NULL, NULL, NULL, NULL),
  (23, '00000000000000000000000000000017', 'kiosk', 'mastodon', 'news/thread', 'en', NULL, 1, '{"canonicalURL":"https://hub.example.com/news/a23/","length":61,"limit":500,"link":"https://hub.example.com/news/a23/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 23: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a23/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 23"}', 1795001380, 0, 'planned', 1795001380, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300, 0, NULL, NULL, '00000000000000000000000000000016', 2, 'reply', 0, 0, NULL, NULL, 1795001250, 1795001260),
  (24, '00000000000000000000000000000018', 'kiosk', 'mastodon', 'news/thread', 'sw', 'students', 0, '{"canonicalURL":"https://hub.example.com/news/a24/","imageAlt":"The \"queue\" at the door","imageURL":"https://hub.example.com/a.png","length":61,"limit":500,"link":"https://hub.example.com/news/a24/?utm_source=mastodon&utm_medium=social","text":"Բարեւ, it''s number 24: 100 % coffee — ☕️\n\nhttps://hub.example.com/news/a24/?utm_source=mastodon&utm_medium=social","title":"Title \\ number 24"}', 1795001440, 0, 'planned', 1795001440, NULL, 0, 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 1795000000, 1795001300, 0, NULL, NULL, '00000000000000000000000000000017', 3, 'comment', 0, 0, NULL, NULL, NULL, 1795001260);

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
  (13, 3, 1795001200, 1795001300, 'unknown', 'the run ended before the network''s answer was recorded'),
  (21, 2, 1795001200, 1795001210, 'published', NULL),
  (22, 3, 1795001200, 1795001210, 'published', NULL);

INSERT INTO changes (id, post, account, kind, body, sourceHash, reason, dueAt, state, leaseUntil, fence, attempts, notBefore, error, createdAt, endedAt) VALUES
  (1, 5, 'kiosk', 'update', '{"canonicalURL":"https://hub.example.com/news/a5/","length":61,"limit":500,"link":"https://hub.example.com/news/a5/?utm_source=mastodon&utm_medium=social","text":"Other words\n\nhttps://hub.example.com/news/a5/","title":"Title \\ number 5"}', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb@1795000000', 'its article was edited', 1795001400, 'done', NULL, 1, 1, 1795001400, NULL, 1795001400, 1795001500),
  (2, 5, 'kiosk', 'update', '{"canonicalURL":"https://hub.example.com/news/a5/","length":61,"limit":500,"link":"https://hub.example.com/news/a5/?utm_source=mastodon&utm_medium=social","text":"Third words","title":"Title \\ number 5"}', NULL, 'its article was edited', 1795001400, 'open', NULL, 0, 0, 1795001400, NULL, 1795001400, NULL),
  (3, 12, 'kiosk-second', 'withdraw', NULL, NULL, 'its time to be out is over', 1795001400, 'doing', 1795005000, 2, 2, 1795001400, 'mastodon.example answered 503', 1795001400, NULL),
  (4, 8, 'kiosk', 'withdraw', NULL, NULL, 'its time to be out is over', 1795001400, 'done', NULL, 1, 1, 1795001400, NULL, 1795001400, 1795009000);

INSERT INTO credentials (account, name, value, expiresAt, refreshStartedAt, updatedAt) VALUES
  ('kiosk', 'token', 'rotated '' token', 1795100000, NULL, 1795000900),
  ('kiosk', 'refresh', 'once', NULL, 1795000950, 1795000900);
