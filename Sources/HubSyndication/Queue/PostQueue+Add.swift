import HubStorage

/// A post that is to enter the queue.
package struct NewPost: Hashable, Sendable {
  package var post: Post
  /// Whether its time is one of the account's slots, which no other post may take.
  package var isSlotted: Bool
  /// Known, and never to be posted.
  package var isRecorded: Bool
  /// Not released before a person approves it.
  package var needsApproval: Bool
  /// Seconds since 1970 at which it is taken down, or no longer sent; nil for never.
  package var expiresAt: Int64?
  /// Of what the words were made from, so that an edited article is recognised.
  package var sourceHash: String?
  /// Its place in a thread; nil for a post that is alone or the first.
  package var link: ChainLink?
  /// From -999 to 999; among due posts of an account the higher goes first.
  package var priority: Int
  /// What the network charges for it, in thousandths of the currency.
  package var cost: Int64

  package init(
    _ post: Post, isSlotted: Bool = false, isRecorded: Bool = false, needsApproval: Bool = false,
    expiresAt: Int64? = nil, sourceHash: String? = nil, link: ChainLink? = nil, priority: Int = 0,
    cost: Int64 = 0
  ) {
    self.post = post
    self.isSlotted = isSlotted
    self.isRecorded = isRecorded
    self.needsApproval = needsApproval
    self.expiresAt = expiresAt
    self.sourceHash = sourceHash
    self.link = link
    self.priority = priority
    self.cost = cost
  }

  func columns(now: Int64) throws -> [SQLValue] {
    let state: PostState = isRecorded ? .recorded : .planned
    return [
      .text(post.identity), .text(post.account), .text(post.network), .text(post.article),
      .text(post.language), SQLValue(post.audience), .integer(Int64(post.occurrence)),
      .text(try PostBody(post).json()), .integer(post.scheduledAt), .integer(isSlotted ? 1 : 0),
      .text(state.rawValue), .integer(now), .integer(needsApproval ? 1 : 0), SQLValue(expiresAt),
      SQLValue(sourceHash), SQLValue(link?.follows), .integer(Int64(link?.part ?? 0)),
      SQLValue(link?.relation.rawValue), .integer(Int64(priority)), .integer(cost),
    ]
  }
}

extension PostQueue {
  /// Adds what is not there yet; a known identity keeps its row, body and time untouched.
  ///
  /// A post whose slot another one took meanwhile stays out, and finds another in the next plan;
  /// so does one that follows a post which is not there or won't go out.
  /// - Returns: the identities that are new, in the order given.
  package func add(_ posts: [NewPost], now: Int64) async throws -> [String] {
    guard !posts.isEmpty else { return [] }
    return try await database.write { connection in
      for account in Set(posts.map(\.post.account)).sorted() {
        try connection.execute(
          "INSERT INTO accounts (name) VALUES (?1) ON CONFLICT DO NOTHING", [.text(account)])
      }
      var added: [String] = []
      for new in posts {
        if let link = new.link, try !Self.mayFollow(connection, link, new) { continue }
        let count = try connection.execute(
          """
          INSERT INTO posts (identity, account, network, article, language, audience, occurrence,
            body, scheduledAt, slotted, state, notBefore, createdAt, updatedAt, needsApproval,
            expiresAt, sourceHash, follows, part, relation, priority, cost)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?9, ?12, ?12, ?13, ?14, ?15, ?16,
            ?17, ?18, ?19, ?20)
          ON CONFLICT DO NOTHING
          """, try new.columns(now: now))
        if count > 0 { added.append(new.post.identity) }
      }
      return added
    }
  }

  private static func mayFollow(
    _ connection: any SQLConnection, _ link: ChainLink, _ new: NewPost
  ) throws -> Bool {
    let dead =
      new.isRecorded ? "" : "AND state NOT IN ('failed', 'cancelled', 'withdrawn', 'recorded')"
    return try connection.row(
      "SELECT id FROM posts WHERE identity = ?1 AND account = ?2 \(dead) \(connection.dialect.forUpdate)",
      [.text(link.follows), .text(new.post.account)]) != nil
  }
}
