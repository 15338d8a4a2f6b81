import HubStorage

extension PostQueue {
  /// Asks that a post which is out is taken down, in the place of an update that still waits.
  ///
  /// - Parameters:
  ///   - identity: the post's, or its first digits.
  ///   - reason: why, for a person.
  ///   - time: seconds since 1970 before which it stays.
  ///   - again: also where the network refused that before.
  ///   - now: seconds since 1970.
  /// - Returns: what became of the wish.
  /// - Throws: `QueueError` where the post is not out.
  @discardableResult
  package func withdraw(
    _ identity: String, reason: String, at time: Int64, again: Bool = false, now: Int64
  ) async throws -> ChangeRequest {
    let entry = try await published(identity, "withdraw")
    return try await database.write { connection in
      let latest = try Self.latest(connection, of: entry)
      switch (latest?.kind, latest?.state) {
      case (.withdraw, .open), (.withdraw, .doing), (.withdraw, .done): return .known
      case (.withdraw, .failed) where !again: return .known
      case (.update, .doing): return .busy
      default: break
      }
      try Self.drop(connection, entry, because: "the post is taken down instead", now: now)
      try Self.insert(
        connection, entry, .withdraw, body: nil, sourceHash: nil, reason: reason, at: time,
        now: now)
      return .asked
    }
  }

  /// Asks that a post which is out gets other words, in the place of an update that still waits.
  ///
  /// - Parameters:
  ///   - identity: the post's, or its first digits.
  ///   - post: the words; identity, time and article are not looked at.
  ///   - sourceHash: of what the words were made from.
  ///   - reason: why, for a person.
  ///   - time: seconds since 1970 before which it stays.
  ///   - now: seconds since 1970.
  /// - Returns: what became of the wish; a post that is to be taken down gets no other words.
  /// - Throws: `QueueError` where the post is not out.
  @discardableResult
  package func update(
    _ identity: String, to post: Post, sourceHash: String?, reason: String, at time: Int64,
    now: Int64
  ) async throws -> ChangeRequest {
    let entry = try await published(identity, "update")
    let body = try PostBody(post).json()
    let current = try PostBody(entry.edited ?? entry.post).json()
    return try await database.write { connection in
      let latest = try Self.latest(connection, of: entry)
      let isAlive = latest?.state == .open || latest?.state == .doing
      if isAlive, latest?.kind == .withdraw { return .known }
      if let update = latest?.update, isAlive || latest?.state == .failed,
        try PostBody(update).json() == body
      {
        return .known
      }
      if !isAlive, body == current {
        // The article says something else, and the post the same: nobody has to look again.
        try connection.execute(
          "UPDATE posts SET sourceHash = ?2 WHERE identity = ?1",
          [.text(entry.post.identity), SQLValue(sourceHash)])
        return .known
      }
      if latest?.state == .doing { return .busy }
      try Self.drop(connection, entry, because: "newer words are there", now: now)
      try Self.insert(
        connection, entry, .update, body: body, sourceHash: sourceHash, reason: reason, at: time,
        now: now)
      return .asked
    }
  }

  /// Asks that the account's posts whose time is over are taken down; each is asked for once.
  ///
  /// - Parameters:
  ///   - account: whose posts.
  ///   - lastCall: of what went out up to this moment, also those that expire later: the network
  ///     won't let them be taken down then.
  ///   - now: seconds since 1970.
  /// - Returns: their identities.
  /// - Throws: `StorageError`.
  @discardableResult
  package func withdrawExpired(
    account: String, publishedBefore lastCall: Int64? = nil, now: Int64
  ) async throws -> [String] {
    var asked: [String] = []
    for identity in try await expired(account: account, publishedBefore: lastCall, now: now) {
      do {
        let wish = try await withdraw(identity, reason: PlanReason.expired, at: now, now: now)
        if wish == .asked { asked.append(identity) }
      } catch is QueueError {
        // Another has taken it down since.
      }
    }
    return asked
  }

