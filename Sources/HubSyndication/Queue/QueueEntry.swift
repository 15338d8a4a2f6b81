import HubStorage

/// A post as the queue holds it.
package struct QueueEntry: Hashable, Sendable {
  package var post: Post
  package var state: PostState
  /// Whether its time is one of the account's slots.
  package var isSlotted: Bool
  /// Seconds since 1970 before which it is not tried; later than `post.scheduledAt` after a retry.
  package var notBefore: Int64
  package var leaseUntil: Int64?
  /// The number of the latest claim; an outcome is recorded only under the same one.
  package var fence: Int64
  /// Tries since the post was queued, or queued again by a person.
  package var attempts: Int
  package var firstSentAt: Int64?
  package var lastSentAt: Int64?
  package var unsureSince: Int64?
  package var remoteID: String?
  package var remoteURL: String?
  package var publishedAt: Int64?
  /// Why it waits or failed, for a person.
  package var reason: String?
  package var createdAt: Int64
  package var updatedAt: Int64
  /// Planned, and never released before a person approves it.
  package var needsApproval = false
  /// Whether a person gave it its time, which no plan changes then.
  package var isFixed = false
  /// Seconds since 1970 at which it is taken down, or no longer sent; nil for never.
  package var expiresAt: Int64?
  /// Of what the words were made from, so that an edited article is recognised.
  package var sourceHash: String?
  /// Its place in a thread; nil for a post that is alone or the first.
  package var link: ChainLink?
  /// Among due posts of an account the higher goes first.
  package var priority = 0
  /// What the network charges for it, in thousandths of the currency.
  package var cost: Int64 = 0
  /// With the words that are out since it was edited there; `post` keeps those that were sent.
  package var edited: Post?
  package var editedAt: Int64?
}

/// Where a post stands in a thread, or below the post that it comments on.
package struct ChainLink: Hashable, Sendable {
  /// The identity of the post that must be out before this one may go.
  package var follows: String
  /// 1 for the first that follows, then one more for each.
  package var part: Int
  package var relation: Predecessor.Relation

  package init(follows: String, part: Int, relation: Predecessor.Relation) {
    self.follows = follows
    self.part = part
    self.relation = relation
  }
}

/// The right to send one post until `leaseUntil`.
package struct Claim: Hashable, Sendable {
  package var post: Post
  package var fence: Int64
  package var leaseUntil: Int64
  /// This one included.
  package var attempts: Int
  /// When the first attempt began.
  package var firstSentAt: Int64
  /// Whether an earlier attempt had no answer and nobody has found the post absent since.
  package var mayBeOut: Bool
}

/// One try, kept for ever.
package struct Attempt: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable {
    case published, retry, unauthorized, rejected, unknown
    /// The publisher gave the post back before it sent anything.
    case notSent
  }

  package var fence: Int64
  package var startedAt: Int64
  package var endedAt: Int64?
  package var outcome: Outcome?
  package var error: String?

  package init(
    fence: Int64, startedAt: Int64, endedAt: Int64? = nil, outcome: Outcome? = nil,
    error: String? = nil
  ) {
    self.fence = fence
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.outcome = outcome
    self.error = error
  }
}

extension Post {
  /// The post with the words of the column `body`, those that are sent.
  init(row: SQLRow, body column: String = "body") throws {
    let identity = try row.required(text: "identity")
    guard let body = PostBody(json: try row.required(text: column)) else {
      throw StorageError.failed(reason: "post '\(identity)' has an unreadable body")
    }
    self.init(
      identity: identity, account: try row.required(text: "account"),
      network: try row.required(text: "network"), article: try row.required(text: "article"),
      language: try row.required(text: "language"), audience: row.text("audience"),
      occurrence: Int(try row.required(integer: "occurrence")),
      scheduledAt: try row.required(integer: "scheduledAt"), text: body.text, link: body.link,
      canonicalURL: body.canonicalURL, title: body.title, imageURL: body.imageURL,
      imageAlt: body.imageAlt, length: body.length, limit: body.limit)
  }
}

extension QueueEntry {
  init(row: SQLRow) throws {
    self.init(
      post: try Post(row: row), state: try PostState(row: row),
      isSlotted: row.integer("slotted") == 1,
      notBefore: try row.required(integer: "notBefore"), leaseUntil: row.integer("leaseUntil"),
      fence: try row.required(integer: "fence"),
      attempts: Int(try row.required(integer: "attempts")),
      firstSentAt: row.integer("firstSentAt"), lastSentAt: row.integer("lastSentAt"),
      unsureSince: row.integer("unsureSince"), remoteID: row.text("remoteID"),
      remoteURL: row.text("remoteURL"), publishedAt: row.integer("publishedAt"),
      reason: row.text("reason"), createdAt: try row.required(integer: "createdAt"),
      updatedAt: try row.required(integer: "updatedAt"),
      needsApproval: row.integer("needsApproval") == 1, isFixed: row.integer("fixedAt") != nil,
      expiresAt: row.integer("expiresAt"), sourceHash: row.text("sourceHash"),
      link: ChainLink(row: row),
      priority: Int(try row.required(integer: "priority")),
      cost: try row.required(integer: "cost"),
      edited: row.text("currentBody") == nil ? nil : try Post(row: row, body: "currentBody"),
      editedAt: row.integer("editedAt"))
  }
}

extension PostState {
  init(row: SQLRow) throws {
    let name = try row.required(text: "state")
    guard let state = PostState(rawValue: name) else {
      throw StorageError.failed(reason: "unknown state '\(name)'")
    }
    self = state
  }
}

extension ChainLink {
  init?(row: SQLRow) {
    guard let follows = row.text("follows"), let part = row.integer("part"),
      let relation = row.text("relation").flatMap(Predecessor.Relation.init(rawValue:))
    else { return nil }
    self.init(follows: follows, part: Int(part), relation: relation)
  }
}
