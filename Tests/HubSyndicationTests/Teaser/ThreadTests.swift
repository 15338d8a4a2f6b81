import HubModel
import HubSyndication
import Testing

@Suite struct ThreadTests {
  static let can: Set<NetworkDescriptor.Capability> = [.threads]
  static let rules = TextRules(limit: 90, counting: .graphemes(urlWeight: 23))

  func compose(
    _ article: Article, _ thread: ThreadConfig?, rules: TextRules = rules,
    capabilities: Set<NetworkDescriptor.Capability> = can
  ) throws -> Teaser {
    try TeaserComposer(
      account: .sample(thread: thread), rules: rules, syndication: .init(),
      capabilities: capabilities
    ).compose(article)
  }

  static let own = SocialFrontMatter(
    teaser: """
      Water comes first, always. Then the beans, ground a moment ago. Wait four minutes and not \
      one more. Pour slowly. Drink it while it is hot, and tell nobody.
      """)

  @Test func `own words are divided between sentences, numbered, the link in the first part`()
    throws
  {
    let teaser = try compose(.sample(social: Self.own), ThreadConfig())
    #expect(
      teaser.text == "Water comes first, always. 1/3\n\n\(TeaserTests.link)")
    #expect(
      teaser.parts.map(\.text) == [
        "Then the beans, ground a moment ago. Wait four minutes and not one more. Pour slowly. 2/3",
        "Drink it while it is hot, and tell nobody. 3/3",
      ])
    #expect(!teaser.isOwnTextCut)
    #expect(teaser.parts.map(\.length) == teaser.parts.map(\.text.count))
  }

  @Test func `the link may stand in the last part, and numbers may be left out`() throws {
    let teaser = try compose(
      .sample(social: Self.own), ThreadConfig(parts: 6, link: .last, isNumbered: false))
    #expect(!teaser.text.contains("https"))
    #expect(teaser.parts.last?.text.hasSuffix("\n\n\(TeaserTests.link)") == true)
    let whole = ([teaser.text] + teaser.parts.map(\.text)).joined(separator: " ")
    #expect(whole.replacing("\n\n\(TeaserTests.link)", with: "") == Self.own.teaser)
  }

  @Test(arguments: 60...140)
  func `every part fits and no word is lost`(limit: Int) throws {
    let words = (1...60).map { "word\($0)" }.joined(separator: " ")
    let article = Article.sample(social: SocialFrontMatter(teaser: "A start. \(words). The end."))
    let rules = TextRules(limit: limit, counting: .graphemes(urlWeight: 23))
    let teaser = try compose(article, ThreadConfig(parts: 25), rules: rules)
    let texts = [teaser.text] + teaser.parts.map(\.text)
    #expect(texts.allSatisfy { rules.allows($0) })
    #expect(!teaser.isOwnTextCut)
    let found = texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }.filter {
      $0.hasPrefix("word")
    }
    #expect(found.map { String($0) } == (1...60).map { "word\($0)" })
  }

  @Test func `what is too long for the parts allowed is cut, and that is said`() throws {
    let teaser = try compose(.sample(social: Self.own), ThreadConfig(parts: 2))
    #expect(teaser.isOwnTextCut)
    #expect(teaser.parts.count == 1)
    #expect(teaser.parts[0].text.hasSuffix("Pour slowly. 2/2"))
  }

  @Test func `an article's thread is its beginning and its strongest passages in their order`()
    throws
  {
    let article = VariantTests().article()
    let teaser = try compose(article, ThreadConfig(parts: 3), rules: VariantTests.rules)
    #expect(teaser.text.hasPrefix("We opened our kiosk on a rainy Monday. Forty people came. 1/3"))
    #expect(teaser.parts[0].text.hasPrefix("The best coffee of our kiosk"))
    #expect(teaser.parts[1].text.hasPrefix("Our kiosk opens at seven"))
  }

  @Test func `one part is no thread`() throws {
    let teaser = try compose(
      .sample(social: SocialFrontMatter(teaser: "Short.")), ThreadConfig())
    #expect(teaser.text == "Short.\n\n\(TeaserTests.link)")
    #expect(teaser.parts.isEmpty)
  }

  @Test func `only a network that can, an account or an article that wants makes a thread`() throws
  {
    var social = Self.own
    #expect(
      try compose(.sample(social: social), ThreadConfig(), capabilities: []).parts.isEmpty)
    #expect(try compose(.sample(social: social), nil).parts.isEmpty)
    social.thread = true
    #expect(try !compose(.sample(social: social), nil).parts.isEmpty)
    social.thread = false
    #expect(try compose(.sample(social: social), ThreadConfig()).parts.isEmpty)
  }
}
