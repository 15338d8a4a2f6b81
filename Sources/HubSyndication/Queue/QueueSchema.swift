package import HubStorage

extension Schema {
  /// The queue's tables; add a migration to change them, never edit one.
  package static let queue = Schema(
    applicationID: 0x4875_6251,  // "HubQ"
    migrations: [
      SchemaMigration(version: 1, sql: firstQueueMigration),
      // Why an account waits until `limitedUntil`.
      SchemaMigration(version: 2, sql: "ALTER TABLE accounts ADD COLUMN limitedReason TEXT"),
      SchemaMigration(version: 3, sql: thirdQueueMigration, postgres: firstPostgresQueue),
      SchemaMigration(
        version: 4, sql: whatPeopleSaid("INTEGER"), postgres: whatPeopleSaid("BIGINT")),
      SchemaMigration(
        version: 5, sql: mendableFailures(trigger: sqliteTrigger),
        postgres: mendableFailures(trigger: postgresTrigger)),
    ])
}

/// A post that was refused, and so is certainly not out, may get other words or be given up.
private func mendableFailures(
  trigger: (_ name: String, _ columns: String, _ condition: String, _ message: String) -> String
) -> String {
  [
    trigger(
      "postsMove", "state",
      """
      OLD.state || ' ' || NEW.state NOT IN (
        'planned queued', 'planned cancelled',
        'queued sending', 'queued cancelled',
        'sending queued', 'sending unsure', 'sending published', 'sending failed',
        'unsure queued', 'unsure published', 'unsure cancelled',
        'published withdrawn',
        'failed queued', 'failed cancelled')
      """, "a post may not move between these states"),
    trigger(
      "postsWords", "body, cost", "OLD.state NOT IN ('planned', 'failed')",
      "the words of a post are frozen once it is queued"),
    trigger(
      "postsSource", "sourceHash", "OLD.state NOT IN ('planned', 'published', 'failed')",
      "what a post was made from is frozen with its words"),
  ].joined(separator: "\n")
}

private func sqliteTrigger(
  _ name: String, _ columns: String, _ condition: String, _ message: String
) -> String {
  """
  DROP TRIGGER \(name);
  CREATE TRIGGER \(name) BEFORE UPDATE OF \(columns) ON posts
  WHEN \(condition)
  BEGIN SELECT RAISE(ABORT, '\(message)'); END;
  """
}

private func postgresTrigger(
  _ name: String, _ columns: String, _ condition: String, _ message: String
) -> String {
  """
  DROP TRIGGER \(name) ON posts;
  CREATE TRIGGER \(name) BEFORE UPDATE OF \(columns) ON posts FOR EACH ROW
  WHEN (\(condition)) EXECUTE FUNCTION hubgenRefuse('\(message)');
  """
}

/// When a person gave a post its time, and when one approved it; what was planned until now without
/// waiting for approval goes on as if somebody had.
private func whatPeopleSaid(_ integer: String) -> String {
  """
  ALTER TABLE posts ADD COLUMN fixedAt \(integer);
  ALTER TABLE posts ADD COLUMN approvedAt \(integer);
  UPDATE posts SET approvedAt = updatedAt WHERE state = 'planned' AND needsApproval = 0;
  """
}

/// Posts, what became of them, and accounts.
///
/// The rules of `PostState` are law here too, so that no bug and no second program can break them:
/// legal moves, columns that fit the state, one delivery per account at a time, a fencing number
/// that only grows, and a body, identity and time that stay as they were when first queued.
private let firstQueueMigration = """
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
  """
