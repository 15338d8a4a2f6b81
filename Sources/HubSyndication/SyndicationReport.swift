package import Foundation
package import HubDiagnostics
package import HubHTTP
import HubModel

/// What a run of `hubgen syndicate` did, or a dry run would do.
package struct SyndicationReport: Sendable {
  /// A post as programs read it; nothing is left out, what is not known is null.
  package struct Entry: Sendable {
    /// The post's identity.
    package var id: String
    package var account: String
    package var network: String
    package var article: String
    package var language: String
    package var audience: String?
    package var occurrence: Int
    package var state: PostState
    /// Seconds since 1970.
    package var scheduledAt: Int64
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
    package var isNew: Bool
    /// Whether this run planned, sent or settled it, or it still waits for something.
    package var isCurrent = true
  }

  /// By time, then identity; articles that are only recorded are counted, not listed.
  package var posts: [Entry]
  /// Of the posts listed, and of what this run recorded.
  package var counts: [PostState: Int]
  /// Where `scheduledAt` is shown.
  package var timeZone: TimeZone
  package var diagnostics: [Diagnostic]
  /// Whether another run has something to do that this one tried or had to put off: exit code 75.
  package var hasSomethingLeft: Bool
  /// Whether a post failed for good in this run.
  package var hasNewFailures: Bool
}

extension SyndicationReport.Entry {
  init(_ entry: QueueEntry, isNew: Bool) {
    self.init(entry.post, state: entry.state, isNew: isNew)
    remoteURL = entry.remoteURL
    error = entry.reason
  }

  init(_ post: Post, state: PostState, isNew: Bool) {
    self.init(
      id: post.identity, account: post.account, network: post.network, article: post.article,
      language: post.language, audience: post.audience, occurrence: post.occurrence,
      state: state, scheduledAt: post.scheduledAt, text: post.text, length: post.length,
      limit: post.limit, link: post.link, isNew: isNew)
  }
}

extension SyndicationReport: Encodable {
  private enum Key: String, CodingKey {
    case posts, counts, somethingLeft, diagnostics
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    var list = container.nestedUnkeyedContainer(forKey: .posts)
    for entry in posts { try encode(entry, in: list.superEncoder()) }
    try container.encode(
      Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }), forKey: .counts)
    try container.encode(hasSomethingLeft, forKey: .somethingLeft)
    try container.encode(diagnostics, forKey: .diagnostics)
  }

  private enum EntryKey: String, CodingKey {
    case id, account, network, article, language, audience, occurrence, state, scheduledAt, text
    case length, limit, link, remoteURL, error, requests
  }

  private func encode(_ entry: Entry, in encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: EntryKey.self)
    try container.encode(entry.id, forKey: .id)
    try container.encode(entry.account, forKey: .account)
    try container.encode(entry.network, forKey: .network)
    try container.encode(entry.article, forKey: .article)
    try container.encode(entry.language, forKey: .language)
    try container.encode(entry.audience, forKey: .audience)
    try container.encode(entry.occurrence, forKey: .occurrence)
    try container.encode(entry.state, forKey: .state)
    try container.encode(rfc3339(entry.scheduledAt), forKey: .scheduledAt)
    try container.encode(entry.text, forKey: .text)
    try container.encode(entry.length, forKey: .length)
    try container.encode(entry.limit, forKey: .limit)
    try container.encode(entry.link, forKey: .link)
    try container.encode(entry.remoteURL, forKey: .remoteURL)
    try container.encode(entry.error, forKey: .error)
    try container.encodeIfPresent(entry.requests, forKey: .requests)
  }

  /// The moment in the report's time zone: `2026-11-20T09:00:00+01:00`.
  package func rfc3339(_ seconds: Int64) -> String {
    Timestamp(seconds: seconds).at(timeZone).rfc3339
  }
}
