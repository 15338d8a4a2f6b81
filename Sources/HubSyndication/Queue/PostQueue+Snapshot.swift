import HubStorage

extension PostQueue {
  /// What a plan must know: every post of the accounts.
  package func snapshot(accounts: [String]) async throws -> QueueSnapshot {
    guard !accounts.isEmpty else { return QueueSnapshot() }
    let names = accounts.map { SQLValue.text($0) }
    let places = (1...accounts.count).map { "?\($0)" }.joined(separator: ", ")
    return try await database.read { connection in
      let (url, text) = connection.dialect.fields("canonicalURL", "text", of: "body")
      let rows = try connection.rows(
        """
        SELECT identity, account, article, language, occurrence, part, state, scheduledAt,
          publishedAt, slotted, sourceHash, needsApproval, approvedAt, fixedAt, mayBeOut, expiresAt,
          priority, cost, reason, \(url) AS canonicalURL, \(text) AS text
        FROM posts WHERE account IN (\(places)) ORDER BY id
        """, names)
      var snapshot = QueueSnapshot()
      snapshot.reserve(rows.count)
      for row in rows {
        let key = try QueueSnapshot.Key(row: row)
        snapshot.insert(try QueueSnapshot.KnownPost(row: row), key)
      }
      let started = try connection.rows(
        """
        SELECT name, firstRunAt FROM accounts
        WHERE firstRunAt IS NOT NULL AND name IN (\(places))
        """, names)
      for row in started {
        snapshot.firstRuns[try row.required(text: "name")] = row.integer("firstRunAt")
      }
      return snapshot
    }
  }
}

extension QueueSnapshot.Key {
  fileprivate init(row: SQLRow) throws {
    self.init(
      account: try row.required(text: "account"), article: try row.required(text: "article"),
      language: try row.required(text: "language"),
      occurrence: Int(try row.required(integer: "occurrence")),
      part: Int(try row.required(integer: "part")))
  }
}

extension QueueSnapshot.KnownPost {
  fileprivate init(row: SQLRow) throws {
    self.init(
      identity: try row.required(text: "identity"), state: try PostState(row: row),
      scheduledAt: try row.required(integer: "scheduledAt"),
      publishedAt: row.integer("publishedAt"), isSlotted: row.integer("slotted") == 1,
      sourceHash: row.text("sourceHash"), canonicalURL: row.text("canonicalURL") ?? "",
      text: row.text("text") ?? "", needsApproval: row.integer("needsApproval") == 1,
      isApproved: row.integer("approvedAt") != nil, isFixed: row.integer("fixedAt") != nil,
      mayBeOut: row.integer("mayBeOut") == 1,
      expiresAt: row.integer("expiresAt"), priority: Int(try row.required(integer: "priority")),
      cost: try row.required(integer: "cost"), reason: row.text("reason"))
  }
}

extension SQLDialect {
  /// Two fields of a column that holds JSON.
  fileprivate func fields(_ first: String, _ second: String, of column: String) -> (
    String, String
  ) {
    switch self {
    case .sqlite:
      ("json_extract(\(column), '$.\(first)')", "json_extract(\(column), '$.\(second)')")
    case .postgres:
      ("CAST(\(column) AS JSON) ->> '\(first)'", "CAST(\(column) AS JSON) ->> '\(second)'")
    }
  }
}
