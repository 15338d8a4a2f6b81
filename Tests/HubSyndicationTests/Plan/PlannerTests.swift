import Foundation
import HubData
import HubModel
import HubSyndication
import Testing

@Suite struct PlannerTests {
  static let day: Int64 = 86_400
  /// Saturday, 09:00 UTC.
  static let now: Int64 = 1_795_251_600

  static let daily = [Slot(weekdays: Set(1...7), hour: 9, minute: 0)]

  func plan(
    _ articles: [Article], _ accounts: [AccountConfig] = [.sample()],
    since: Int64? = 0, besides snapshot: QueueSnapshot = .init()
  ) -> Plan {
    let syndication = SyndicationConfig(since: since.map { Timestamp(seconds: $0) })
    return Planner(syndication, accounts: accounts).plan(
      articles, besides: snapshot, now: Self.now)
  }

  @Test func `an account without slots publishes when the article is dated`() {
    let plan = plan([
      .sample("a", date: Self.now - 5), .sample("b", date: Self.now + 5),
      .sample("c", date: 7, social: SocialFrontMatter(publish: Timestamp(seconds: Self.now + 9))),
    ])
    #expect(plan.new.map(\.article.identity) == ["news/a", "news/b", "news/c"])
    #expect(plan.new.map(\.scheduledAt) == [Self.now - 5, Self.now + 5, Self.now + 9])
    let special = plan.new.filter { $0.isSlotted || $0.isRecorded }
    #expect(special.isEmpty)
  }

  @Test func `an account gets only its languages and nothing it is to skip`() {
    let articles = [
      Article.sample("a"), .sample("a", language: "sw"),
      .sample("b", social: SocialFrontMatter(skip: [located("askable")])),
      .sample("c", social: SocialFrontMatter(skip: [located("kiosk")])),
    ]
    func names(_ account: AccountConfig) -> [String] {
      plan(articles, [account]).new.map { "\($0.article.identity) \($0.article.language.code)" }
        .sorted()
    }
    #expect(names(.sample()) == ["news/a en", "news/a sw"])
    #expect(names(.sample(languages: ["sw"])) == ["news/a sw"])
    #expect(names(.sample(languages: ["hy"])) == [])
    #expect(names(.sample("x", network: "y")).count == 4)
  }

  @Test func `articles from before since are recorded`() {
    let plan = plan(
      [.sample("old", date: 99), .sample("new", date: 100)],
      [.sample(slots: Self.daily)], since: 100)
    let recorded = Dictionary(
      uniqueKeysWithValues: plan.new.map { ($0.article.identity, $0.isRecorded) })
    #expect(recorded == ["news/old": true, "news/new": false])
    let slotted = plan.new.filter { $0.isRecorded && $0.isSlotted }
    #expect(slotted.isEmpty)
  }

  @Test func `a backlog spreads over the next slots, the oldest first`() {
    let articles = (1...5).reversed().map { Article.sample("a\($0)", date: Int64($0)) }
    let plan = plan(articles, [.sample(slots: Self.daily)])
    #expect(plan.new.map(\.article.identity) == (1...5).map { "news/a\($0)" })
    #expect(plan.new.map(\.scheduledAt) == (0..<5).map { Self.now + $0 * Self.day })
    #expect(plan.new.filter(\.isSlotted).count == 5)
  }

  @Test func `a slot is taken once, also by what is in the queue already`() {
    let taken: Set<Int64> = [Self.now, Self.now + 2 * Self.day]
    let articles =
      taken.map { Article.sample("t\($0)", date: 1) } + [
        Article.sample("a", date: 1), .sample("b", date: 2),
        .sample("c", date: Self.now + 10 * Self.day),
        .sample("d", date: Self.now + 10 * Self.day - 1),
      ]
    let plan = plan(
      articles, [.sample(slots: Self.daily), .sample("other", slots: Self.daily)],
      besides: .holding(taken.map { QueuedSample.planned("t\($0)", at: $0) }))
    func days(_ account: String) -> [Int64] {
      plan.new.filter { $0.account.name.value == account && !$0.article.identity.contains("/t") }
        .map { ($0.scheduledAt - Self.now) / Self.day }
    }
    #expect(days("kiosk") == [1, 3, 10, 11])
    #expect(days("other") == [0, 3, 10, 11])
  }

  @Test func `what the queue knows is left alone, also under another audience`() throws {
    let article = Article.sample("a")
    let first = try #require(plan([article]).new.first)
    let key = QueueSnapshot.Key(
      account: "kiosk", article: "news/a", language: "en", occurrence: 0)
    let snapshot = QueueSnapshot(posts: [
      key: .init(identity: first.identity, state: .planned, scheduledAt: first.scheduledAt)
    ])
    for account in [AccountConfig.sample(), .sample(audience: "students")] {
      let again = plan([article], [account], besides: snapshot)
      #expect(again.new.isEmpty)
      #expect(again.known == [first.identity])
    }
  }

  @Test func `the order of articles and accounts changes nothing`() {
    let articles = (1...20).map { Article.sample("a\($0)", date: Int64($0 % 3)) }
    let accounts = [
      AccountConfig.sample("one", slots: Self.daily), .sample("two", slots: Self.daily), .sample(),
    ]
    func table(_ plan: Plan) -> [String] { plan.new.map { "\($0.identity) \($0.scheduledAt)" } }
    let expected = table(plan(articles, accounts))
    #expect(expected.count == 60)
    #expect(table(plan(articles.reversed(), accounts.reversed())) == expected)
    #expect(table(plan(articles.shuffled(), accounts)) == expected)
  }
}

@Suite struct PostIdentityTests {
  @Test func `an identity is frozen for ever`() {
    // sha256("hubgen-post-1\n11:news/launch\n5:kiosk\n2:en\n-\n1:0\n")
    let identity = PostIdentity.make(
      article: "news/launch", account: "kiosk", language: "en", audience: nil, occurrence: 0)
    #expect(identity == "d040483c26f01979d0b921991b879ee7")
  }

  @Test func `values never run into each other`() {
    let identities = [
      ("ab", "c", "en", nil as String?, 0), ("a", "bc", "en", nil, 0), ("ab", "c", "e", "n", 0),
      ("ab", "c", "en", "", 0), ("ab", "c", "en", "-", 0), ("ab", "c", "en", nil, 1),
      ("ab\n1:c", "c", "en", nil, 0),
    ].map {
      PostIdentity.make(article: $0, account: $1, language: $2, audience: $3, occurrence: $4)
    }
    #expect(Set(identities).count == identities.count)
    #expect(identities.allSatisfy { $0.utf8.count == 32 && $0.allSatisfy(\.isHexDigit) })
  }
}
