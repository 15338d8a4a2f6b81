import HubStorage

/// Something that is to be done to a post that is out.
package struct PostChange: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case withdraw, update
  }

  package enum State: String, Hashable, Sendable {
    case open
    /// Leased by a publisher; open again when the lease ends, as a change may be made twice.
    case doing
    case done
    /// The network refused it.
    case failed
    /// Another change took its place, or it is not wanted any more.
    case dropped
  }

  /// The post's identity.
  package var identity: String
  package var account: String
  package var kind: Kind
  /// The post with its new words, for an update.
  package var update: Post?
  /// Of what the new words were made from.
  package var sourceHash: String?
  /// Why it is wanted, for a person.
  package var reason: String
  package var dueAt: Int64
  package var state: State
  package var leaseUntil: Int64?
  package var fence: Int64
  package var attempts: Int
  package var notBefore: Int64
  /// Why it waits, failed or was dropped.
  package var error: String?
  package var createdAt: Int64
  package var endedAt: Int64?
}

/// The right to make one change until `change.leaseUntil`.
package struct ChangeClaim: Hashable, Sendable {
  package var change: PostChange
  /// As it is out now.
  package var post: Post
  package var remote: PublishedPost
  let id: Int64
}

/// What came of a claimed change.
package enum ChangeOutcome: Hashable, Sendable {
  case done
  /// Try again at `at`. With `accountUntil`, nothing is done on the account before that.
  case retry(at: Int64, accountUntil: Int64?, reason: String)
  /// The credentials are not accepted: the account is paused, no attempt counts.
  case unauthorized(reason: String)
  case failed(reason: String)
  /// Given back before anything was sent; no attempt counts.
  case notSent(reason: String)
}

/// What became of the wish to change a post.
package enum ChangeRequest: Hashable, Sendable {
  case asked
  /// It was asked for before, or has been refused.
  case known
  /// Another change is being made: ask again later.
  case busy
}

extension PostChange {
  init(row: SQLRow) throws {
    let kind = try row.required(text: "kind")
    let state = try row.required(text: "changeState")
    guard let kind = Kind(rawValue: kind), let state = State(rawValue: state) else {
      throw StorageError.failed(reason: "unknown change '\(kind)', '\(state)'")
    }
    self.init(
      identity: try row.required(text: "identity"), account: try row.required(text: "account"),
      kind: kind, update: kind == .update ? try Post(row: row, body: "changeBody") : nil,
      sourceHash: row.text("changeHash"), reason: try row.required(text: "changeReason"),
      dueAt: try row.required(integer: "dueAt"), state: state,
      leaseUntil: row.integer("changeLease"), fence: try row.required(integer: "changeFence"),
      attempts: Int(try row.required(integer: "changeAttempts")),
      notBefore: try row.required(integer: "changeNotBefore"), error: row.text("error"),
      createdAt: try row.required(integer: "changeCreatedAt"), endedAt: row.integer("endedAt"))
  }

  /// What `init(row:)` reads, of `changes` joined with `posts`.
  static let columns = """
    posts.*, changes.id AS change, changes.kind, changes.body AS changeBody,
    changes.sourceHash AS changeHash, changes.reason AS changeReason, changes.dueAt,
    changes.state AS changeState, changes.leaseUntil AS changeLease, changes.fence AS changeFence,
    changes.attempts AS changeAttempts, changes.notBefore AS changeNotBefore, changes.error,
    changes.createdAt AS changeCreatedAt, changes.endedAt
    """
}
