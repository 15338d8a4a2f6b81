import HubDiagnostics
import HubModel
import HubSyndication
import Testing

/// What repeats say, and what stands around the words.
@Suite struct VariantTests {
  static let rules = TextRules(limit: 200, counting: .graphemes(urlWeight: nil))
  static let paragraphs = """
    We opened our kiosk on a rainy Monday. Forty people came.

    The best coffee of our kiosk comes from a small farm in the hills. It costs little more than what you drink at home.

    It grew by itself. These beans were roasted on Sunday by our neighbour in the old hall.

    Our kiosk opens at seven and closes at four, on Sundays at noon, and coffee is ready then.
    """

  func article(_ social: SocialFrontMatter = .init(), description: String? = nil) -> Article {
    var article = Article.sample(excerpt: Self.paragraphs, social: social)
    article.excerpt = "We opened our kiosk on a rainy Monday. Forty people came."
    article.frontMatter.description = description
    return article
  }

  func words(
    _ article: Article, times: Int, account: AccountConfig = .sample(), rules: TextRules = rules,
    syndication: SyndicationConfig = .init()
  ) throws -> [String] {
    let composer = TeaserComposer(account: account, rules: rules, syndication: syndication)
    let excerpts = Excerpts(article)
    var used: [String] = []
    for occurrence in 0..<times {
      let teaser = try composer.compose(
        excerpts, repeats: occurrence, avoiding: Set(used))
      used.append(teaser.words)
    }
    return used
  }

