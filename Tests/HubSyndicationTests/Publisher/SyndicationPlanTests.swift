import Foundation
import HubData
import HubDiagnostics
import HubHTTP
import HubModel
import HubSyndication
import Testing

/// A network that can change and take down what is out.
private struct PliantNetwork: WorldNetwork {
  static let descriptor = NetworkDescriptor(
    id: "askable", name: "Askable", settings: [], textRules: fakeRules, repeatSafety: .idempotent,
    capabilities: [.edits, .deletes])

  let account: String

  init(settings: NetworkSettings) { account = settings.account }
}

/// A network on which posts are commented on.
private struct CommentingNetwork: WorldNetwork {
  static let descriptor = NetworkDescriptor(
    id: "askable", name: "Askable", settings: [], textRules: fakeRules, repeatSafety: .idempotent,
    capabilities: [.comments])

  let account: String

  init(settings: NetworkSettings) { account = settings.account }
}

/// What a plan says is what becomes of the queue.
@Suite struct SyndicationPlanTests {
  static let now = PlanScene.now
  static let day: Int64 = 86_400

  private func syndication(
    _ stage: Stage, _ account: AccountConfig = .sample(), calendars: [HolidayCalendar] = []
  ) async throws -> Syndication {
    Syndication(
      config: SyndicationConfig(since: Timestamp(seconds: 0), accounts: [account]),
      networks: ["kiosk": PliantNetwork(settings: .init(account: "kiosk", values: [:]))],
      queue: try await PostQueue.open(stage.file.path), transport: stage.world, clock: stage.clock,
      random: { 0 }, calendars: calendars)
  }

  private func entries(_ stage: Stage) async throws -> [QueueEntry] {
    try await PostQueue.open(stage.file.path).list()
  }

  @Test func `a planned post is cancelled with its article, and planned anew when it is back`()
    async throws
  {
    let stage = try await Stage(at: Self.now)
    let article = Article.sample("a", date: Self.now + 10)
    _ = try await syndication(stage).run([article])
    let gone = try await syndication(stage).run([])
    #expect(gone.posts.map(\.state) == [.cancelled])
    #expect(gone.posts.map(\.error) == ["its article is removed, expired or a draft"])
    stage.clock.advance(20)
    let back = try await syndication(stage).run([article])
    #expect(back.posts.filter(\.isCurrent).map(\.state) == [.published])
    #expect(stage.world.posts.count == 1)
    #expect(try await entries(stage).map(\.post.occurrence).sorted() == [0, 1])
  }

  @Test func `a post that is to be taken down stays where its article is back in time`()
    async throws
  {
    let stage = try await Stage(at: Self.now)
    let article = Article.sample("a", date: Self.now - 10)
    _ = try await syndication(stage).run([article])
    let queue = try await PostQueue.open(stage.file.path)
    try await queue.withdraw(
      try await entries(stage)[0].post.identity,
      reason: "its article is removed, expired or a draft", at: Self.now + 60, now: Self.now)
    stage.clock.advance(3600)
    _ = try await syndication(stage).run([article])
    let entry = try #require(try await entries(stage).first)
    #expect(entry.state == .published)
    let changes = try await queue.changes(of: entry.post.identity)
    #expect(changes.map(\.state) == [.dropped])
    #expect(changes.map(\.error) == ["its article is there again"])
  }

