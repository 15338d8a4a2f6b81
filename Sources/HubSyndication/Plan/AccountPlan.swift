import HubData
import HubDiagnostics
import HubModel

/// The plan of one account, made in this order: what the queue knows keeps its time unless that
/// has become wrong; then new posts get places, then repeats, then evergreen posts what is left.
struct AccountPlan {
  struct Known {
    var key: QueueSnapshot.Key
    var post: QueueSnapshot.KnownPost
  }

  /// A post that needs a place.
  struct Wish {
    var text: PlannedText
    var occurrence: Int
    var from: Int64
    var priority: Int
    var campaign: Int?
    /// The planned post that it is already, and why it moves.
    var known: Known?
    var reason = ""

    /// By this it waits for its turn: a post that moves is as old as its former time.
    var order: Int64 { min(from, known?.post.scheduledAt ?? from) }
  }

  /// What became of a post of a text, or will.
  struct Past {
    var time: Int64
    /// Cancelled while its article was away: as if it had never been.
    var isVoid = false
    var isRecorded = false
    /// A person does not want it.
    var isStopped = false
    /// Where it may still move.
    var planned: Known?
    /// Of what it was made from.
    var hash: String?

    /// Whether it is a repeat that was given up for want of words, which has none since either.
    func isWordless(for text: PlannedText) -> Bool {
      isRecorded && hash.map { !SourceHash.differInWords($0, text.hash) } ?? false
    }
  }

  let account: AccountConfig
  private let sharedAccount: Shared<AccountConfig>
  let syndication: SyndicationConfig
  let abilities: NetworkAbilities
  let clock: ZoneClock
  let since: Int64
  let now: Int64
  let price: PostPrice
  /// Texts that are gone, or have another name: their posts stay as they are.
  var held: Set<Plan.Text> = []
  /// By number in the configuration; those that are for this account.
  let campaigns: [Int: CampaignConfig]
  let aims: [(config: CalendarConfig, stretches: [Range<Int64>])]
  var finder: PlaceFinder
  var plan = Plan()
  /// By occurrence.
  var past: [Plan.Text: [Int: Past]] = [:]
  /// What follows posts that the queue knows, by occurrence.
  var followers: [Plan.Text: [Int: Spending]] = [:]
  /// The occurrences that have parts or a comment, whatever became of those.
  var chained: [Plan.Text: Set<Int>] = [:]

  /// So far ahead evergreen posts are planned: what is new comes first until then.
  static let evergreenAhead: Int64 = 7 * 86_400
  static let evergreenPriority = -1
  /// So far ahead repeats are planned: a year of them in the queue would be in the way of all else.
  static let repeatsAhead: Int64 = 35 * 86_400
  /// Holidays are known, and places looked for, as far ahead as this.
  private static let sight: Int64 = 5 * 366 * 86_400

  init(
    _ account: AccountConfig, _ syndication: SyndicationConfig, _ abilities: NetworkAbilities,
    _ calendars: [HolidayCalendar], clock: ZoneClock, since: Int64, now: Int64
  ) {
    self.account = account
    sharedAccount = Shared(account)
    self.syndication = syndication
    self.abilities = abilities
    self.clock = clock
    self.since = since
    self.now = now
    price =
      account.pace.budget?.each.map {
        PostPrice(withLink: $0.thousandths, withoutLink: $0.thousandths)
      } ?? abilities.price
    let window = now - 2 * 86_400..<now + Self.sight
    aims = calendars.filter { $0.config.use == .aim }
      .map { ($0.config, $0.stretches(in: window, zone: clock)) }
    campaigns = syndication.campaigns(of: account)
    finder = PlaceFinder(
      account.pace,
      calendars: SlotCalendar.byCampaign(account, campaigns, clock: clock),
      closed: ClosedHours(account, calendars, in: window, clock: clock), clock: clock,
      horizon: now + Self.sight)
  }

  mutating func make(_ texts: [PlannedText], _ known: [Known]) {
    let known = known.sorted {
      ($0.post.time, $0.post.identity) < ($1.post.time, $1.post.identity)
    }
    let byKey = Dictionary(texts.map { ($0.key, $0) }) { first, _ in first }
    var sifted = sift(known, byKey)
    settleLate(&sifted)
    for known in sifted.advanced { moveForward(known, byKey) }
    for text in texts where publishes(text.article) { addFirst(text, &sifted.wishes) }
    place(sifted.wishes)
    let waiting = Set(sifted.waiting.map(\.text.key))
    repeatPosts(texts) { !waiting.contains($0.key) }
    placeEvergreen(sifted.evergreen, texts, byKey)
    place(sifted.waiting)
    // Their repeats come so long after the posts that moved just now.
    if !waiting.isEmpty { repeatPosts(texts) { waiting.contains($0.key) } }
    warnOfExpiry()
  }

  func publishes(_ article: Article) -> Bool {
    let speaks = account.languages.isEmpty || account.languages.contains(article.language.code)
    return speaks
      && !article.frontMatter.social.skip.contains {
        $0.value == account.name.value || $0.value == account.network.value
      }
  }

