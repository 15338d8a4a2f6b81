import Foundation
import HubData
import HubHTTP
import HubModel
import HubSyndication
import HubTestSupport
import Testing

/// The plan as people and programs read it.
@Suite struct PlanPreviewTests {
  static let now = PlanScene.now
  static let day: Int64 = 86_400

  /// A hub with something of everything ahead.
  private func report(_ change: (inout [Article]) -> Void = { _ in }) async throws -> PlanReport {
    let stage = try await Stage(at: Self.now)
    var account = AccountConfig.sample(slots: PlanScene.daily)
    account.pace.needsApproval = true
    let syndication = Syndication(
      config: SyndicationConfig(
        timeZone: TimeZone(identifier: "Europe/Bratislava") ?? .gmt, since: Timestamp(seconds: 50),
        accounts: [account]),
      networks: ["kiosk": OnceNetwork("kiosk")],
      queue: try await PostQueue.open(stage.file.path), transport: stage.world,
      clock: stage.clock, random: { 0 })
    var articles = ["a", "b", "c"].enumerated().map {
      Article.sample($0.element, date: Self.now + 60 + Int64($0.offset))
    }
    _ = try await syndication.run(articles)
    articles.append(.sample("d", date: Self.now + 90))
    articles.append(.sample("old", date: 1))
    articles[1].frontMatter.social.teaser = "Other <words>, \"here\";\nwith\\more #Coffee"
    articles.remove(at: 0)
    change(&articles)
    return try await syndication.preview(articles, over: RecordingTransport(answer: .dryRun))
  }

  @Test func `a diff has a line for each fact and is the same every time`() async throws {
    let expected = """
      send 2026-11-22T09:00:00+01:00 kiosk news/d [en] #0
        + We opened on a rainy Monday.
        +
        + https://hub.example.com/news/d/
      rewrite 2026-11-23T09:00:00+01:00 kiosk news/b [en] #0
        - We opened on a rainy Monday.
        -
        - https://hub.example.com/news/b/
        + Other
      """
    let diff = try await report().diff
    #expect(diff == (try await report().diff))
    let lines = Set(diff.split(separator: "\n").map(String.init))
    for line in expected.split(separator: "\n")
    where line.hasPrefix("send") || line.hasPrefix("rew") {
      #expect(lines.contains(String(line)), "\(diff)")
    }
    #expect(diff.contains("\ncancel 2026-11-22T09:00:00+01:00 kiosk news/a [en] "))
    #expect(diff.contains("  because its article is removed, expired or a draft\n"))
    #expect(diff.contains("\n  + Other <words>"))
    #expect(diff.hasSuffix("record 1"))
    #expect(!diff.contains("news/c"))
  }

  @Test func `a table goes by day and says what is special`() async throws {
    let table = try await report().table
    #expect(
      table.contains(
        "Mon 2026-11-23\n  09:00  kiosk  How we opened [en]  (rewritten; its article was edited; waits for approval)"
      ))
    #expect(
      table.contains("Tue 2026-11-24\n  09:00  kiosk  How we opened [en]  (waits for approval)"))
    #expect(
      table.contains(
        "Sun 2026-11-22\n  09:00  kiosk  How we opened [en]  (new; waits for approval)"))
    #expect(
      table.hasSuffix("3 posts ahead, 1 new, 1 rewritten, 1 cancelled, 1 recorded without a post."))
  }

  @Test func `a calendar file reads back as what was planned`() async throws {
    let report = try await report()
    let text = report.iCalendar(now: Self.now)
    #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    let back = ICalendar(Array(text.utf8), file: "plan.ics")
    #expect(back.diagnostics.isEmpty)
    #expect(back.events.map(\.summary) == Array(repeating: "kiosk: How we opened", count: 3))
    let starts = back.events.flatMap {
      $0.stretches(in: Self.now..<Self.now + 9 * Self.day, zone: ZoneClock(.gmt))
    }
    #expect(starts.map(\.lowerBound) == report.posts.map(\.time.seconds))
    #expect(text.contains("STATUS:TENTATIVE\r\n"))
  }

  @Test func `a page escapes what authors write and needs nothing else`() async throws {
    let report = try await report { articles in
      articles[0].frontMatter.title = "<script>alert(1)</script>"
      articles[0].image = ImageReference(
        source: "https://hub.example.com/a.jpg", alt: "A \"queue\" <here>")
    }
    let page = PlanPage(
      report, title: "Kiosk & <Co>", languages: [Language(code: "en", name: "English")]
    ).text
    #expect(!page.contains("<script"))
    #expect(page.contains("<title>Plan of Kiosk &amp; &lt;Co&gt;</title>"))
    #expect(page.contains("A &quot;queue&quot; &lt;here&gt;"))
    #expect(
      page.contains("<span class=\"link\">#Coffee</span>") || page.contains("Other &lt;words&gt;"))
    #expect(page.contains("<caption>November 2026</caption>"))
    // Nothing is loaded from anywhere.
    #expect(!page.contains("src=\"http") && !page.contains("url(") && !page.contains("@import"))
    // Every link of the calendar leads to a post of the page.
    for link in page.split(separator: "href=\"#").dropFirst() {
      let id = link.prefix { $0 != "\"" }
      #expect(page.contains("id=\"\(id)\""))
    }
  }

  @Test func `programs get every key, null where there is no value`() async throws {
    let encoder = JSONEncoder()
    let data = try encoder.encode(try await report())
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      object.keys.sorted() == [
        "cancelled", "diagnostics", "kept", "posts", "recorded", "updates", "withdrawals",
      ])
    let post = try #require((object["posts"] as? [[String: Any]])?.first)
    #expect(
      post.keys.sorted() == [
        "account", "article", "audience", "campaign", "change", "cost", "expiresAt", "formerTime",
        "id", "language", "length", "limit", "link", "needsApproval", "network", "occurrence",
        "part", "reason", "scheduledAt", "state", "text", "title",
      ])
    #expect(post["change"] as? String == "new" && post["campaign"] is NSNull)
  }
}