  @Test func `a thread whose article is edited keeps its words, and a plan says so`() async throws {
    let stage = try await Stage(at: Self.now)
    var account = AccountConfig.sample()
    account.firstComment = [.link]
    var article = Article.sample("a", date: Self.now + 3600)
    let network = CommentingNetwork(settings: .init(account: "kiosk", values: [:]))
    func syndication() async throws -> Syndication {
      Syndication(
        config: SyndicationConfig(since: Timestamp(seconds: 0), accounts: [account]),
        networks: ["kiosk": network], queue: try await PostQueue.open(stage.file.path),
        transport: stage.world, clock: stage.clock, random: { 0 })
    }
    _ = try await syndication().run([article])
    #expect(try await entries(stage).count == 2)
    article.excerpt = "We closed on a sunny Friday."
    let plan = try await syndication().plan([article], over: stage.world, isDryRun: true).plan
    #expect(plan.rewritten.isEmpty)
    #expect(
      plan.kept.map(\.reason) == [
        "its article was edited; a post that others follow keeps its words"
      ])
  }

  @Test func `a planned post gets the words of its edited article, one that is out a change`()
    async throws
  {
    let stage = try await Stage(at: Self.now)
    var article = Article.sample("a", date: Self.now + 10)
    _ = try await syndication(stage).run([article])
    article.frontMatter.social.teaser = "Other words."
    _ = try await syndication(stage).run([article])
    #expect(try await entries(stage).first?.post.text.hasPrefix("Other words.") == true)
    stage.clock.advance(20)
    _ = try await syndication(stage).run([article])
    #expect(try await entries(stage).map(\.state) == [.published])
    article.frontMatter.social.teaser = "Words once more."
    for _ in 0..<2 { _ = try await syndication(stage).run([article]) }
    let queue = try await PostQueue.open(stage.file.path)
    let identity = try #require(try await entries(stage).first?.post.identity)
    let changes = try await queue.changes(of: identity)
    #expect(changes.map(\.kind) == [.update])
    #expect(changes.first?.update?.text.hasPrefix("Words once more.") == true)
    for _ in 0..<2 { _ = try await syndication(stage).run([]) }
    #expect(try await queue.changes(of: identity).map(\.kind) == [.update, .withdraw])
  }

  @Test func `the same own words of two articles go out once on an account`() async throws {
    let stage = try await Stage(at: Self.now)
    let social = SocialFrontMatter(teaser: "Black Friday is here!")
    let articles = ["a", "b"].map { Article.sample($0, date: Self.now, social: social) }
    let first = try await syndication(stage).run([articles[0]])
    #expect(first.diagnostics.isEmpty)
    let second = try await syndication(stage).run(articles)
    #expect(second.diagnostics.map(\.id) == ["same-words"])
    #expect(second.diagnostics[0].location?.file == "content/news/b.md")
    #expect(second.diagnostics[0].notes[0].location?.file == "content/news/a.md")
    #expect(
      Set(try await entries(stage).map { $0.post.text.prefix(21) }) == [
        "Black Friday is here!", "We opened on a rainy ",
      ])
  }

  @Test func `after days without a run one post goes out, the others in the next slots`()
    async throws
  {
    let stage = try await Stage(at: Self.now)
    let account = AccountConfig.sample(slots: PlanScene.daily)
    let articles = (0..<5).map { Article.sample("a\($0)", date: Self.now + 60 + Int64($0)) }
    _ = try await syndication(stage, account).run(articles)
    stage.clock.advance(4 * Self.day)
    for _ in 0..<3 {
      _ = try await syndication(stage, account).run(articles)
      #expect(stage.world.posts.count == 1)
    }
    let times = try await entries(stage).map { ($0.post.scheduledAt - Self.now) / Self.day }
    #expect(times == [4, 5, 6, 7, 8])
    for _ in 0..<4 {
      stage.clock.advance(Self.day)
      _ = try await syndication(stage, account).run(articles)
    }
    #expect(stage.world.posts.count == 5)
    #expect(stage.world.posts.map(\.identity) == (try await entries(stage)).map(\.post.identity))
  }

  @Test func `a repeat for which no words are left takes no slot from others`() async throws {
    let stage = try await Stage(at: Self.now)
    var account = AccountConfig.sample(slots: PlanScene.daily)
    account.pace.evergreen = .init(after: Int(Self.day), times: 3)
    var short = Article.sample("short", date: Self.now - 20)
    (short.plainText, short.excerpt, short.textBlocks) = ("Doors open.", "Doors open.", [])
    short.frontMatter.social.repeat = .init(interval: Int(Self.day), times: 50)
    var old = Article.sample("old", date: Self.now - 10)
    old.frontMatter.social.teaser = "One."
    old.frontMatter.social.variants = ["Two.", "Three.", "Four."]
    var warnings = 0
    for _ in 0..<14 {
      let report = try await syndication(stage, account).run([short, old])
      warnings += report.diagnostics.count { $0.id == "no-variant" }
      stage.clock.advance(Self.day)
    }
    let sent = Dictionary(grouping: try await entries(stage).filter { $0.state == .published }) {
      $0.post.article
    }
    #expect(sent["news/short"]?.count == 1)
    #expect(sent["news/old"]?.count == 4)
    #expect(warnings > 0)
  }

  @Test func `a repeat gets words that its author writes before its time`() async throws {
    let stage = try await Stage(at: Self.now)
    var short = Article.sample("short", date: Self.now - 20)
    (short.plainText, short.excerpt, short.textBlocks) = ("Doors open.", "Doors open.", [])
    short.frontMatter.social.repeat = .init(interval: Int(Self.day), times: 1)
    _ = try await syndication(stage).run([short])
    #expect(try await entries(stage).count == 1)
    short.frontMatter.social.variants = ["Come in."]
    _ = try await syndication(stage).run([short])
    stage.clock.advance(Self.day)
    _ = try await syndication(stage).run([short])
    #expect(try await entries(stage).map(\.state) == [.published, .published])
  }

  @Test func `nothing is sent in quiet hours, and nothing counts as late then`() async throws {
    let stage = try await Stage(at: Self.now)
    var account = AccountConfig.sample()
    account.pace.quiet = [.init(start: 9 * 60, end: 10 * 60)]
    let articles = [Article.sample("a", date: Self.now - 60)]
    let first = try await syndication(stage, account).run(articles)
    #expect(first.posts.map(\.scheduledAt.seconds) == [Self.now + 3600])
    #expect(!first.hasSomethingLeft)
    // Queued before the hours were made quiet.
    let queue = try await PostQueue.open(stage.file.path)
    try await queue.reschedule(
      first.posts[0].id, at: Self.now, slotted: false, now: Self.now)
    try await queue.release(account: "kiosk", now: Self.now)
    let second = try await syndication(stage, account).run(articles)
    #expect(stage.world.posts.isEmpty && !second.hasSomethingLeft)
    stage.clock.advance(3600)
    _ = try await syndication(stage, account).run(articles)
    #expect(stage.world.posts.count == 1)
  }

  @Test func `the first run of an account is remembered`() async throws {
    let stage = try await Stage(at: Self.now)
    func run(_ articles: [Article]) async throws -> Int {
      let syndication = Syndication(
        config: SyndicationConfig(accounts: [.sample()]),
        networks: ["kiosk": PliantNetwork(settings: .init(account: "kiosk", values: [:]))],
        queue: try await PostQueue.open(stage.file.path), transport: stage.world,
        clock: stage.clock,
        random: { 0 })
      _ = try await syndication.run(articles)
      return stage.world.posts.count
    }
    #expect(try await run([]) == 0)
    stage.clock.advance(100)
    #expect(try await run([.sample("old", date: 1), .sample("a", date: Self.now + 50)]) == 1)
    #expect(try await entries(stage).count { $0.state == .recorded } == 1)
  }
}