  /// The account's posts whose time is over and of which nobody has asked yet that they are taken
  /// down, by that time; the arguments are those of `withdrawExpired`.
  package func expired(
    account: String, publishedBefore lastCall: Int64?, now: Int64
  ) async throws -> [String] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT identity FROM posts
        WHERE account = ?1 AND state = 'published'
          AND (expiresAt <= ?2 OR (expiresAt IS NOT NULL AND publishedAt <= ?3))
          AND NOT EXISTS (
            SELECT 1 FROM changes
            WHERE post = posts.id AND kind = 'withdraw' AND changes.state <> 'dropped')
        ORDER BY expiresAt, id
        """, [.text(account), .integer(now), SQLValue(lastCall)]
      ).map { try $0.required(text: "identity") }
    }
  }

  /// Takes back a wish that nobody has begun to follow.
  ///
  /// - Returns: false where there is none.
  @discardableResult
  package func dropChange(
    of identity: String, because reason: String, now: Int64
  ) async throws -> Bool {
    let entry = try await entry(identity)
    return try await database.write { connection in
      try Self.drop(connection, entry, because: reason, now: now) > 0
    }
  }

  /// The posts that wait to be taken down for a reason.
  package func withdrawals(because reason: String) async throws -> [String] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT identity FROM changes JOIN posts ON posts.id = changes.post
        WHERE changes.state = 'open' AND kind = 'withdraw' AND changes.reason = ?1
        ORDER BY changes.id
        """, [.text(reason)]
      ).map { try $0.required(text: "identity") }
    }
  }

  /// Everything that was asked for a post, the oldest first.
  package func changes(of identity: String) async throws -> [PostChange] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT \(PostChange.columns) FROM changes JOIN posts ON posts.id = changes.post
        WHERE posts.identity = ?1 ORDER BY changes.id
        """, [.text(identity)]
      ).map { try PostChange(row: $0) }
    }
  }

  /// What is to be done to an account's posts by a moment, and is not done yet.
  package func openChanges(account: String, dueAt moment: Int64) async throws -> [PostChange] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT \(PostChange.columns) FROM changes JOIN posts ON posts.id = changes.post
        WHERE changes.account = ?1 AND changes.state IN ('open', 'doing') AND dueAt <= ?2
        ORDER BY dueAt, changes.id
        """, [.text(account), .integer(moment)]
      ).map { try PostChange(row: $0) }
    }
  }

  private func published(_ identity: String, _ action: String) async throws -> QueueEntry {
    let entry = try await entry(identity)
    guard entry.state == .published else {
      throw QueueError.notPossible(
        action: action, identity: entry.post.identity, state: entry.state)
    }
    return entry
  }

  private static func latest(
    _ connection: any SQLConnection, of entry: QueueEntry
  ) throws -> PostChange? {
    // Two who ask at the same time ask one after the other, and the post may be taken down by then.
    let post = try connection.row(
      "SELECT state FROM posts WHERE identity = ?1 \(connection.dialect.forUpdate)",
      [.text(entry.post.identity)])
    let state = try post.map { try PostState(row: $0) } ?? .cancelled
    guard state == .published else {
      throw QueueError.notPossible(
        action: "change", identity: entry.post.identity, state: state)
    }
    return try connection.row(
      """
      SELECT \(PostChange.columns) FROM changes JOIN posts ON posts.id = changes.post
      WHERE posts.identity = ?1 ORDER BY changes.id DESC LIMIT 1
      """, [.text(entry.post.identity)]
    ).map { try PostChange(row: $0) }
  }

  @discardableResult
  private static func drop(
    _ connection: any SQLConnection, _ entry: QueueEntry, because reason: String, now: Int64
  ) throws -> Int {
    try connection.execute(
      """
      UPDATE changes SET state = 'dropped', error = ?2, endedAt = ?3
      WHERE post = (SELECT id FROM posts WHERE identity = ?1) AND state = 'open'
      """, [.text(entry.post.identity), .text(reason), .integer(now)])
  }

  private static func insert(
    _ connection: any SQLConnection, _ entry: QueueEntry, _ kind: PostChange.Kind, body: String?,
    sourceHash: String?, reason: String, at time: Int64, now: Int64
  ) throws {
    try connection.execute(
      """
      INSERT INTO changes (post, account, kind, body, sourceHash, reason, dueAt, state, notBefore,
        createdAt)
      SELECT id, account, ?2, ?3, ?4, ?5, ?6, 'open', ?6, ?7 FROM posts WHERE identity = ?1
      """,
      [
        .text(entry.post.identity), .text(kind.rawValue), SQLValue(body), SQLValue(sourceHash),
        .text(reason), .integer(time), .integer(now),
      ])
  }
}
