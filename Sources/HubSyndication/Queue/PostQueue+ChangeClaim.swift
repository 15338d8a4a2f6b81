import HubStorage

extension PostQueue {
  /// The account's first change that is due; nil where there is none.
  package func nextChange(account: String, now: Int64) async throws -> PostChange? {
    try await database.read { connection in
      try connection.row(
        """
        SELECT \(PostChange.columns) FROM changes JOIN posts ON posts.id = changes.post
        WHERE changes.id = (SELECT id FROM changes \(Self.isDueChange))
        """, [.text(account), .integer(now)]
      ).map { try PostChange(row: $0) }
    }
  }

  /// Leases the account's first due change to the caller.
  ///
  /// Nil where nothing is due, or the account must wait.
  package func claimChange(
    account: String, now: Int64, leaseUntil: Int64
  ) async throws -> ChangeClaim? {
    // Mostly nothing is to be changed, and nobody has to wait for a lock then.
    guard try await nextChange(account: account, now: now) != nil else { return nil }
    return try await database.write { connection in
      let status = try connection.row(
        "SELECT * FROM accounts WHERE name = ?1", [.text(account)]
      ).map { try AccountStatus(row: $0) }
      guard status?.maySend(now) != false else { return nil }
      let claimed = try connection.row(
        """
        UPDATE changes SET state = 'doing', leaseUntil = ?3, fence = fence + 1,
          attempts = attempts + 1
        WHERE id = (SELECT id FROM changes \(Self.isDueChange) \(connection.dialect.forUpdateOfFree))
        RETURNING id
        """, [.text(account), .integer(now), .integer(leaseUntil)])
      guard let id = try claimed?.required(integer: "id"),
        let row = try connection.row(
          """
          SELECT \(PostChange.columns) FROM changes JOIN posts ON posts.id = changes.post
          WHERE changes.id = ?1
          """, [.integer(id)])
      else { return nil }
      return ChangeClaim(
        change: try PostChange(row: row),
        post: try Post(row: row, body: row.text("currentBody") == nil ? "body" : "currentBody"),
        remote: PublishedPost(
          remoteID: try row.required(text: "remoteID"), url: row.text("remoteURL")),
        id: id)
    }
  }

  /// Makes the outcome of a claimed change durable: the post is withdrawn, or has its new words.
  ///
  /// - Throws: `StaleLease` where the claim is no longer the caller's.
  package func record(_ outcome: ChangeOutcome, of claim: ChangeClaim, now: Int64) async throws {
    let change = claim.change
    try await database.write { connection in
      let key: [SQLValue] = [.integer(claim.id), .integer(change.fence)]
      let mine = "WHERE id = ?1 AND fence = ?2 AND state = 'doing'"
      let giveBack = "UPDATE changes SET state = 'open', leaseUntil = NULL"
      let count: Int
      switch outcome {
      case .done:
        count = try connection.execute(
          """
          UPDATE changes SET state = 'done', leaseUntil = NULL, error = NULL, endedAt = ?3 \(mine)
          """, key + [.integer(now)])
        if count > 0 { try Self.apply(connection, claim, now: now) }
      case .retry(let at, let accountUntil, let reason):
        count = try connection.execute(
          "\(giveBack), notBefore = ?3, error = ?4 \(mine)", key + [.integer(at), .text(reason)])
        if count > 0, let accountUntil {
          try Self.limit(connection, account: change.account, until: accountUntil, reason: reason)
        }
      case .unauthorized(let reason):
        count = try connection.execute(
          "\(giveBack), attempts = attempts - 1, error = ?3 \(mine)", key + [.text(reason)])
        if count > 0 {
          try Self.pause(connection, account: change.account, reason: reason, now: now)
        }
      case .notSent(let reason):
        count = try connection.execute(
          "\(giveBack), attempts = attempts - 1, error = ?3 \(mine)", key + [.text(reason)])
      case .failed(let reason):
        count = try connection.execute(
          """
          UPDATE changes SET state = 'failed', leaseUntil = NULL, error = ?3, endedAt = ?4 \(mine)
          """, key + [.text(reason), .integer(now)])
      }
      guard count == 1 else { throw StaleLease(identity: change.identity, fence: change.fence) }
    }
  }

  private static let isDueChange = """
    WHERE account = ?1 AND state = 'open' AND dueAt <= ?2 AND notBefore <= ?2
    ORDER BY dueAt, id LIMIT 1
    """

  /// What a change that was made means for its post.
  private static func apply(
    _ connection: any SQLConnection, _ claim: ChangeClaim, now: Int64
  ) throws {
    let identity = claim.change.identity
    switch claim.change.update {
    case nil:
      try connection.execute(
        """
        UPDATE posts SET state = 'withdrawn', withdrawnAt = ?2, updatedAt = ?2
        WHERE identity = ?1 AND state = 'published'
        """, [.text(identity), .integer(now)])
      try cancelFollowers(connection, of: identity, now: now)
    case let update?:
      try connection.execute(
        """
        UPDATE posts SET currentBody = ?2, editedAt = ?3, updatedAt = ?3,
          sourceHash = coalesce(?4, sourceHash)
        WHERE identity = ?1 AND state = 'published'
        """,
        [
          .text(identity), .text(try PostBody(update).json()), .integer(now),
          SQLValue(claim.change.sourceHash),
        ])
    }
  }
}
