import HubHTTP
import HubModel
import HubSyndication
import Testing

/// A network on which posts may follow one another.
struct ChainingNetwork: WorldNetwork {
  static let descriptor = NetworkDescriptor(
    id: "chaining", name: "Chaining", settings: [],
    textRules: TextRules(limit: 90, counting: .graphemes(urlWeight: 23)),
    repeatSafety: .idempotent, capabilities: [.threads, .comments])

  let account: String

  init(settings: NetworkSettings) { account = settings.account }
  init(_ account: String) { self.account = account }
}

/// What a run makes of a teaser in parts and of a comment.
@Suite struct ThreadRunTests {
  func run(_ article: Article, _ account: AccountConfig) async throws -> [PostReport] {
    let stage = try await Stage(at: SyndicationTests.now)
    return try await SyndicationTests().syndication(
      stage, accounts: [account], networks: ["kiosk": ChainingNetwork("kiosk")]
    ).run([article]).posts
  }

  @Test func `every part is a post of its own, and no word is lost`() async throws {
    let article = Article.sample(date: SyndicationTests.now, social: ThreadTests.own)
    let posts = try await run(
      article, .sample(network: "chaining", thread: ThreadConfig(isNumbered: false)))
    #expect(posts.count == 3)
    #expect(posts.allSatisfy { $0.state == .published })
    #expect(Set(posts.map(\.id)).count == 3)
    let words = posts.flatMap {
      $0.text.replacing(TeaserTests.link, with: "").split(separator: " ")
    }
    let own = ThreadTests.own.teaser?.split(separator: " ") ?? []
    #expect(
      Set(words.map { $0.filter { !$0.isNewline } }) == Set(own.map { String($0) }))
  }

  @Test func `a comment is a post of its own after the first`() async throws {
    let posts = try await run(
      .sample(date: SyndicationTests.now), .sample(network: "chaining", firstComment: [.link]))
    #expect(posts.map(\.state) == [.published, .published])
    #expect(
      Set(posts.map(\.text)) == [
        "We opened on a rainy Monday. Forty people came.", TeaserTests.link,
      ])
  }

  @Test func `a planned thread keeps its words when its article is edited`() async throws {
    let stage = try await Stage(at: SyndicationTests.now)
    func run(_ social: SocialFrontMatter) async throws -> [String: String] {
      let article = Article.sample(date: SyndicationTests.now + 10, social: social)
      let posts = try await SyndicationTests().syndication(
        stage, accounts: [.sample(network: "chaining", thread: ThreadConfig())],
        networks: ["kiosk": ChainingNetwork("kiosk")]
      ).run([article]).posts
      return Dictionary(posts.map { ($0.id, $0.text) }) { first, _ in first }
    }
    let before = try await run(ThreadTests.own)
    #expect(before.count == 3)
    #expect(try await run(SocialFrontMatter(teaser: "Quite short.")) == before)
  }

  @Test func `a part's identity is the same in every plan and no other's`() {
    let identities = (0...3).map { part in
      PostIdentity.make(
        article: "news/launch", account: "kiosk", language: "en", audience: nil, occurrence: 0,
        part: part)
    }
    #expect(Set(identities).count == 4)
    #expect(identities[0] == "d040483c26f01979d0b921991b879ee7")
  }
}
