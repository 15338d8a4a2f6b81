import HubStorage

extension PostQueue {
  /// Everything that comes after the post of `?1` in its thread, as a common table expression.
  static let chain = """
    WITH RECURSIVE chain (identity) AS (
      SELECT identity FROM posts WHERE follows = ?1
      UNION SELECT posts.identity FROM posts JOIN chain ON posts.follows = chain.identity)
    """

  /// Cancels what waits for a post that won't be out, or is not out any more.
  static func cancelFollowers(
    _ connection: any SQLConnection, of identity: String, now: Int64
  ) throws {
    try connection.execute(
      """
      \(chain)
      UPDATE posts SET state = 'cancelled', updatedAt = ?2,
        reason = 'the post that it follows is not out'
      WHERE identity IN (SELECT identity FROM chain) AND state IN ('planned', 'queued')
      """, [.text(identity), .integer(now)])
  }

  /// Cancels a post that is to be sent again where the post that it follows was given up, or taken
  /// down, while it was on its way; with it goes what follows it.
  static func cancelOrphan(
    _ connection: any SQLConnection, _ identity: String, now: Int64
  ) throws {
    let count = try connection.execute(
      """
      UPDATE posts SET state = 'cancelled', updatedAt = ?2,
        reason = 'the post that it follows is not out'
      WHERE identity = ?1 AND state = 'queued' AND EXISTS (
        SELECT 1 FROM posts AS earlier
        WHERE earlier.identity = posts.follows
          AND earlier.state IN ('failed', 'cancelled', 'withdrawn'))
      """, [.text(identity), .integer(now)])
    if count > 0 { try cancelFollowers(connection, of: identity, now: now) }
  }

  /// What a post that was sent hangs on; nil for one that is alone or the first.
  package func predecessor(of identity: String) async throws -> Predecessor? {
    try await database.read { connection in
      try connection.row("SELECT * FROM posts WHERE identity = ?1", [.text(identity)])
        .flatMap { try Self.predecessor(connection, of: $0) }
    }
  }

  /// What a claimed post hangs on; nil for one that is alone or the first.
  static func predecessor(_ connection: any SQLConnection, of row: SQLRow) throws -> Predecessor? {
    guard let link = ChainLink(row: row) else { return nil }
    var found: Predecessor?
    var next: String? = link.follows
    while let identity = next {
      guard
        let earlier = try connection.row(
          "SELECT remoteID, remoteURL, follows FROM posts WHERE identity = ?1", [.text(identity)])
      else { break }
      let remoteID = try earlier.required(text: "remoteID")
      if found == nil {
        found = Predecessor(
          relation: link.relation, remoteID: remoteID, url: earlier.text("remoteURL"),
          rootID: remoteID)
      }
      found?.rootID = remoteID
      next = earlier.text("follows")
    }
    return found
  }
}
