package import Foundation
package import HubDiagnostics
package import HubModel

/// The calendar ahead: what waits, what a run would change, and what it would take down.
package struct PlanReport: Sendable {
  package enum Change: String, Sendable {
    /// Not in the queue yet.
    case new
    /// Gets another time.
    case moved
    /// Gets other words, and perhaps another time.
    case rewritten
    /// Waits for approval from now on.
    case held
    /// Is in the queue, and its time has come: the run sends it.
    case due
  }

  /// A post that is to go out.
  package struct Entry: Sendable {
    package var post: Post
    package var state: PostState
    /// 0 for a post that is alone or the first of its thread, then one more for each that follows.
    package var part = 0
    package var networkName: String
    package var time: Timestamp
    package var change: Change?
    /// Of a post that moves.
    package var formerTime: Timestamp?
    /// Of a post that is rewritten.
    package var formerText: String?
    package var reason: String?
    package var needsApproval = false
    /// Whether it waits for approval from now on, whatever else changes.
    package var isHeld = false
    package var expires: Timestamp?
    package var campaign: String?
    /// In thousandths of the currency.
    package var cost: Int64 = 0
    /// What a network shows below a link, where the article is at hand.
    package var card: Card?
  }

  /// A page as networks show it below a post.
  package struct Card: Sendable {
    package var title: String
    package var description: String
    package var host: String
    package var image: ImageReference?
  }

  /// A post that does not go out, is taken down or changed, or can't be.
  package struct Removal: Sendable {
    package var id: String
    package var account: String
    package var article: String
    package var language: String
    package var time: Timestamp
    package var reason: String
  }

  /// By time; a thread stands together, in its order.
  package var posts: [Entry] = []
  package var cancelled: [Removal] = []
  package var withdrawals: [Removal] = []
  package var updates: [Removal] = []
  package var kept: [Removal] = []
  /// Articles that would become known without being posted.
  package var recorded = 0
  package var timeZone: TimeZone
  package var diagnostics: [Diagnostic]

  /// An empty calendar.
  package init(timeZone: TimeZone, diagnostics: [Diagnostic]) {
    self.timeZone = timeZone
    self.diagnostics = diagnostics
  }
}

extension PlanReport: Encodable {
  private enum Key: String, CodingKey {
    case posts, cancelled, withdrawals, updates, kept, recorded, diagnostics
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(posts, forKey: .posts)
    try container.encode(cancelled, forKey: .cancelled)
    try container.encode(withdrawals, forKey: .withdrawals)
    try container.encode(updates, forKey: .updates)
    try container.encode(kept, forKey: .kept)
    try container.encode(recorded, forKey: .recorded)
    try container.encode(diagnostics.sortedForPrinting(), forKey: .diagnostics)
  }
}

extension PlanReport.Entry: Encodable {
  private enum Key: String, CodingKey {
    case id, account, network, article, title, language, audience, occurrence, part, state, change
    case scheduledAt, formerTime, reason, needsApproval, expiresAt, campaign, cost, text
    case length, limit, link
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(post.identity, forKey: .id)
    try container.encode(post.account, forKey: .account)
    try container.encode(post.network, forKey: .network)
    try container.encode(post.article, forKey: .article)
    try container.encode(post.title, forKey: .title)
    try container.encode(post.language, forKey: .language)
    try container.encode(post.audience, forKey: .audience)
    try container.encode(post.occurrence, forKey: .occurrence)
    try container.encode(part, forKey: .part)
    try container.encode(state.rawValue, forKey: .state)
    try container.encode(change?.rawValue, forKey: .change)
    try container.encode(time.rfc3339, forKey: .scheduledAt)
    try container.encode(formerTime?.rfc3339, forKey: .formerTime)
    try container.encode(reason, forKey: .reason)
    try container.encode(needsApproval, forKey: .needsApproval)
    try container.encode(expires?.rfc3339, forKey: .expiresAt)
    try container.encode(campaign, forKey: .campaign)
    try container.encode(Double(cost) / 1000, forKey: .cost)
    try container.encode(post.text, forKey: .text)
    try container.encode(post.length, forKey: .length)
    try container.encode(post.limit, forKey: .limit)
    try container.encode(post.link, forKey: .link)
  }
}

extension PlanReport.Removal: Encodable {
  private enum Key: String, CodingKey {
    case id, account, article, language, time, reason
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
    try container.encode(account, forKey: .account)
    try container.encode(article, forKey: .article)
    try container.encode(language, forKey: .language)
    try container.encode(time.rfc3339, forKey: .time)
    try container.encode(reason, forKey: .reason)
  }
}
