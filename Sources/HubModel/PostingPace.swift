package import Foundation
package import HubData
package import HubDiagnostics

/// When and how often an account publishes, besides its slots.
package struct PostingPace: Sendable {
  /// Nil: the syndication's.
  package var timeZone: TimeZone?
  /// The account's own `since`; nil: the syndication's.
  package var since: Timestamp?
  /// Seconds between two posts at least.
  package var gap: Int
  /// Posts on one day of the account's time zone at most.
  package var perDay: Int?
  /// When nothing goes out.
  package var quiet: [QuietHours]
  /// Whether a person approves each post before it goes out.
  package var needsApproval: Bool
  /// Old articles in slots that nothing else takes.
  package var evergreen: Evergreen?
  package var budget: Budget?
  /// Seconds after which posts are taken down again, unless the article says otherwise.
  package var expires: Located<Int>?
  package var edits: Edits

  package init(
    timeZone: TimeZone? = nil, since: Timestamp? = nil, gap: Int = 0, perDay: Int? = nil,
    quiet: [QuietHours] = [], needsApproval: Bool = false, evergreen: Evergreen? = nil,
    budget: Budget? = nil, expires: Located<Int>? = nil, edits: Edits = .update
  ) {
    self.timeZone = timeZone
    self.since = since
    self.gap = gap
    self.perDay = perDay
    self.quiet = quiet
    self.needsApproval = needsApproval
    self.evergreen = evergreen
    self.budget = budget
    self.expires = expires
    self.edits = edits
  }

  /// What happens to a post that is out when its article is edited.
  package enum Edits: String, CaseIterable, Sendable {
    /// It is changed, where the network can.
    case update
    case leave
  }

  /// A stretch of every day: `22:00-07:00` runs over midnight.
  package struct QuietHours: Hashable, Sendable {
    /// Minutes since midnight, the first quiet one and the first that isn't.
    package var start: Int
    package var end: Int

    package init(start: Int, end: Int) {
      self.start = start
      self.end = end
    }

    package func contains(minuteOfDay minute: Int) -> Bool {
      start < end ? start <= minute && minute < end : start <= minute || minute < end
    }
  }

  /// `evergreen:`, old articles that are worth another post.
  package struct Evergreen: Sendable {
    /// Seconds between two posts of an article at least.
    package var after: Int
    /// Such posts of one article at most.
    package var times: Int
    package var filter: ArticleFilter

    package init(after: Int, times: Int, filter: ArticleFilter = .init()) {
      self.after = after
      self.times = times
      self.filter = filter
    }
  }

  /// `budget:`, what an account may spend in a calendar period.
  package struct Budget: Sendable {
    package enum Period: String, CaseIterable, Sendable {
      case day, week, month, year
    }

    package var posts: Int?
    package var cost: Money?
    /// What one post costs; nil: what is known of the network.
    package var each: Money?
    package var period: Period
    /// Where `cost` stands.
    package var place: SourceSpan?

    package init(
      posts: Int? = nil, cost: Money? = nil, each: Money? = nil, period: Period = .month,
      place: SourceSpan? = nil
    ) {
      self.posts = posts
      self.cost = cost
      self.each = each
      self.period = period
      self.place = place
    }
  }
}

/// Articles by section and tag; an empty list means any.
package struct ArticleFilter: Hashable, Sendable {
  package var sections: [String]
  package var tags: [String]

  package init(sections: [String] = [], tags: [String] = []) {
    self.sections = sections
    self.tags = tags
  }

  package func fits(_ article: Article) -> Bool {
    (sections.isEmpty || sections.contains(article.section))
      && (tags.isEmpty || article.tags.contains { tags.contains($0) })
  }
}

/// An amount in thousandths of its currency; which one, only the network's bill says.
package struct Money: Hashable, Comparable, Sendable {
  package var thousandths: Int64

  package init(thousandths: Int64) {
    self.thousandths = thousandths
  }

  package static func < (left: Money, right: Money) -> Bool {
    left.thousandths < right.thousandths
  }

  /// As it is read: `20`, `0.015`.
  package var text: String {
    let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1000)
    guard rest != 0 else { return "\(whole)" }
    var digits = String(String(1000 + rest).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }

  /// Reads `20`, `20.00` or `0.015`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy {
      !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard (1...2).contains(parts.count), areDigits, parts[0].utf8.count <= 9,
      let whole = Int64(parts[0])
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.count <= 3,
      let part = Int64(fraction + String(repeating: "0", count: 3 - fraction.utf8.count))
    else { return nil }
    thousandths = whole * 1000 + part
  }
}

/// `campaigns:`, a dated period with slots and hashtags of its own.
package struct CampaignConfig: Sendable {
  package var name: Located<String>
  package var from: Timestamp
  /// The first moment after it.
  package var until: Timestamp
  /// Which articles belong to it.
  package var filter: ArticleFilter
  /// Empty: every account.
  package var accounts: [String]
  /// For its articles only, besides those of the account.
  package var slots: [Slot]
  package var hashtags: [String]
  /// Of two posts that want one slot the one with the higher priority gets it.
  package var priority: Int

  package init(
    name: Located<String>, from: Timestamp, until: Timestamp, filter: ArticleFilter = .init(),
    accounts: [String] = [], slots: [Slot] = [], hashtags: [String] = [], priority: Int = 1
  ) {
    self.name = name
    self.from = from
    self.until = until
    self.filter = filter
    self.accounts = accounts
    self.slots = slots
    self.hashtags = hashtags
    self.priority = priority
  }
}

/// `calendars:`, a file of days to avoid or to aim at.
package struct CalendarConfig: Sendable {
  package enum Use: String, CaseIterable, Sendable {
    case avoid, aim
  }

  /// An iCalendar file, seen from the hub.
  package var file: Located<String>
  package var use: Use
  /// Empty: every account.
  package var accounts: [String]
  /// Which articles wait for its days.
  package var filter: ArticleFilter
  /// Seconds that an article waits for such a day at most.
  package var within: Int

  package static let standardWithin = 7 * 86_400

  package init(
    file: Located<String>, use: Use, accounts: [String] = [], filter: ArticleFilter = .init(),
    within: Int = standardWithin
  ) {
    self.file = file
    self.use = use
    self.accounts = accounts
    self.filter = filter
    self.within = within
  }
}
