package import Foundation
package import HubHTTP
package import HubModel

/// A post as people and programs read it.
package struct PostReport: Sendable {
  /// The post's identity.
  package var id: String
  package var account: String
  package var network: String
  package var article: String
  package var language: String
  package var audience: String?
  package var occurrence: Int
  package var state: PostState
  /// At the offset of the syndication's time zone.
  package var scheduledAt: Timestamp
  package var text: String
  package var length: Int
  package var limit: Int
  package var link: String
  package var remoteURL: String?
  /// Why it waits or failed, for a person.
  package var error: String?
  /// In a dry run, what would be sent, with credentials masked.
  package var requests: [RecordedRequest]?
  /// Whether this run planned it.
  package var isNew = false
  /// Whether this run planned, sent or settled it, or it still waits for something.
  package var isCurrent = true
}

extension PostReport {
  /// A post of the queue.
  ///
  /// - Parameters:
  ///   - entry: the post with its state.
  ///   - account: what may keep the post's account from sending it.
  ///   - now: seconds since 1970.
  ///   - timeZone: in which times are shown.
  package init(
    _ entry: QueueEntry, account: AccountStatus?, now: Int64, in timeZone: TimeZone
  ) {
    self.init(entry.post, state: entry.state, in: timeZone)
    remoteURL = entry.remoteURL
    error = entry.waitingReason(account: account, now: now, in: timeZone) ?? entry.reason
  }

  /// A post that is in no queue yet.
  package init(_ post: Post, state: PostState, in timeZone: TimeZone) {
    self.init(
      id: post.identity, account: post.account, network: post.network, article: post.article,
      language: post.language, audience: post.audience, occurrence: post.occurrence,
      state: state, scheduledAt: Timestamp(seconds: post.scheduledAt).at(timeZone),
      text: post.text, length: post.length, limit: post.limit, link: post.link)
  }
}

extension QueueEntry {
  /// What a post that is late waits for, where that is a moment or its account.
  fileprivate func waitingReason(
    account: AccountStatus?, now: Int64, in timeZone: TimeZone
  ) -> String? {
    guard state == .planned || state == .queued else { return nil }
    if needsApproval { return "waits for approval" }
    guard post.scheduledAt <= now else { return nil }
    func time(_ seconds: Int64) -> String { Timestamp(seconds: seconds).at(timeZone).rfc3339 }
    if let paused = account?.pausedReason {
      return "the account is paused until its credentials are accepted: \(paused)"
    }
    if link != nil, state == .planned { return "waits until the post that it follows is out" }
    if let account, account.openUntil > max(now, notBefore, account.limitedUntil) {
      return "the account rests until \(time(account.openUntil)) after \(account.failures) failures"
    }
    if let account, account.limitedUntil > max(now, notBefore) {
      let reason = account.limitedReason ?? "the network asked for a pause"
      return "the account waits until \(time(account.limitedUntil)): \(reason)"
    }
    if let until = account?.waitsUntil(now), until > notBefore {
      return "the account has used up what its network allows until \(time(until))"
    }
    return notBefore > now ? reason.map { "\($0); tried again from \(time(notBefore))" } : nil
  }
}

// By hand, so that what is not known is null and every key is always there.
extension PostReport: Encodable {
  private enum Key: String, CodingKey {
    case id, account, network, article, language, audience, occurrence, state, scheduledAt, text
    case length, limit, link, remoteURL, error, requests
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
    try container.encode(account, forKey: .account)
    try container.encode(network, forKey: .network)
    try container.encode(article, forKey: .article)
    try container.encode(language, forKey: .language)
    try container.encode(audience, forKey: .audience)
    try container.encode(occurrence, forKey: .occurrence)
    try container.encode(state, forKey: .state)
    try container.encode(scheduledAt.rfc3339, forKey: .scheduledAt)
    try container.encode(text, forKey: .text)
    try container.encode(length, forKey: .length)
    try container.encode(limit, forKey: .limit)
    try container.encode(link, forKey: .link)
    try container.encode(remoteURL, forKey: .remoteURL)
    try container.encode(error, forKey: .error)
    try container.encodeIfPresent(requests, forKey: .requests)
  }
}