  @Test func `a repeat takes the description, then passages that stand by themselves`() throws {
    let words = try words(article(description: "How a kiosk begins."), times: 4)
    #expect(words[0] == "We opened our kiosk on a rainy Monday. Forty people came.")
    #expect(words[1] == "How a kiosk begins.")
    #expect(
      Set(words[2...]) == [
        "The best coffee of our kiosk comes from a small farm in the hills. It costs little more than what you drink at home.",
        "Our kiosk opens at seven and closes at four, on Sundays at noon, and coffee is ready then.",
      ])
  }

  @Test func `when no other words are left, that is said and nothing is repeated`() throws {
    #expect(try words(article(), times: 3).count == 3)
    let error = #expect(throws: Diagnostic.self) { try words(article(), times: 4) }
    #expect(error?.id == "no-variant")
    #expect(error?.severity == .warning)
    #expect(error?.location?.file == "content/news/launch.md")
    #expect(error?.notes.first?.message.contains("variants") == true)
  }

  @Test func `own words come before the article's, each once`() throws {
    let social = SocialFrontMatter(
      teaser: "The teaser", variants: ["One more", "And another", "One more"],
      networks: ["askable": located("For the network")])
    let words = try words(article(social), times: 5)
    #expect(words[0...3] == ["For the network", "The teaser", "One more", "And another"])
    #expect(words[4].hasPrefix("We opened our kiosk"))
  }

  @Test func `what a stored post says is told from its text`() throws {
    let utm = UTMConfig(content: "{post}")
    let account = AccountConfig.sample(audience: "students", byline: "By {authors}")
    var article = article(
      SocialFrontMatter(
        teaser: "Own words at \(TeaserTests.link) for you", hooks: ["students": ["A hook"]]))
    article.tags = ["coffee", "tea"]
    article.authors = ["Ada"]
    let composer = TeaserComposer(
      account: account, rules: TextRules(limit: 400, counting: .utf16Units),
      syndication: SyndicationConfig(utm: utm))
    let excerpts = Excerpts(article)
    for occurrence in 0..<4 {
      let teaser = try composer.compose(excerpts, post: "3f2a6f0c", repeats: occurrence)
      #expect(Teaser.words(of: teaser.text, link: teaser.link) == teaser.words)
    }
  }

  @Test func `hooks take turns, and with them no two posts are alike`() throws {
    let social = SocialFrontMatter(
      teaser: "The teaser", hooks: ["students": ["Short of time?", "Up early?"]])
    let account = AccountConfig.sample(audience: "students")
    let words = try words(article(social), times: 8, account: account)
    #expect(words[0] == "Short of time?\n\nThe teaser")
    #expect(words[1].hasPrefix("Up early?\n\nWe opened our kiosk"))
    #expect(Set(words).count == 8)
  }

  @Test func `a sentence that would be cut gives way to one that fits`() throws {
    let long = String(repeating: "and on and on ", count: 20) + "it goes."
    var article = article(description: "How a kiosk begins.")
    article.excerpt = "It goes " + long
    #expect(try words(article, times: 1) == ["How a kiosk begins."])
  }

  @Test func `a list is told with its opening and at least two items, a quotation in its marks`()
    throws
  {
    let text = """
      Three things help on a dull Monday:
      Water first.
      Coffee after it.
      A break.

      The neighbour said:

      Best beans in town.
      """
    let kinds: [(TextBlock.Kind, Substring)] = [
      (.paragraph, "Three things help on a dull Monday:"), (.listItem, "Water first."),
      (.listItem, "Coffee after it."), (.listItem, "A break."),
      (.paragraph, "The neighbour said:"), (.quotation, "Best beans in town."),
    ]
    let article = Self.article(text, kinds)
    func words(limit: Int, occurrence: Int) throws -> String {
      try TeaserComposer(
        account: .sample(), rules: TextRules(limit: limit, counting: .utf16Units, link: .apart),
        syndication: .init()
      ).compose(Excerpts(article), repeats: occurrence).words
    }
    #expect(
      try words(limit: 200, occurrence: 1)
        == "Three things help on a dull Monday:\n• Water first.\n• Coffee after it.\n• A break.")
    #expect(
      try words(limit: 75, occurrence: 1)
        == "Three things help on a dull Monday:\n• Water first.\n• Coffee after it.\n…")
    #expect(
      try words(limit: 200, occurrence: 2) == "The neighbour said:\n“Best beans in town.”")
    // Too little room for two items: the quotation is next.
    #expect(try words(limit: 42, occurrence: 1) == "The neighbour said:\n“Best beans in town.”")
  }

  @Test func `own words that the account has for another article give way, or are an error`()
    throws
  {
    let social = SocialFrontMatter(teaser: "Black Friday is here!")
    let origin = WordsOrigin(article: "news/other", language: "en", file: "content/news/other.md")
    let composer = TeaserComposer(account: .sample(), rules: Self.rules, syndication: .init())
    let others = ["Black Friday is here!": origin]
    let teaser = try composer.compose(Excerpts(article(social)), others: others)
    #expect(teaser.words.hasPrefix("We opened our kiosk"))
    #expect(teaser.repeats == origin)
    // Its own words are not another's.
    let own = ["Black Friday is here!": WordsOrigin(article: "news/launch", language: "en")]
    #expect(try composer.compose(Excerpts(article(social)), others: own).words.hasPrefix("Black"))
    var bare = Article.sample(excerpt: "", social: social)
    bare.frontMatter.title = "Black Friday is here!"
    let error = #expect(throws: Diagnostic.self) {
      try composer.compose(Excerpts(bare), others: others)
    }
    #expect(error?.id == "same-words" && error?.severity == .error)
    #expect(error?.location?.file == "content/news/launch.md")
    #expect(error?.notes.first?.location?.file == "content/news/other.md")
    // What articles begin with may be alike where they say no more.
    let lead = ["We opened.": origin]
    let alike = Article.sample(excerpt: "We opened.")
    #expect(try composer.compose(Excerpts(alike), others: lead).words == "We opened.")
    let longer = try composer.compose(
      Excerpts(article()),
      others: [
        "We opened our kiosk on a rainy Monday. Forty people came.": origin
      ])
    #expect(longer.words.hasPrefix("The best coffee"))
  }

  /// An article whose text has these blocks.
  static func article(_ text: String, _ kinds: [(TextBlock.Kind, Substring)]) -> Article {
    var article = Article.sample(excerpt: text)
    article.textBlocks = kinds.compactMap { kind, words in
      text.firstRange(of: words).map { range in
        let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        return TextBlock(kind: kind, range: start..<start + words.utf8.count)
      }
    }
    article.excerpt = "We opened."
    return article
  }

  @Test func `what belongs to a table or a list, or sends readers elsewhere, comes last or never`()
    throws
  {
    let table = "The prices of our kiosk stand in cents, and our kiosk takes no cards at all."
    let guide = "More of the coffee of our kiosk stands in Beans and roasts, which you may read."
    let plain =
      "Every morning somebody grinds the beans by hand, and all of the street can smell it."
    let list = "What our kiosk has on a Monday, as long as the milk of our kiosk is fresh."
    let text = [table, guide, plain, list, "Tea", "Milk"].joined(separator: "\n\n")
    var article = Self.article(
      text,
      [
        (.paragraph, Substring(table)), (.leftOut, ""), (.heading, ""),
        (.paragraph, Substring(guide)), (.heading, ""), (.paragraph, Substring(plain)),
        (.paragraph, Substring(list)), (.listItem, "Tea"), (.listItem, "Milk"),
      ])
    article.links = [LinkText("Beans and roasts", isTitle: true)]
    let found = try words(article, times: 3, rules: TextRules(limit: 300, counting: .utf16Units))
    #expect(found == ["We opened.", plain, table])
    #expect(throws: Diagnostic.self) { try words(article, times: 4) }
  }

  @Test func `a list that is only labelled comes after all others`() throws {
    let plain =
      "Every morning somebody grinds the beans by hand, and all of the street can smell it."
    let text = "Three reasons:\nTea\nMilk\n\n\(plain)"
    let article = Self.article(
      text,
      [
        (.paragraph, "Three reasons:"), (.listItem, "Tea"), (.listItem, "Milk"), (.heading, ""),
        (.paragraph, Substring(plain)),
      ])
    #expect(try words(article, times: 2)[1] == plain)
  }

  @Test func `a mention takes the account's form, else the network's, else the name`() throws {
    let mentions = [
      "ada": Mention(
        name: "Ada",
        forms: ["askable": located("@ada@social.example"), "kiosk": located("@kiosk-ada")])
    ]
    let social = SocialFrontMatter(teaser: "{@ada} and {@bo} ask {why}: {@ada")
    func text(_ account: AccountConfig) throws -> String {
      try words(
        article(social), times: 1, account: account,
        syndication: SyndicationConfig(mentions: mentions))[0]
    }
    #expect(try text(.sample()) == "@kiosk-ada and bo ask {why}: {@ada")
    #expect(try text(.sample("other")) == "@ada@social.example and bo ask {why}: {@ada")
    #expect(try text(.sample("other", network: "x")) == "Ada and bo ask {why}: {@ada")
  }

  @Test func `a mention of nobody is a warning, with the nearest name`() {
    let social = SocialFrontMatter(
      teaser: "{@ada} and {@bo}", variants: ["{@adda}"], hooks: ["students": ["{@bo}!"]])
    let found = unknownMentions(in: [article(social)], mentions: ["ada": Mention(name: "Ada")])
    #expect(found.map(\.id) == ["unknown-mention", "unknown-mention"])
    #expect(
      found.map(\.message) == [
        "'{@adda}' is nobody under 'syndication: mentions:'",
        "'{@bo}' is nobody under 'syndication: mentions:'",
      ])
    #expect(found.first?.notes.map(\.message) == ["did you mean 'ada'?"])
  }

  @Test func `a byline names the authors as the network knows them, where there is room`() throws {
    var article = article()
    article.authors = ["Ada Desk", "Bo"]
    let syndication = SyndicationConfig(mentions: [
      "ada": Mention(name: "Ada Desk", forms: ["askable": located("@ada")])
    ])
    func text(limit: Int) throws -> String {
      try TeaserComposer(
        account: .sample(byline: "By {authors}"),
        rules: TextRules(limit: limit, counting: .utf16Units), syndication: syndication
      ).compose(article).text
    }
    #expect(
      try text(limit: 200)
        == "We opened our kiosk on a rainy Monday. Forty people came.\n\nBy @ada, Bo\n\n"
        + TeaserTests.link)
    #expect(try !text(limit: 80).contains("By @ada"))
  }

  @Test func `the account's own hashtags come first, in its style`() throws {
    var article = article()
    article.tags = ["content plan", "SEO"]
    let account = AccountConfig.sample(
      hashtags: HashtagConfig(maximum: 2, style: .lower, always: ["OurKiosk"]))
    let teaser = try TeaserComposer(account: account, rules: Self.rules, syndication: .init())
      .compose(article)
    #expect(teaser.text.hasSuffix("\n\n#ourkiosk #contentplan"))
  }

  @Test func `a link may carry the post's short key`() throws {
    let utm = UTMConfig(content: "{post}")
    let teaser = try TeaserComposer(
      account: .sample(), rules: Self.rules, syndication: SyndicationConfig(utm: utm)
    ).compose(Excerpts(article()), post: "3f2a6f0c9be84d5f8e1b7c2d9a4e5f60")
    #expect(teaser.link == TeaserTests.link + "?utm_content=3f2a6f0c")
  }

  @Test func `a network without links in its text gets none, and the link apart`() throws {
    let rules = TextRules(limit: 60, counting: .utf16Units, link: .apart)
    let teaser = try TeaserComposer(account: .sample(), rules: rules, syndication: .init())
      .compose(article())
    #expect(teaser.text == "We opened our kiosk on a rainy Monday. Forty people came.")
    #expect(teaser.link == TeaserTests.link)
  }

  @Test func `link and hashtags go into a comment where the network can`() throws {
    let account = AccountConfig.sample(firstComment: [.link, .hashtags])
    var article = article()
    article.tags = ["coffee"]
    func teaser(_ can: Bool) throws -> Teaser {
      try TeaserComposer(
        account: account, rules: Self.rules, syndication: .init(),
        capabilities: can ? [.comments] : []
      ).compose(article)
    }
    let commented = try teaser(true)
    #expect(commented.text == "We opened our kiosk on a rainy Monday. Forty people came.")
    #expect(commented.comment == "\(TeaserTests.link)\n\n#coffee")
    let plain = try teaser(false)
    #expect(plain.comment == nil)
    #expect(plain.text.hasSuffix("\(TeaserTests.link)\n\n#coffee"))
  }
}
