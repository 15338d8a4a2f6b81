/// Approval, expiry, chains, priority and cost; changes to posts that are out; credentials that
/// rotate; what networks say of an account's budget.
///
/// `turn` orders what is due: those that follow a post which is out already, then by priority.
let thirdQueueMigration = """
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
  """
