import Foundation
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
}

/// The right to send one post until `leaseUntil`.
package struct Claim: Hashable, Sendable {
  package var post: Post
  package var fence: Int64
  package var leaseUntil: Int64
  /// This one included.
  package var attempts: Int
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

/// What the queue knows of an account.
package struct AccountStatus: Hashable, Sendable {
  /// Set while the account's credentials are not accepted.
  package var pausedReason: String?
  /// Seconds since 1970 until which the network asked us to wait; 0 for never.
  package var limitedUntil: Int64
  /// What the network said then.
  package var limitedReason: String?

  package init(
    pausedReason: String? = nil, limitedUntil: Int64 = 0, limitedReason: String? = nil
  ) {
    self.pausedReason = pausedReason
    self.limitedUntil = limitedUntil
    self.limitedReason = limitedReason
  }
}

/// The frozen part of a post that no query looks into.
struct PostBody: Codable {
  var text: String
  var link: String
  var canonicalURL: String
  var title: String
  var imageURL: String?
  var imageAlt: String?
  var length: Int
  var limit: Int

  init(_ post: Post) {
    text = post.text
    link = post.link
    canonicalURL = post.canonicalURL
    title = post.title
    imageURL = post.imageURL
    imageAlt = post.imageAlt
    length = post.length
    limit = post.limit
  }

  /// Keys are sorted: the same post is the same text.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension Post {
  init(row: SQLRow) throws {
    let identity = try row.required(text: "identity")
    let json = Data(try row.required(text: "body").utf8)
    guard let body = try? JSONDecoder().decode(PostBody.self, from: json) else {
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
    let name = try row.required(text: "state")
    guard let state = PostState(rawValue: name) else {
      throw StorageError.failed(reason: "unknown state '\(name)'")
    }
    self.init(
      post: try Post(row: row), state: state, isSlotted: row.integer("slotted") == 1,
      notBefore: try row.required(integer: "notBefore"), leaseUntil: row.integer("leaseUntil"),
      fence: try row.required(integer: "fence"),
      attempts: Int(try row.required(integer: "attempts")),
      firstSentAt: row.integer("firstSentAt"), lastSentAt: row.integer("lastSentAt"),
      unsureSince: row.integer("unsureSince"), remoteID: row.text("remoteID"),
      remoteURL: row.text("remoteURL"), publishedAt: row.integer("publishedAt"),
      reason: row.text("reason"), createdAt: try row.required(integer: "createdAt"),
      updatedAt: try row.required(integer: "updatedAt"))
  }
}
