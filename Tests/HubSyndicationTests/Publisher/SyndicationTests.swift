import Foundation
import HubDiagnostics
import HubHTTP
import HubModel
import HubSyndication
import Synchronization
import Testing

/// A network whose limits are the server's.
struct LimitedNetwork: WorldNetwork, ReadsLimits {
  static let descriptor = NetworkDescriptor(
    id: "limited", name: "Limited", settings: [], textRules: fakeRules, repeatSafety: .none)

  let account: String

  init(settings: NetworkSettings) { account = settings.account }
  init(_ account: String) { self.account = account }

  func textRules(over transport: any HTTPTransport) async throws(PublishError) -> TextRules {
    guard try await ask(.get, "limits/\(account)", over: transport) == 200 else {
      throw .retry(after: nil, reason: "no answer for secret-token")
    }
    return TextRules(limit: 60, counting: .graphemes(urlWeight: 23))
  }
}

@Suite struct SyndicationTests {
  static let now: Int64 = 1_795_251_600

  func syndication(
    _ stage: Stage, accounts: [AccountConfig] = [.sample()],
    networks: [String: any Network] = ["kiosk": OnceNetwork("kiosk")], since: Int64? = 0,
    crashPoints: CrashPoints = .none
  ) async throws -> Syndication {
    Syndication(
      config: SyndicationConfig(
        timeZone: TimeZone(identifier: "Europe/Bratislava") ?? .gmt,
        since: since.map { Timestamp(seconds: $0) }, accounts: accounts),
      networks: networks, queue: try await PostQueue.open(stage.file.path), transport: stage.world,
      clock: stage.clock, random: { 0 }, secrets: ["secret-token"], crashPoints: crashPoints)
  }

  @Test func `a run plans and publishes, and another one changes nothing`() async throws {
    let stage = try await Stage(at: Self.now)
    let articles = [
      Article.sample("a", date: Self.now - 10, tags: ["coffee"]),
      Article.sample("b", date: Self.now + 10),
    ]
    let first = try await syndication(stage).run(articles)
    #expect(first.posts.map(\.state) == [.published, .planned])
    #expect(first.posts.map(\.isNew) == [true, true])
    #expect(first.counts == [.published: 1, .planned: 1])
    #expect(!first.hasSomethingLeft)
    #expect(first.diagnostics.isEmpty)
    #expect(first.posts[0].remoteURL == "https://net.example/x")
    let second = try await syndication(stage).run(articles)
    #expect(second.posts.map(\.id) == first.posts.map(\.id))
    #expect(second.posts.map(\.isNew) == [false, false])
    #expect(stage.world.posts.count == 1)
    stage.clock.advance(10)
    #expect(try await syndication(stage).run(articles).counts == [.published: 2])
  }

  @Test func `what is over is not current in a later run`() async throws {
    let stage = try await Stage(at: Self.now)
    let articles = [Article.sample("a", date: Self.now - 10)]
    #expect(try await syndication(stage).run(articles).posts.map(\.isCurrent) == [true])
    #expect(try await syndication(stage).run(articles).posts.map(\.isCurrent) == [false])
  }

