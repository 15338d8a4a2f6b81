import Foundation
import HubData
import HubHTTP
import HubModel
import HubSyndication
import Testing

/// What a run will do with what the queue holds already, as the calendar shows it.
@Suite struct PlanPreviewChangeTests {
  private static let now = PlanScene.now

  private let stage: Stage

  init() async throws { stage = try await Stage(at: Self.now) }

  private func syndication(_ account: AccountConfig) -> Syndication {
    let network: any Network =
      account.thread == nil ? ChangingNetwork("kiosk") : ChainingNetwork("kiosk")
    return Syndication(
      config: SyndicationConfig(since: Timestamp(seconds: 0), accounts: [account]),
      networks: ["kiosk": network],
      queue: stage.queue, transport: stage.world, clock: stage.clock, random: { 0 })
  }

  private func preview(_ account: AccountConfig, _ articles: [Article]) async throws -> PlanReport {
    try await syndication(account).preview(articles, over: RecordingTransport(answer: .dryRun))
  }

  private let threading = AccountConfig.sample(network: "chaining", thread: ThreadConfig())
  private let long = Article.sample("a", date: now + 3600, social: ThreadTests.own)

  @Test func `a thread stands together in its order, before and after it is stored`() async throws {
    for _ in 0..<2 {
      let report = try await preview(threading, [long, .sample("b", date: Self.now + 3600)])
      let parts = report.posts.filter { $0.post.article == "news/a" }.map(\.part)
      #expect(parts == [0, 1, 2])
      #expect(report.posts.prefix(3).map(\.post.article) == Array(repeating: "news/a", count: 3))
      #expect(report.table.contains("How we opened [en]  (follows, part 2"))
      let page = PlanPage(report, title: "Kiosk", languages: []).text
      #expect(page.split(separator: "<li><a class").count == 3)
      #expect(page.contains("</time> kiosk +2<span"))
      _ = try await syndication(threading).run([long, .sample("b", date: Self.now + 3600)])
    }
  }

  @Test func `a thread moves as a whole, and is cancelled as a whole`() async throws {
    _ = try await syndication(threading).run([long])
    var later = long
    later.date = Timestamp(seconds: Self.now + 7200)
    let moved = try await preview(threading, [later])
    #expect(moved.posts.map(\.part) == [0, 1, 2])
    #expect(moved.posts.map(\.time.seconds) == Array(repeating: Self.now + 7200, count: 3))
    #expect(moved.posts.map(\.change) == [.moved, .moved, .moved])
    let gone = try await preview(threading, [])
    #expect(gone.posts.isEmpty)
    #expect(gone.cancelled.count == 3)
    let dry = try await syndication(threading).dryRun([], over: RecordingTransport(answer: .dryRun))
    #expect(dry.posts.map(\.state) == [.cancelled, .cancelled, .cancelled])
    // As it comes to pass.
    _ = try await syndication(threading).run([later])
    #expect(
      try await stage.queue.list().map(\.post.scheduledAt)
        == Array(repeating: Self.now + 7200, count: 3))
  }

  @Test func `other words need another approval, and the calendar says so`() async throws {
    var account = AccountConfig.sample(network: "changing")
    account.pace.needsApproval = true
    var article = Article.sample("a", date: Self.now + 3600)
    _ = try await syndication(account).run([article])
    let identity = try #require(try await stage.queue.list().first?.post.identity)
    try await stage.queue.approve(identity, now: Self.now)
    #expect(try await preview(account, [article]).posts.map(\.needsApproval) == [false])
    article.frontMatter.social.teaser = "Other words."
    let report = try await preview(account, [article])
    #expect(report.posts.map(\.needsApproval) == [true])
    #expect(report.posts.map(\.change) == [.rewritten])
    #expect(report.diff.contains("\nhold ") && report.diff.contains("rewrite "))
    #expect(report.summary == "1 post ahead, 1 rewritten, 1 held.")
    _ = try await syndication(account).run([article])
    #expect(try await stage.queue.entry(identity).needsApproval)
  }

  @Test func `what is due is sent, and the calendar says so`() async throws {
    let account = AccountConfig.sample(network: "changing")
    let article = Article.sample("a", date: Self.now + 60)
    _ = try await syndication(account).run([article])
    #expect(try await preview(account, [article]).diff == "")
    stage.clock.advance(60)
    let report = try await preview(account, [article])
    #expect(report.posts.map(\.change) == [.due])
    #expect(report.diff.hasPrefix("send 2026-11-21T09:01:00Z kiosk news/a [en] #0, which is due"))
    _ = try await syndication(account).run([article])
    #expect(try await preview(account, [article]).diff == "")
  }

  @Test func `what expired, or a person takes down, is in the calendar`() async throws {
    var account = AccountConfig.sample(network: "changing")
    account.pace.expires = located(7200)
    let articles = ["a", "b"].map { Article.sample($0, date: Self.now) }
    _ = try await syndication(account).run(articles)
    let posts = try await stage.queue.list().map(\.post)
    #expect(posts.count == 2 && stage.world.posts.count == 2)
    #expect(try await preview(account, articles).withdrawals.isEmpty)
    try await stage.queue.withdraw(
      posts[0].identity, reason: "a person asked", at: Self.now, now: Self.now)
    #expect(try await preview(account, articles).withdrawals.map(\.reason) == ["a person asked"])
    stage.clock.advance(7200)
    let report = try await preview(account, articles)
    #expect(
      Set(report.withdrawals.map { "\($0.id) \($0.reason)" }) == [
        "\(posts[0].identity) a person asked", "\(posts[1].identity) its time is over",
      ])
    _ = try await syndication(account).run(articles)
    #expect(try await preview(account, articles).withdrawals.isEmpty)
    #expect(try await stage.queue.list().map(\.state) == [.withdrawn, .withdrawn])
  }

  @Test func `what won't go out any more, or can't now, is not said to be sent`() async throws {
    var account = AccountConfig.sample(network: "changing")
    account.pace.expires = located(7200)
    let article = Article.sample("a", date: Self.now + 60)
    _ = try await syndication(account).run([article])
    stage.clock.advance(60)
    try await stage.queue.pause(account: "kiosk", reason: "401", now: Self.now)
    #expect(try await preview(account, [article]).posts.map(\.change) == [nil])
    // A run on which nothing may be sent.
    stage.world.change { $0.badCredentials = ["kiosk"] }
    _ = try await stage.queue.release(account: "kiosk", now: Self.now + 60)
    stage.clock.advance(7200)
    let report = try await preview(account, [article])
    #expect(report.posts.isEmpty)
    #expect(
      report.cancelled.map(\.reason) == ["its time to be out is over, and it did not go out"])
  }

  @Test func `a withdrawal that a run takes back is not in the calendar`() async throws {
    let account = AccountConfig.sample(network: "changing")
    let article = Article.sample("a", date: Self.now)
    _ = try await syndication(account).run([article])
    stage.world.change { $0.changeStatuses = [503] }
    _ = try await syndication(account).run([])
    stage.clock.advance(7200)
    #expect(try await preview(account, []).withdrawals.count == 1)
    #expect(try await preview(account, [article]).withdrawals.isEmpty)
    _ = try await syndication(account).run([article])
    #expect(try await stage.queue.list().map(\.state) == [.published])
  }
}
