import HubStorage

extension PostQueue {
  package func status(account: String) async throws -> AccountStatus {
    try await database.read { connection in
      try connection.row("SELECT * FROM accounts WHERE name = ?1", [.text(account)])
        .map { try AccountStatus(row: $0) } ?? AccountStatus()
    }
  }

  /// By name; an account that never had a post is not among them.
  package func statuses() async throws -> [String: AccountStatus] {
    try await database.read { connection in
      var statuses: [String: AccountStatus] = [:]
      for row in try connection.rows("SELECT * FROM accounts") {
        statuses[try row.required(text: "name")] = try AccountStatus(row: row)
      }
      return statuses
    }
  }

  /// Stops an account until its credentials work again.
  package func pause(account: String, reason: String, now: Int64) async throws {
    try await database.write { connection in
      try Self.pause(connection, account: account, reason: reason, now: now)
    }
  }

  package func unpause(account: String) async throws {
    try await database.write { connection in
      try connection.execute(
        "UPDATE accounts SET pausedReason = NULL, pausedAt = NULL WHERE name = ?1",
        [.text(account)])
    }
  }

  /// Stops an account until a moment that the network named.
  package func limit(account: String, until: Int64, reason: String) async throws {
    try await database.write { connection in
      try Self.limit(connection, account: account, until: until, reason: reason)
    }
  }

  /// Sends nothing for an account until a moment, after too many failures in a row.
  package func rest(account: String, until: Int64) async throws {
    try await database.write { connection in
      try connection.execute(
        """
        INSERT INTO accounts (name, openUntil) VALUES (?1, ?2)
        ON CONFLICT (name) DO UPDATE SET openUntil = ?2
        """, [.text(account), .integer(until)])
    }
  }

  /// Keeps what a network said of how much the account may still send; nil where it takes that back.
  package func budget(account: String, _ budget: AccountStatus.Budget?) async throws {
    try await database.write { connection in
      try connection.execute(
        """
        INSERT INTO accounts (name, remaining, resetsAt) VALUES (?1, ?2, ?3)
        ON CONFLICT (name) DO UPDATE SET remaining = ?2, resetsAt = ?3
        """, [.text(account), SQLValue(budget?.remaining), SQLValue(budget?.resetsAt)])
    }
  }

  /// Keeps when accounts were planned for the first time.
  package func start(accounts: [String], now: Int64) async throws {
    let known = try await database.read { connection in
      try connection.rows("SELECT name FROM accounts WHERE firstRunAt IS NOT NULL")
        .map { try $0.required(text: "name") }
    }
    let new = Set(accounts).subtracting(known)
    guard !new.isEmpty else { return }
    try await database.write { connection in
      for account in new.sorted() {
        try connection.execute(
          """
          INSERT INTO accounts (name, firstRunAt) VALUES (?1, ?2)
          ON CONFLICT (name) DO UPDATE SET firstRunAt = coalesce(accounts.firstRunAt, ?2)
          """, [.text(account), .integer(now)])
      }
    }
  }

  /// How many posts of each account still wait for something, by account name.
  package func openPosts() async throws -> [(account: String, count: Int)] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT account, count(*) AS n FROM posts
        WHERE state IN ('planned', 'queued', 'sending', 'unsure') GROUP BY account ORDER BY account
        """
      ).map { (try $0.required(text: "account"), Int(try $0.required(integer: "n"))) }
    }
  }

  /// What is known of an account, held so that nobody else claims a post of it in the meantime;
  /// nil where it never had a post.
  static func lock(_ connection: any SQLConnection, account: String) throws -> AccountStatus? {
    try connection.row(
      "SELECT * FROM accounts WHERE name = ?1 \(connection.dialect.forUpdate)", [.text(account)]
    ).map { try AccountStatus(row: $0) }
  }

  static func pause(
    _ connection: any SQLConnection, account: String, reason: String, now: Int64
  ) throws {
    try connection.execute(
      """
      INSERT INTO accounts (name, pausedReason, pausedAt) VALUES (?1, ?2, ?3)
      ON CONFLICT (name) DO UPDATE SET pausedReason = ?2,
        pausedAt = coalesce(accounts.pausedAt, ?3)
      """, [.text(account), .text(reason), .integer(now)])
  }

  static func limit(
    _ connection: any SQLConnection, account: String, until: Int64, reason: String
  ) throws {
    try connection.execute(
      """
      INSERT INTO accounts (name, limitedUntil, limitedReason) VALUES (?1, ?2, ?3)
      ON CONFLICT (name) DO UPDATE SET limitedUntil = ?2, limitedReason = ?3
        WHERE accounts.limitedUntil < ?2
      """, [.text(account), .integer(until), .text(reason)])
  }
}

extension SQLDialect {
  /// Holds the rows of a SELECT until the end of the transaction; SQLite's write transactions come
  /// one after the other anyway.
  var forUpdate: String { self == .postgres ? "FOR UPDATE" : "" }

  /// The same, without the rows that another transaction holds.
  var forUpdateOfFree: String { self == .postgres ? "FOR UPDATE SKIP LOCKED" : "" }
}