  @Test func `the report has exactly the keys of the contract`() async throws {
    let stage = try await Stage(at: Self.now)
    let report = try await syndication(stage).run([.sample("a", date: Self.now)])
    let data = try JSONEncoder().encode(report)
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let posts = try #require(json["posts"] as? [[String: Any]])
    #expect(
      Set(posts[0].keys) == [
        "id", "account", "network", "article", "language", "audience", "occurrence", "state",
        "scheduledAt", "text", "length", "limit", "link", "remoteURL", "error",
      ])
    #expect(posts[0]["scheduledAt"] as? String == "2026-11-21T10:00:00+01:00")
    #expect(posts[0]["state"] as? String == "published")
    #expect(posts[0]["audience"] is NSNull)
    #expect(posts[0]["limit"] as? Int == 500)
    #expect(Set(json.keys) == ["posts", "counts", "changes", "somethingLeft", "diagnostics"])
  }

  @Test func `a dry run shows every request and leaves no trace`() async throws {
    let stage = try await Stage(at: Self.now)
    let articles = [Article.sample("a", date: Self.now), .sample("b", date: Self.now + 99)]
    _ = try await syndication(stage).run([articles[0]])
    let before = try await stage.queue.list()
    let answers = SmallWorld(stage.clock)
    let report = try await syndication(stage).dryRun(articles, over: answers)
    #expect(report.posts.map(\.state) == [.published, .planned])
    #expect(report.posts.map(\.isNew) == [false, true])
    #expect(report.posts[0].requests == [])
    let request = try #require(report.posts[1].requests?.first)
    #expect(request.method == "POST")
    #expect(request.url == "https://net.example/post/kiosk/\(report.posts[1].id)")
    #expect(!"\(request)".contains("secret-token"))
    #expect(stage.world.posts.count == 1)
    #expect(try await stage.queue.list() == before)
    // What was shown is what goes out.
    stage.clock.advance(99)
    let real = try await syndication(stage).run(articles)
    #expect(real.posts[1].id == report.posts[1].id)
    #expect(real.posts[1].text == report.posts[1].text)
    #expect(real.posts[1].scheduledAt == report.posts[1].scheduledAt)
  }

  @Test func `old articles are recorded once and never posted`() async throws {
    let stage = try await Stage(at: Self.now)
    let articles = [Article.sample("old", date: 5), .sample("new", date: Self.now - 1)]
    let first = try await syndication(stage, since: 1000).run(articles)
    #expect(first.posts.map(\.article) == ["news/new"])
    #expect(first.counts == [.recorded: 1, .published: 1])
    // Even if the date that kept them out is gone.
    let second = try await syndication(stage).run(articles)
    #expect(second.counts == [.published: 1])
    #expect(stage.world.posts.count == 1)
    #expect(try await stage.queue.counts() == [.recorded: 1, .published: 1])
  }

  @Test func `limits are read once, and only for what is new`() async throws {
    let stage = try await Stage(at: Self.now)
    let articles = (1...3).map { Article.sample("a\($0)", date: Self.now) }
    let limited = {
      try await self.syndication(stage, networks: ["kiosk": LimitedNetwork("kiosk")])
    }
    let report = try await limited().run(articles)
    #expect(report.posts.map(\.limit) == [60, 60, 60])
    #expect(report.posts.allSatisfy { $0.length <= 60 })
    #expect(stage.world.look(\.asked) == ["limits"])
    _ = try await limited().run(articles)
    #expect(stage.world.look(\.asked) == ["limits"])
    stage.world.change { $0.badCredentials = ["kiosk"] }
    let blind = try await limited().run([.sample("b", date: Self.now + 5)])
    #expect(blind.posts.last?.limit == 500)
    #expect(
      blind.diagnostics.map(\.message) == [
        "the limits of 'kiosk' can't be read (no answer for ***); 500 characters are assumed"
      ])
  }

  @Test func `what is left to do is said`() async throws {
    let stage = try await Stage(at: Self.now)
    stage.world.change { $0.faults = [.busy] }
    let articles = [Article.sample("a", date: Self.now)]
    #expect(try await syndication(stage).run(articles).hasSomethingLeft)
    stage.clock.advance(1000)
    stage.world.change { $0.badCredentials = ["kiosk"] }
    let paused = try await syndication(stage).run(articles)
    #expect(paused.hasSomethingLeft)
    #expect(paused.needsPerson)
    #expect(paused.diagnostics.map(\.id) == ["account-paused"])
    #expect(
      paused.diagnostics.map(\.message)
        == ["account 'kiosk' is paused: the token *** is not accepted"])
    stage.world.change { $0.badCredentials = [] }
    #expect(try await !syndication(stage).run(articles).hasSomethingLeft)
    stage.world.change { $0.faults = [.rejected] }
    let failed = try await syndication(stage).run(
      articles + [.sample("b", date: Self.now, excerpt: "We closed on a sunny Friday.")])
    #expect(failed.needsPerson)
    #expect(!failed.hasSomethingLeft)
    #expect(failed.posts.last { $0.state == .failed }?.error == "too long")
    #expect(try await !syndication(stage).run(articles).needsPerson)
  }

  @Test func `every late post of an account that waits says until when and why`() async throws {
    let stage = try await Stage(at: Self.now)
    stage.world.change { $0.faults = [.limited] }
    let articles =
      ["a", "b"].map { Article.sample($0, date: Self.now) } + [
        .sample("c", date: Self.now + 9)
      ]
    let limited = try await syndication(stage).run(articles)
    #expect(
      limited.posts.map(\.error) == [
        "too many requests; tried again from 2026-11-21T10:01:30+01:00",
        "the account waits until 2026-11-21T10:01:30+01:00: too many requests", nil,
      ])
    stage.clock.advance(90)
    stage.world.change { $0.badCredentials = ["kiosk"] }
    let paused = try await syndication(stage).run(articles)
    let reason = "the account is paused until its credentials are accepted: the token *** is not"
    #expect(paused.posts.map(\.error) == Array(repeating: reason + " accepted", count: 3))
    stage.world.change { $0.badCredentials = [] }
    #expect(try await syndication(stage).run(articles).posts.map(\.error) == [nil, nil, nil])
  }

  @Test func `a teaser waits for its page`() async throws {
    let stage = try await Stage(at: Self.now)
    let article = Article.sample("a", date: Self.now)
    stage.world.change { $0.pages[article.canonicalURL] = 404 }
    let report = try await syndication(stage).run([article])
    #expect(report.posts.map(\.state) == [.queued])
    #expect(report.hasSomethingLeft)
    #expect(report.posts[0].error?.contains("answers 404") == true)
  }

  @Test func `a post of which only a person can tell whether it is out needs that person`()
    async throws
  {
    let stage = try await Stage(at: Self.now)
    stage.world.change { $0.faults = [.lostAfter] }
    let articles = [Article.sample("a", date: Self.now)]
    let networks = ["kiosk": BlindNetwork("kiosk")]
    _ = try await syndication(stage, networks: networks).run(articles)
    let report = try await syndication(stage, networks: networks).run(articles)
    #expect(report.posts.map(\.state) == [.unsure])
    #expect(report.needsPerson)
  }

  @Test func `a backlog that waits for its slots is not late`() async throws {
    let stage = try await Stage(at: Self.now)
    let daily = [Slot(weekdays: Set(1...7), hour: 10, minute: 0)]
    let articles = (1...4).map { Article.sample("a\($0)", date: Int64($0)) }
    let accounts = [AccountConfig.sample(slots: daily)]
    let first = try await syndication(stage, accounts: accounts).run(articles)
    #expect(first.posts.map(\.scheduledAt.seconds) == (0..<4).map { Self.now + $0 * 86_400 })
    #expect(stage.world.posts.count == 1)
    #expect(!first.hasSomethingLeft)
    stage.clock.advance(10 * 86_400)
    let late = try await syndication(stage, accounts: accounts).run(articles)
    #expect(stage.world.posts.count == 2)
    #expect(!late.hasSomethingLeft)
  }

  @Test func `posts that waited for their pages go out a gap apart, and are not late`()
    async throws
  {
    let stage = try await Stage(at: Self.now)
    var account = AccountConfig.sample()
    account.pace.gap = 3600
    let articles = (1...3).map { Article.sample("a\($0)", date: Self.now + Int64($0) * 3600) }
    stage.world.change { world in articles.forEach { world.pages[$0.canonicalURL] = 404 } }
    for _ in 1...4 {
      _ = try await syndication(stage, accounts: [account]).run(articles)
      stage.clock.advance(3600)
    }
    #expect(try await stage.queue.counts() == [.queued: 3])
    stage.world.change { $0.pages = [:] }
    let live = try await syndication(stage, accounts: [account]).run(articles)
    #expect(live.posts.map(\.state) == [.published, .queued, .queued])
    #expect(!live.hasSomethingLeft)
    stage.clock.advance(3600)
    stage.world.change { world in articles.forEach { world.pages[$0.canonicalURL] = 404 } }
    #expect(try await syndication(stage, accounts: [account]).run(articles).hasSomethingLeft)
  }

  @Test func `an account that left the configuration is named while it has posts`() async throws {
    let stage = try await Stage(at: Self.now)
    _ = try await syndication(stage).run([.sample("a", date: Self.now + 5)])
    let report = try await syndication(stage, accounts: [], networks: [:]).run([])
    #expect(report.diagnostics.map(\.id) == ["unknown-account"])
    // One that this run merely leaves out is not.
    let other = try await syndication(stage, networks: [:]).run([])
    #expect(other.diagnostics.isEmpty)
  }

  @Test func `death after planning loses nothing`() async throws {
    let stage = try await Stage(at: Self.now)
    let articles = [Article.sample("a", date: Self.now)]
    let dying = CrashPoints { if $0 == .planned { throw CrashTests.Death() } }
    await #expect(throws: CrashTests.Death.self) {
      _ = try await syndication(stage, crashPoints: dying).run(articles)
    }
    #expect(try await stage.queue.counts() == [.planned: 1])
    #expect(try await syndication(stage).run(articles).counts == [.published: 1])
    #expect(stage.world.posts.count == 1)
  }
}
