import HubStorage

/// A token that changes while hubgen runs, kept before it is used.
package struct StoredCredential: Hashable, Sendable {
  package var account: String
  /// Such as `accessToken`.
  package var name: String
  package var value: String
  /// Seconds since 1970; nil where that isn't known.
  package var expiresAt: Int64?
  /// Set while a new one is being asked for: one that stays set began and never ended.
  package var refreshStartedAt: Int64?
  package var updatedAt: Int64

  package init(
    account: String, name: String, value: String, expiresAt: Int64? = nil,
    refreshStartedAt: Int64? = nil, updatedAt: Int64
  ) {
    self.account = account
    self.name = name
    self.value = value
    self.expiresAt = expiresAt
    self.refreshStartedAt = refreshStartedAt
    self.updatedAt = updatedAt
  }
}

extension PostQueue {
  /// The account's credentials, by name.
  package func credentials(account: String) async throws -> [String: StoredCredential] {
    try await database.read { connection in
      var found: [String: StoredCredential] = [:]
      for row in try connection.rows(
        "SELECT * FROM credentials WHERE account = ?1", [.text(account)])
      {
        let name = try row.required(text: "name")
        found[name] = StoredCredential(
          account: account, name: name, value: try row.required(text: "value"),
          expiresAt: row.integer("expiresAt"), refreshStartedAt: row.integer("refreshStartedAt"),
          updatedAt: try row.required(integer: "updatedAt"))
      }
      return found
    }
  }

  /// Keeps credentials in one step; a refresh that brought them has ended.
  package func keep(_ credentials: [StoredCredential]) async throws {
    try await database.write { connection in try Self.keep(connection, credentials) }
  }

  /// Keeps credentials together with `origin`, unless that is kept already: of several publishers
  /// that bring the same one only the first counts.
  ///
  /// - Returns: false where it was there.
  package func adopt(
    _ credentials: [StoredCredential], from origin: StoredCredential
  ) async throws -> Bool {
    try await database.write { connection in
      let known = try connection.row(
        "SELECT value FROM credentials WHERE account = ?1 AND name = ?2",
        [.text(origin.account), .text(origin.name)])
      guard known?.text("value") != origin.value else { return false }
      try Self.keep(connection, credentials + [origin])
      return true
    }
  }

  private static func keep(
    _ connection: any SQLConnection, _ credentials: [StoredCredential]
  ) throws {
    for credential in credentials {
      try connection.execute(
        """
        INSERT INTO credentials (account, name, value, expiresAt, refreshStartedAt, updatedAt)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (account, name) DO UPDATE SET value = ?3, expiresAt = ?4,
          refreshStartedAt = ?5, updatedAt = ?6
        """,
        [
          .text(credential.account), .text(credential.name), .text(credential.value),
          SQLValue(credential.expiresAt), SQLValue(credential.refreshStartedAt),
          .integer(credential.updatedAt),
        ])
    }
  }

  /// Marks that a new credential is being asked for.
  ///
  /// - Parameters:
  ///   - account: whose it is.
  ///   - name: of the credential.
  ///   - value: as it was read: what another publisher has replaced since is not asked for again.
  ///   - abandoned: a refresh that began before this moment counts as dead.
  ///   - now: seconds since 1970.
  /// - Returns: false where another one is asking already, or has asked.
  /// - Throws: `StorageError`.
  package func beginRefresh(
    account: String, name: String, value: String, abandonedBefore abandoned: Int64, now: Int64
  ) async throws -> Bool {
    try await database.write { connection in
      try connection.execute(
        """
        UPDATE credentials SET refreshStartedAt = ?3
        WHERE account = ?1 AND name = ?2 AND value = ?5
          AND (refreshStartedAt IS NULL OR refreshStartedAt < ?4)
        """, [.text(account), .text(name), .integer(now), .integer(abandoned), .text(value)]) > 0
    }
  }
}
