package import Foundation
package import HubModel

/// A change to a post that is out, as people and programs read it.
package struct ChangeReport: Sendable {
  /// The post's identity.
  package var post: String
  package var account: String
  package var kind: PostChange.Kind
  package var state: PostChange.State
  /// Why it was wanted.
  package var reason: String
  /// Why it waits or failed.
  package var error: String?
  /// When it is or was due, at the offset of the syndication's time zone.
  package var dueAt: Timestamp

  package init(_ change: PostChange, in timeZone: TimeZone) {
    post = change.identity
    account = change.account
    kind = change.kind
    state = change.state
    reason = change.reason
    error = change.error
    dueAt = Timestamp(seconds: change.dueAt).at(timeZone)
  }

  /// What was done or not, in one word or two.
  package var title: String {
    switch (state, kind) {
    case (.done, .withdraw): "taken down"
    case (.done, .update): "updated"
    case (.failed, .withdraw): "not taken down"
    case (.failed, .update): "not updated"
    case (.dropped, _): "no longer wanted"
    case (_, .withdraw): "to be taken down"
    case (_, .update): "to be updated"
    }
  }
}

// By hand, so that what is not known is null and every key is always there.
extension ChangeReport: Encodable {
  private enum Key: String, CodingKey {
    case post, account, kind, state, reason, error, dueAt
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(post, forKey: .post)
    try container.encode(account, forKey: .account)
    try container.encode(kind.rawValue, forKey: .kind)
    try container.encode(state.rawValue, forKey: .state)
    try container.encode(reason, forKey: .reason)
    try container.encode(error, forKey: .error)
    try container.encode(dueAt.rfc3339, forKey: .dueAt)
  }
}
