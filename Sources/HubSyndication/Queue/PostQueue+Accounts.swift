import HubStorage

extension PostQueue {
  package func status(account: String) async throws -> AccountStatus {
    try await statuses()[account] ?? AccountStatus()
  }

  /// By name; an account that never had to wait is not among them.
  package func statuses() async throws -> [String: AccountStatus] {
    try await database.read { connection in
      var statuses: [String: AccountStatus] = [:]
      for row in try connection.rows("SELECT * FROM accounts") {
        statuses[try row.required(text: "name")] = AccountStatus(
          pausedReason: row.text("pausedReason"),
          limitedUntil: try row.required(integer: "limitedUntil"),
          limitedReason: row.text("limitedReason"))
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

  /// When the account's latest post that is or may be out was sent; nil for never.
  package func lastSent(account: String) async throws -> Int64? {
    try await database.read { connection in
      try connection.row(
        """
        SELECT lastSentAt FROM posts
        WHERE account = ?1 AND fence > 0
          AND state IN ('sending', 'unsure', 'published', 'withdrawn')
        ORDER BY lastSentAt DESC LIMIT 1
        """, [.text(account)]
      )?.integer("lastSentAt")
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

  static func pause(
    _ connection: SQLConnection, account: String, reason: String, now: Int64
  ) throws {
    try connection.execute(
      """
      INSERT INTO accounts (name, pausedReason, pausedAt) VALUES (?1, ?2, ?3)
      ON CONFLICT (name) DO UPDATE SET pausedReason = ?2, pausedAt = coalesce(pausedAt, ?3)
      """, [.text(account), .text(reason), .integer(now)])
  }

  static func limit(
    _ connection: SQLConnection, account: String, until: Int64, reason: String
  ) throws {
    try connection.execute(
      """
      INSERT INTO accounts (name, limitedUntil, limitedReason) VALUES (?1, ?2, ?3)
      ON CONFLICT (name) DO UPDATE SET limitedUntil = ?2, limitedReason = ?3
        WHERE limitedUntil < ?2
      """, [.text(account), .integer(until), .text(reason)])
  }
}
