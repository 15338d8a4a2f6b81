/// A column as exported queues have it.
struct QueueColumn: Sendable {
  enum Kind: Sendable {
    case integer, text
    /// Words of a post: an object.
    case words
  }

  var name: String
  var kind: Kind
  var isRequired: Bool

  static func integers(_ names: String, isRequired: Bool = false) -> [QueueColumn] {
    all(names, .integer, isRequired)
  }

  static func texts(_ names: String, isRequired: Bool = false) -> [QueueColumn] {
    all(names, .text, isRequired)
  }

  static func words(_ names: String, isRequired: Bool = false) -> [QueueColumn] {
    all(names, .words, isRequired)
  }

  private static func all(_ names: String, _ kind: Kind, _ isRequired: Bool) -> [QueueColumn] {
    names.split(separator: " ").map {
      QueueColumn(name: String($0), kind: kind, isRequired: isRequired)
    }
  }

  /// Credentials are not among the tables: an exported queue may be read by others.
  static let accounts: [QueueColumn] =
    texts("name", isRequired: true) + texts("pausedReason limitedReason")
    + integers("limitedUntil failures openUntil", isRequired: true)
    + integers("pausedAt remaining resetsAt firstRunAt")

  static let posts: [QueueColumn] =
    texts("identity account network article language state", isRequired: true)
    + integers(
      "occurrence scheduledAt slotted notBefore fence attempts mayBeOut createdAt updatedAt"
        + " needsApproval part priority cost", isRequired: true)
    + words("body", isRequired: true) + words("currentBody")
    + texts("audience remoteID remoteURL reason sourceHash follows relation")
    + integers(
      "leaseUntil firstSentAt lastSentAt unsureSince publishedAt withdrawnAt expiresAt editedAt"
        + " fixedAt approvedAt")

  static let attempts: [QueueColumn] =
    integers("fence startedAt", isRequired: true) + integers("endedAt") + texts("outcome error")

  static let changes: [QueueColumn] =
    texts("kind reason state", isRequired: true) + words("body") + texts("sourceHash error")
    + integers("dueAt fence attempts notBefore createdAt", isRequired: true)
    + integers("leaseUntil endedAt")
}
