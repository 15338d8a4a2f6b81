package import Foundation
package import HubData
package import HubDiagnostics

/// `syndication:`, the accounts and the rules by which teasers go out.
package struct SyndicationConfig: Sendable {
  package var timeZone: TimeZone
  /// Articles dated before this are recorded, never posted; nil: before the account's first run.
  package var since: Timestamp?
  /// A path relative to the hub, or a `postgres://` URL.
  package var store: Located<String>
  /// Whether a page must answer 200 before its teaser goes out.
  package var requireLive: Bool
  package var utm: UTMConfig?
  package var audiences: [Audience]
  /// People by the name that stands for them in texts: `{@ada}`.
  package var mentions: [String: Mention]
  package var accounts: [AccountConfig]
  package var campaigns: [CampaignConfig]
  package var calendars: [CalendarConfig]

  package static let standardStore = ".hubgen/queue.sqlite"

  package init(
    timeZone: TimeZone = .gmt, since: Timestamp? = nil,
    store: Located<String> = Located(standardStore, span: SourceSpan(line: 1, column: 1)),
    requireLive: Bool = true, utm: UTMConfig? = nil, audiences: [Audience] = [],
    mentions: [String: Mention] = [:], accounts: [AccountConfig] = [],
    campaigns: [CampaignConfig] = [], calendars: [CalendarConfig] = []
  ) {
    self.timeZone = timeZone
    self.since = since
    self.store = store
    self.requireLive = requireLive
    self.utm = utm
    self.audiences = audiences
    self.mentions = mentions
    self.accounts = accounts
    self.campaigns = campaigns
    self.calendars = calendars
  }
}

/// Tracking parameters of a teaser's link; `{network}`, `{account}`, `{section}`, `{language}`,
/// `{audience}`, `{article}` and `{post}`, the post's short key, stand for the post's values.
package struct UTMConfig: Hashable, Sendable {
  package var source: String?
  package var medium: String?
  package var campaign: String?
  package var term: String?
  package var content: String?

  package init(
    source: String? = nil, medium: String? = nil, campaign: String? = nil, term: String? = nil,
    content: String? = nil
  ) {
    self.source = source
    self.medium = medium
    self.campaign = campaign
    self.term = term
    self.content = content
  }
}

/// A reader segment and the line written for it.
package struct Audience: Hashable, Sendable {
  package var name: String
  /// In the hub's default language unless `hooks` has it.
  package var hook: String?
  /// By language.
  package var hooks: [String: String]
  /// The language that `hook` is written in; nil: any.
  package var language: String?

  package init(
    name: String, hook: String? = nil, hooks: [String: String] = [:], language: String? = nil
  ) {
    self.name = name
    self.hook = hook
    self.hooks = hooks
    self.language = language
  }

  /// The hook for an article, none where there is none in its language.
  ///
  /// Who publishes in one language alone has written it in that one.
  package func hook(in code: String, of languages: [String]) -> String? {
    if let own = hooks[code] { return own }
    return language == nil || language == code || languages == [code] ? hook : nil
  }
}

/// One place to publish: a network, credentials, languages and rules.
package struct AccountConfig: Sendable {
  package var name: Located<String>
  /// The network's id, such as `mastodon`; whether it exists is checked by HubSyndication.
  package var network: Located<String>
  /// Language codes this account publishes in; empty means every language.
  package var languages: [String]
  /// The audience whose hook opens this account's teasers.
  package var audience: String?
  package var slots: [Slot]
  /// All else that says when and how often the account publishes.
  package var pace: PostingPace
  package var hashtags: HashtagConfig
  /// Parts in which a teaser goes out where the network can; nil for one post.
  package var thread: ThreadConfig?
  /// What goes into a comment of our own below the post, where the network can.
  package var firstComment: Set<FirstComment>
  /// The line that names an article's authors, `{authors}` standing for them.
  package var byline: String?
  /// Keys that only the network knows, such as `server` and `token`, as they stand in the file:
  /// `${NAME}` is not yet replaced.
  package var settings: [Setting]
  package var location: SourceLocation

  /// The keys that every account has, whatever its network.
  package static let keys = [
    "name", "network", "languages", "audience", "slots", "hashtags", "timezone", "since", "gap",
    "perDay", "quiet", "approve", "evergreen", "budget", "expires", "edits",
    "thread", "firstComment", "byline",
  ]

  package struct Setting: Sendable {
    package var key: Located<String>
    package var value: DataNode

    package init(key: Located<String>, value: DataNode) {
      self.key = key
      self.value = value
    }
  }

  package init(
    name: Located<String>, network: Located<String>, languages: [String] = [],
    audience: String? = nil, slots: [Slot] = [], pace: PostingPace = .init(),
    hashtags: HashtagConfig = .init(),
    thread: ThreadConfig? = nil, firstComment: Set<FirstComment> = [], byline: String? = nil,
    settings: [Setting] = [], location: SourceLocation
  ) {
    self.name = name
    self.network = network
    self.languages = languages
    self.audience = audience
    self.slots = slots
    self.pace = pace
    self.hashtags = hashtags
    self.thread = thread
    self.firstComment = firstComment
    self.byline = byline
    self.settings = settings
    self.location = location
  }
}
