/// What the queue already holds, as far as a plan must know it.
package struct QueueSnapshot: Sendable {
  /// What one account may say once: the audience is left out, so that giving an account another
  /// audience doesn't post everything again.
  package struct Key: Hashable, Sendable {
    package var account: String
    package var article: String
    package var language: String
    package var occurrence: Int
    /// 0 for a post that is alone or the first of its thread.
    package var part: Int

    package init(
      account: String, article: String, language: String, occurrence: Int, part: Int = 0
    ) {
      self.account = account
      self.article = article
      self.language = language
      self.occurrence = occurrence
      self.part = part
    }

    /// What it is a post of.
    var text: Plan.Text { Plan.Text(article: article, language: language) }
  }

  /// A post that the queue knows.
  package struct KnownPost: Hashable, Sendable {
    package var identity: String
    package var state: PostState
    package var scheduledAt: Int64
    package var publishedAt: Int64?
    package var isSlotted: Bool
    package var sourceHash: String?
    package var canonicalURL: String
    /// The words that were sent, or will be.
    package var text: String
    package var needsApproval: Bool
    /// Whether a person has approved it.
    package var isApproved: Bool
    /// Whether a person gave it its time.
    package var isFixed: Bool
    /// Whether a try had no answer, and nobody has found the post absent since.
    package var mayBeOut: Bool
    /// When it is taken down, or no longer sent.
    package var expiresAt: Int64?
    package var priority: Int
    /// In thousandths of the currency.
    package var cost: Int64
    /// Why it waits or was given up.
    package var reason: String?

    package init(
      identity: String, state: PostState, scheduledAt: Int64, publishedAt: Int64? = nil,
      isSlotted: Bool = false, sourceHash: String? = nil, canonicalURL: String = "",
      text: String = "", needsApproval: Bool = false, isApproved: Bool = false,
      isFixed: Bool = false, mayBeOut: Bool = false, expiresAt: Int64? = nil, priority: Int = 0,
      cost: Int64 = 0,
      reason: String? = nil
    ) {
      self.identity = identity
      self.state = state
      self.scheduledAt = scheduledAt
      self.publishedAt = publishedAt
      self.isSlotted = isSlotted
      self.sourceHash = sourceHash
      self.canonicalURL = canonicalURL
      self.text = text
      self.needsApproval = needsApproval
      self.isApproved = isApproved
      self.isFixed = isFixed
      self.mayBeOut = mayBeOut
      self.expiresAt = expiresAt
      self.priority = priority
      self.cost = cost
      self.reason = reason
    }

    /// Whether it is out, or may still go out.
    package var counts: Bool { state != .cancelled && state != .recorded }

    /// When it went out, or is due.
    package var time: Int64 { publishedAt ?? scheduledAt }
  }

  /// Every post by what it is a post of.
  package private(set) var posts: [Key: KnownPost] = [:]
  /// Articles by canonical URL: an article with another name at a known address was renamed.
  package private(set) var articles: [String: String] = [:]
  /// When each account was planned for the first time; one that never was is not among them.
  package var firstRuns: [String: Int64] = [:]

  package init(posts: [Key: KnownPost] = [:]) {
    for (key, post) in posts { insert(post, key) }
  }

  /// Shows a failed post as one that is still planned, so that a plan gives it its present words.
  mutating func reopen(_ identity: String) {
    guard let key = posts.first(where: { $0.value.identity == identity })?.key else { return }
    posts[key]?.state = .planned
  }

  mutating func reserve(_ count: Int) { posts.reserveCapacity(count) }

  mutating func insert(_ post: KnownPost, _ key: Key) {
    posts[key] = post
    if !post.canonicalURL.isEmpty { articles[post.canonicalURL] = key.article }
  }
}
