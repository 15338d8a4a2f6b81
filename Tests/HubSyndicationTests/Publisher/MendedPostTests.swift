import Foundation
import HubData
import HubHTTP
import HubModel
import HubSyndication
import Testing

/// What went wrong, and what a person or the next run does about it.
@Suite struct MendedPostTests {
  private static let now = PlanScene.now

  private let stage: Stage

  init() async throws { stage = try await Stage(at: Self.now) }

  private func syndication(_ account: AccountConfig = .sample()) -> Syndication {
    Syndication(
      config: SyndicationConfig(since: Timestamp(seconds: 0), accounts: [account]),
      networks: ["kiosk": ChangingNetwork("kiosk")],
      queue: stage.queue, transport: stage.world, clock: stage.clock, random: { 0 })
  }

  @Test func `a post that was refused is sent again with the words of its mended article`()
    async throws
  {
    stage.world.change { $0.faults = [.rejected] }
    var article = Article.sample("a", date: Self.now)
    let report = try await syndication().run([article])
    #expect(report.needsPerson)
    let failed = try #require(try await stage.queue.list().first)
    #expect(failed.state == .failed)
    #expect(try await syndication().words(for: failed, [article]) == nil)
    article.frontMatter.social.teaser = "Other words."
    _ = try await syndication().run([article])
    // Nothing goes out before a person says so.
    #expect(try await stage.queue.list() == [failed])
    let new = try #require(try await syndication().words(for: failed, [article]))
    try await stage.queue.retry(failed.post.identity, as: new, now: Self.now)
    _ = try await syndication().run([article])
    let sent = try await stage.queue.entry(failed.post.identity)
    #expect(sent.state == .published && sent.post.text.hasPrefix("Other words."))
    #expect(stage.world.posts.count == 1)
    // Nor is it an edit of what is out.
    _ = try await syndication().run([article])
    #expect(try await stage.queue.changes(of: failed.post.identity).isEmpty)
  }

  @Test func `a post whose article is not there keeps its words`() async throws {
    stage.world.change { $0.faults = [.rejected] }
    _ = try await syndication().run([.sample("a", date: Self.now)])
    let failed = try #require(try await stage.queue.list().first)
    #expect(try await syndication().words(for: failed, []) == nil)
  }

  @Test func `a run in which a post still waits to be taken down is not the last one`()
    async throws
  {
    let article = Article.sample("a", date: Self.now)
    _ = try await syndication().run([article])
    stage.world.change { $0.changeStatuses = [503] }
    #expect(try await syndication().run([]).hasSomethingLeft)
    // Not tried again so soon, and not forgotten.
    stage.clock.advance(1)
    let early = try await syndication().run([])
    #expect(early.hasSomethingLeft)
    #expect(stage.world.look(\.changes).count == 1)
    stage.clock.advance(86_400)
    #expect(try await syndication().run([]).hasSomethingLeft == false)
    #expect(try await stage.queue.list().map(\.state) == [.withdrawn])
  }
}
