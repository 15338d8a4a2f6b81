import Foundation
import HubModel
import HubSyndication
import HubTestSupport
import Testing

/// What the queue, the plan and the teasers cost; `HUBGEN_FIGURES=1` measures and prints it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["HUBGEN_FIGURES"] != nil), .serialized)
struct QueueFigures {
  private func measure(_ name: String, per count: Int, _ body: () async throws -> Void)
    async rethrows
  {
    let clock = ContinuousClock()
    let start = clock.now
    try await body()
    let micros = (clock.now - start) / .microseconds(1)
    print("\(name): \((micros / Double(count) * 10).rounded() / 10) µs each, \(count) of them")
  }

  @Test(arguments: [1000, 200_000])
  func `claim and record`(waiting: Int) async throws {
    let file = try await QueueFile()
    let queue = file.queue
    try await measure("add", per: waiting) {
      _ = try await queue.add((0..<waiting).map { NewPost(.sample($0)) }, now: 1000)
    }
    try await measure("release", per: waiting) {
      try await queue.release(account: "kiosk", now: 1000)
    }
    let count = 500
    try await measure("claim + record with \(waiting) waiting", per: count) {
      for _ in 0..<count {
        let claim = try #require(
          try await queue.claim(account: "kiosk", now: 1000, leaseUntil: 1600))
        try await queue.record(.published(PublishedPost(remoteID: "r")), of: claim, now: 1000)
      }
    }
    try await measure("next due", per: count) {
      for _ in 0..<count { _ = try await queue.nextDue(account: "kiosk", now: 1000) }
    }
  }

  @Test func `plan and compose`() async throws {
    let slots = [
      Slot(weekdays: Set(1...5), hour: 9, minute: 0),
      Slot(weekdays: Set(1...5), hour: 17, minute: 30),
    ]
    let accounts = (1...12).map { AccountConfig.sample("account\($0)", slots: slots) }
    let articles = (1...10_000).map { Article.sample("a\($0)", date: Int64($0) * 3600) }
    let zone = try #require(TimeZone(identifier: "Europe/Bratislava"))
    let syndication = SyndicationConfig(timeZone: zone)
    await measure("plan", per: 120_000) {
      let plan = Planner(syndication, accounts: accounts).plan(
        articles, besides: .init(), now: 1_795_251_600)
      #expect(plan.new.count == 120_000)
    }
    let composer = TeaserComposer(
      account: accounts[0], rules: TextRules(limit: 200, counting: .graphemes(urlWeight: 23)),
      syndication: syndication)
    let article = Article.sample(
      excerpt: String(repeating: "We opened on a rainy Monday, and forty people came. ", count: 10),
      tags: ["coffee", "content plan"])
    try await measure("compose", per: 5000) {
      for _ in 1...5000 { _ = try composer.compose(article) }
    }
  }
}
