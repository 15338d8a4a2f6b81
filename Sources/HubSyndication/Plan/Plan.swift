import HubData
package import HubDiagnostics
package import HubModel

/// Which posts articles and accounts make, when each is due, and what changes of those that the
/// queue knows.
///
/// The same inputs give the same plan, in any order.
package struct Plan: Sendable {
  /// A post before it has words.
  package struct Item: Sendable {
    package var identity: String
    private var sharedArticle: Shared<Article>
    private var sharedAccount: Shared<AccountConfig>
    package var occurrence: Int
    /// How many posts of the text come before it: 0 where those were cancelled with their article.
    package var repeats = 0
    package var scheduledAt: Int64
    package var isSlotted: Bool
    /// Older than `since`: known, never posted.
    package var isRecorded: Bool
    package var needsApproval = false
    /// When it is taken down again, or no longer sent.
    package var expiresAt: Int64?
    package var sourceHash = ""
    /// Among due posts the higher goes first.
    package var priority = 0
    /// In thousandths of the currency.
    package var cost: Int64 = 0
    /// Of each part and comment that follows it.
    package var followerCost: Int64 = 0
    package var campaign: String?
    /// Whether it only waits for a place: its time has come.
    package var isDue = false

    init(
      identity: String, article: Shared<Article>, account: Shared<AccountConfig>,
      occurrence: Int, scheduledAt: Int64, isSlotted: Bool, isRecorded: Bool = false
    ) {
      self.identity = identity
      sharedArticle = article
      sharedAccount = account
      self.occurrence = occurrence
      self.scheduledAt = scheduledAt
      self.isSlotted = isSlotted
      self.isRecorded = isRecorded
    }

    /// With the identity under which the queue knows it, and with a campaign's hashtags.
    package var article: Article {
      _read { yield sharedArticle.value }
      set { sharedArticle.value = newValue }
    }

    package var account: AccountConfig {
      _read { yield sharedAccount.value }
    }
  }

  /// A planned post that gets another time.
  package struct Move: Sendable {
    package var identity: String
    package var key: QueueSnapshot.Key
    package var from: Int64
    package var to: Int64
    package var isSlotted: Bool
    package var expiresAt: Int64?
    package var reason: String
  }

  /// A post that does not go out, is taken down, or can't be.
  package struct Removal: Sendable {
    package var identity: String
    package var key: QueueSnapshot.Key
    package var time: Int64
    package var reason: String
  }

  /// Not in the queue yet, in the order of their times.
  package var new: [Item] = []
  /// Planned posts whose articles were edited: they get new words.
  package var rewritten: [Item] = []
  package var rescheduled: [Move] = []
  /// Planned posts that a person must approve now, because their account says so since.
  package var held: Set<String> = []
  /// When planned posts that keep their time are taken down, by identity; nil for never.
  package var expiries: [String: Int64?] = [:]
  package var cancelled: [Removal] = []
  /// Posts that are out and whose articles are not any more.
  package var withdrawals: [Removal] = []
  /// Posts that are out and whose articles were edited.
  package var updates: [Item] = []
  /// Posts that are out and stay as they are although their articles changed, with the reason.
  package var kept: [Removal] = []
  /// Of these articles and accounts, in the queue already.
  package var known: [String] = []
  package var diagnostics: [Diagnostic] = []
  /// How many posts would be taken down, were it not for the guard against mistakes; else 0.
  package var heldBack = 0
  /// The articles' texts that are out, under the names by which the queue knows them.
  package var shared: Set<Text> = []

  /// The identities of posts that the queue knows and the plan changes.
  package var changed: Set<String> {
    Set((rewritten + updates).map(\.identity)).union(rescheduled.map(\.identity))
      .union((cancelled + withdrawals).map(\.identity))
  }

  /// An article in one of its languages.
  package struct Text: Hashable, Sendable {
    package var article: String
    package var language: String

    package init(article: String, language: String) {
      self.article = article
      self.language = language
    }

    package init(_ article: Article) {
      self.init(article: article.identity, language: article.language.code)
    }

    package init(_ post: Post) {
      self.init(article: post.article, language: post.language)
    }
  }
}

/// What a plan must know of a network.
package struct NetworkAbilities: Sendable {
  package var canUpdate: Bool
  package var canWithdraw: Bool
  /// Seconds after which a post can't be taken down any more; nil: it always can.
  package var deleteWindow: Int64?
  package var canThread: Bool
  package var canComment: Bool
  package var price: PostPrice

  package init(
    canUpdate: Bool = false, canWithdraw: Bool = false, deleteWindow: Int64? = nil,
    canThread: Bool = false, canComment: Bool = false,
    price: PostPrice = PostPrice(withLink: 0, withoutLink: 0)
  ) {
    self.canUpdate = canUpdate
    self.canWithdraw = canWithdraw
    self.deleteWindow = deleteWindow
    self.canThread = canThread
    self.canComment = canComment
    self.price = price
  }
}

/// Why a plan changes what the queue holds, for people and for the next plan.
enum PlanReason {
  static let gone = "its article is removed, expired or a draft"
  static let expired = "its time is over"
  static let notForAccount = "the account does not publish the article any more"
  /// A post that was cancelled for one of these comes back with its article.
  static let passing: Set<String> = [gone, notForAccount]

  static let missed = "its time passed while nothing ran"
  static let waitsForApproval = "its time passed before it was approved"
  static let notAllowed = "nothing may go out at its time any more"
  static let later = "its article is due later"
  static let earlier = "its article is due earlier"
  static let gaveWay = "a new article took its slot"
  static let tooSoon = "the post before it moved"
}