  /// The first post of a text that has none yet.
  private mutating func addFirst(_ text: PlannedText, _ wishes: inout [Wish]) {
    let posts = past[text.key] ?? [:]
    guard posts.values.allSatisfy(\.isVoid) else { return }
    // Posts that were cancelled while the article was away keep their names.
    let occurrence = (posts.keys.max() ?? -1) + 1
    if text.due < since {
      if occurrence == 0 { record(text, occurrence) }
      return
    }
    let campaign = campaign(of: text.article, at: max(text.due, now))
    wishes.append(
      Wish(
        text: text, occurrence: occurrence, from: text.due,
        priority: campaign.flatMap { campaigns[$0]?.priority } ?? 0, campaign: campaign))
  }

  /// Makes a text known without posting it.
  mutating func record(_ text: PlannedText, _ occurrence: Int) {
    var item = item(text, occurrence, at: text.due, isSlotted: false)
    (item.isRecorded, item.needsApproval, item.expiresAt, item.cost) = (true, false, nil, 0)
    plan.new.append(item)
    past[text.key, default: [:]][occurrence] = Past(
      time: text.article.date.seconds, isRecorded: true)
  }

  /// The campaign that an article belongs to at a moment, the one with the highest priority.
  func campaign(of article: Article, at moment: Int64) -> Int? {
    campaigns.filter {
      ($0.value.from.seconds..<$0.value.until.seconds).contains(moment)
        && $0.value.filter.fits(article)
    }.min { (-$0.value.priority, $0.key) < (-$1.value.priority, $1.key) }?.key
  }

  func item(
    _ text: PlannedText, _ occurrence: Int, at moment: Int64, isSlotted: Bool
  ) -> Plan.Item {
    var item = Plan.Item(
      identity: PostIdentity.make(
        article: text.article.identity, account: account.name.value,
        language: text.article.language.code, audience: account.audience, occurrence: occurrence),
      article: text.shared, account: sharedAccount, occurrence: occurrence, scheduledAt: moment,
      isSlotted: isSlotted)
    item.repeats = postsBefore(text.key, occurrence)
    item.needsApproval = account.pace.needsApproval
    item.expiresAt = expiry(of: text.article, postedAt: moment)
    item.sourceHash = text.hash
    (item.cost, item.followerCost) = (price.withLink, price.withoutLink)
    return item
  }

  /// The most that a new post may take: how many parts a thread has shows only when it has words.
  func spending(of article: Article?, repeats: Int) -> Spending {
    var posts = 1
    if abilities.canThread, repeats == 0, article?.frontMatter.social.thread != false,
      let thread = account.thread
        ?? (article?.frontMatter.social.thread == true ? ThreadConfig() : nil)
    {
      posts = thread.parts
    }
    if abilities.canComment, !account.firstComment.isEmpty { posts += 1 }
    return Spending(
      posts: posts, cost: price.withLink + Int64(posts - 1) * price.withoutLink)
  }

  /// When a post is taken down again: as its article says, else as its account does.
  func expiry(of article: Article, postedAt moment: Int64) -> Int64? {
    switch article.frontMatter.social.expires {
    case .after(let seconds): moment + Int64(seconds)
    case .at(let time): time.seconds
    case nil: account.pace.expires.map { moment + Int64($0.value) }
    }
  }
}

extension Plan.Item {
  /// Gives the post a campaign's name and hashtags, before its own.
  mutating func add(_ campaign: CampaignConfig) {
    self.campaign = campaign.name.value
    guard !campaign.hashtags.isEmpty else { return }
    let own = article.frontMatter.social.hashtags ?? article.tags
    article.frontMatter.social.hashtags = campaign.hashtags + own
  }
}

extension SlotCalendar {
  /// The slots that each campaign's articles may use, its own and the account's.
  ///
  /// Under -1 the account's alone. Empty where the account publishes at any time.
  static func byCampaign(
    _ account: AccountConfig, _ campaigns: [Int: CampaignConfig], clock: ZoneClock
  ) -> [Int: SlotCalendar] {
    guard let own = SlotCalendar(account.slots, clock) else { return [:] }
    var calendars = campaigns.filter { !$0.value.slots.isEmpty }.compactMapValues {
      SlotCalendar(account.slots, in: [$0.period], clock)
    }
    calendars[-1] = own
    return calendars
  }
}

extension SyndicationConfig {
  /// By number in the configuration.
  func campaigns(of account: AccountConfig) -> [Int: CampaignConfig] {
    Dictionary(
      uniqueKeysWithValues: campaigns.enumerated().filter {
        $0.element.accounts.isEmpty || $0.element.accounts.contains(account.name.value)
      }.map { ($0.offset, $0.element) })
  }

  /// All slots of an account, those of campaigns included; nil where it has none of its own.
  func slots(of account: AccountConfig, clock: ZoneClock) -> SlotCalendar? {
    account.slots.isEmpty
      ? nil : SlotCalendar(account.slots, in: campaigns(of: account).values.map(\.period), clock)
  }
}

extension CampaignConfig {
  /// Its slots, and when they count.
  var period: (slots: [Slot], window: Range<Int64>) { (slots, from.seconds..<until.seconds) }
}
