import HubData
import HubDiagnostics
import HubModel
import HubSyndication
import Testing

@Suite struct TeaserTests {
  func compose(
    _ article: Article, account: AccountConfig = .sample(), limit: Int = 500,
    counting: TextRules.Counting = .graphemes(urlWeight: 23), maximumHashtags: Int? = nil,
    syndication: SyndicationConfig = .init()
  ) throws -> Teaser {
    try TeaserComposer(
      account: account,
      rules: TextRules(limit: limit, counting: counting, maximumHashtags: maximumHashtags),
      syndication: syndication
    ).compose(article)
  }

  static let link = "https://hub.example.com/news/launch/"

  @Test func `text, link and hashtags are parted by blank lines`() throws {
    let teaser = try compose(.sample(tags: ["opening", "content plan"]))
    #expect(
      teaser.text == """
        We opened on a rainy Monday. Forty people came.

        \(Self.link)

        #opening #ContentPlan
        """)
    #expect(teaser.link == Self.link)
    #expect(teaser.length == TextLength.count(teaser.text, .graphemes(urlWeight: 23)))
    #expect(!teaser.isOwnTextCut)
  }

  @Test func `whole sentences are kept where not all fit`() throws {
    let teaser = try compose(.sample(), limit: 28 + 2 + 23)
    #expect(teaser.text == "We opened on a rainy Monday.\n\n\(Self.link)")
    #expect(teaser.length == 53)
  }

  @Test func `a first sentence that is too long is cut at a word`() throws {
    let teaser = try compose(.sample(), limit: 27 + 2 + 23)
    #expect(teaser.text == "We opened on a rainy…\n\n\(Self.link)")
  }

  struct Script: Sendable, CustomTestStringConvertible {
    var name: String
    /// One grapheme more than fits.
    var text: String
    var cut: String
    var testDescription: String { name }
  }

  @Test(
    arguments: [
      Script(name: "Latin", text: "Káva je dobrá ráno", cut: "Káva je dobrá…"),
      Script(name: "Armenian", text: "Սուրճը լավ է առավոտյան", cut: "Սուրճը լավ է…"),
      Script(name: "Arabic", text: "القهوة، جيدة في الصباح", cut: "القهوة، جيدة في…"),
      Script(name: "Chinese", text: "早上喝咖啡很好。晚上喝茶更好", cut: "早上喝咖啡很好。"),
      Script(name: "Japanese", text: "朝のコーヒーはとても、おいしいですよ", cut: "朝のコーヒーはとても…"),
      Script(name: "emoji", text: "👨‍👩‍👧‍👦 👩🏽‍🚒 🏳️‍🌈 👨‍👩‍👧‍👦👨‍👩‍👧‍👦", cut: "👨‍👩‍👧‍👦 👩🏽‍🚒 🏳️‍🌈…"),
      Script(name: "flags", text: "🇸🇰 🇦🇲 🇵🇭 🇹🇿🇸🇰", cut: "🇸🇰 🇦🇲 🇵🇭…"),
      Script(name: "address", text: "Go to https://kiosk.example/now", cut: "Go to…"),
      Script(
        name: "address first", text: "https://kiosk.example/a- and more",
        cut: "https://kiosk.example/a- and…"),
      Script(
        name: "address last", text: "At https://kiosk.example/a- now",
        cut: "At https://kiosk.example/a- …"),
      Script(name: "address within", text: "詳しくはhttps://kiosk.example/", cut: "詳しくは…"),
      Script(name: "mention", text: "Thanks to @kiosk@mastodon.example", cut: "Thanks to…"),
      Script(name: "comma", text: "Coffee, tea, and much more", cut: "Coffee, tea, and much…"),
      Script(
        name: "decomposed", text: "cafe\u{301} re\u{301}sume\u{301} cafe\u{301}",
        cut: "cafe\u{301} re\u{301}sume\u{301}…"),
    ],
    [
      TextRules.Counting.graphemes(urlWeight: nil), .graphemes(urlWeight: 23), .utf16Units,
      .utf8Bytes,
    ])
  func `own words fit at the limit, and one over they are cut between words`(
    script: Script, counting: TextRules.Counting
  ) throws {
    let article = Article.sample(social: SocialFrontMatter(teaser: script.text))
    let whole = "\(script.text)\n\n\(Self.link)"
    let length = TextLength.count(whole, counting)
    let fitting = try compose(article, limit: length, counting: counting)
    #expect(fitting.text == whole)
    #expect(fitting.length == length)
    #expect(!fitting.isOwnTextCut)
    let cut = try compose(article, limit: length - 1, counting: counting)
    #expect(cut.isOwnTextCut)
    #expect(cut.length <= length - 1)
    #expect(cut.text.hasSuffix("\n\n\(Self.link)"))
    let text = cut.text.dropLast(Self.link.count + 2)
    let words = script.text.hasPrefix(text.hasSuffix("…") ? text.dropLast() : text)
    #expect(words, "\(text) is no start of \(script.text)")
    // Ellipsis and units differ, so a counter may stop one word earlier; graphemes are exact.
    if case .graphemes(nil) = counting { #expect(text == script.cut) }
  }

  @Test(arguments: 30...120)
  func `every limit is kept and no word is cut`(limit: Int) throws {
    let excerpt =
      "Kiosk’s café opened on a rainy Monday, with forty people waiting. Բարեւ ձեզ։ قهوة؟ 咖啡很好。 Thanks to @kiosk@mastodon.example and https://kiosk.example/a_long_address!"
    let teaser = try compose(
      .sample(excerpt: excerpt, tags: ["opening", "content plan", "coffee"]), limit: limit)
    #expect(teaser.length <= limit)
    #expect(teaser.text.contains(Self.link))
    let parts = teaser.text.split(separator: "\n\n")
    let text = parts.count > 1 ? String(parts[0]) : ""
    let words = Set(excerpt.split(separator: " ").map { String($0) })
    for word in text.split(separator: " ") {
      let isWhole =
        words.contains(String(word))
        || words.contains {
          $0.hasPrefix(word.dropLast()) && word.hasSuffix("…")
            && !($0.dropFirst(word.count - 1).first?.isLetter ?? false)
        }
      #expect(isWhole, "\(word) in \(text)")
    }
  }

  @Test func `an address alone is sent whole or left out`() throws {
    let address = "https://kiosk.example/" + String(repeating: "a-", count: 60)
    func text(_ excerpt: String, limit: Int) throws -> String {
      let article = Article.sample(excerpt: excerpt)
      return try compose(article, limit: limit, counting: .graphemes(urlWeight: nil)).text
    }
    #expect(try text(address, limit: 300) == "\(address)\n\n\(Self.link)")
    #expect(try text(address, limit: 100) == Self.link)
    #expect(try text("\(address)\nIt rained.", limit: 100) == "It rained.\n\n\(Self.link)")
  }

  @Test func `a long text without an excerpt is cut between words`() throws {
    var article = Article.sample(excerpt: "")
    article.plainText = String(repeating: "coffee ", count: 700) + "end"
    let teaser = try compose(article, limit: 5000)
    #expect(teaser.text.hasSuffix(" coffee…\n\n\(Self.link)"))
  }

  @Test func `an account's own words come before a network's, a hook before a teaser`() throws {
    let social = SocialFrontMatter(
      teaser: "The teaser", hooks: ["students": ["The hook"]],
      networks: ["askable": located("For the network"), "kiosk": located("For the account")])
    func text(_ social: SocialFrontMatter, _ account: AccountConfig) throws -> String {
      let teaser = try compose(.sample(social: social), account: account)
      return teaser.text.replacing("\n\n" + Self.link, with: "")
    }
    #expect(try text(social, .sample()) == "For the account")
    #expect(try text(social, .sample("other")) == "For the network")
    #expect(
      try text(social, .sample("x", network: "y", audience: "students"))
        == "The hook\n\nThe teaser")
    #expect(try text(social, .sample("x", network: "y", audience: "owners")) == "The teaser")
    #expect(
      try text(SocialFrontMatter(hooks: social.hooks), .sample("x", audience: "students"))
        == "The hook\n\nWe opened on a rainy Monday. Forty people came.")
  }

  @Test func `an audience's standing hook opens a teaser that has none of its own`() throws {
    let syndication = SyndicationConfig(audiences: [
      Audience(name: "students", hook: "Studying and short of time?")
    ])
    let account = AccountConfig.sample(audience: "students")
    let teaser = try compose(.sample(), account: account, syndication: syndication)
    #expect(teaser.text.hasPrefix("Studying and short of time?\n\nWe opened"))
    let tight = try compose(
      .sample(), account: account, limit: 27 + 2 + 28 + 2 + 23, syndication: syndication)
    #expect(
      tight.text == "Studying and short of time?\n\nWe opened on a rainy Monday.\n\n\(Self.link)")
  }

  @Test(arguments: [
    ("en", [], "Studying?"), ("sk", [], "Študujete?"), ("hy", [], nil),
    ("hy", ["hy", "sw"], nil), ("hy", ["hy"], "Studying?"),
  ])
  func `a standing hook opens only teasers in its language`(
    language: String, languages: [String], hook: String?
  ) throws {
    let syndication = SyndicationConfig(audiences: [
      Audience(
        name: "students", hook: "Studying?", hooks: ["sk": "Študujete?"], language: "en")
    ])
    let teaser = try compose(
      .sample(language: language),
      account: .sample(languages: languages, audience: "students"), syndication: syndication)
    #expect(teaser.text.hasPrefix((hook.map { $0 + "\n\n" } ?? "") + "We opened"))
  }

  @Test func `an address that the author has placed stays where it is`() throws {
    let social = SocialFrontMatter(teaser: "Read \(Self.link) today")
    let utm = UTMConfig(source: "{network}")
    let teaser = try compose(.sample(social: social), syndication: SyndicationConfig(utm: utm))
    #expect(teaser.text == "Read \(Self.link)?utm_source=askable today")
    let tight = try compose(
      .sample(social: social), limit: 33, syndication: SyndicationConfig(utm: utm))
    #expect(tight.text == "Read…\n\n\(Self.link)?utm_source=askable")
  }

  @Test func `where no word fits the link goes alone, where it doesn't fit either it is an error`()
    throws
  {
    #expect(try compose(.sample(), limit: 23).text == Self.link)
    let error = #expect(throws: Diagnostic.self) { try compose(.sample(), limit: 22) }
    #expect(error?.id == "link-too-long")
    #expect(error?.location?.file == "content/news/launch.md")
  }

  @Test func `an article without text is announced by its title`() throws {
    #expect(try compose(.sample(excerpt: " \n")).text == "How we opened\n\n\(Self.link)")
  }
}

@Suite struct HashtagTests {
  func tags(
    _ tags: [String], own: [String]? = nil, account: Int? = nil, network: Int? = nil,
    teaser: String? = nil
  ) throws -> String {
    let article = Article.sample(
      tags: tags, social: SocialFrontMatter(teaser: teaser, hashtags: own))
    let text = try TeaserComposer(
      account: .sample(hashtags: HashtagConfig(maximum: account)),
      rules: TextRules(limit: 500, counting: .utf16Units, maximumHashtags: network),
      syndication: .init()
    ).compose(article).text
    return text.contains("/\n\n") ? String(text.split(separator: "/\n\n").last ?? "") : ""
  }

  @Test(arguments: [
    ("coffee", "#coffee"), ("content plan", "#ContentPlan"), ("content-plan", "#ContentPlan"),
    ("SEO", "#SEO"), ("iOS apps", "#IOSApps"), ("#own", "#own"), ("Founder's day", "#FoundersDay"),
    ("a.b/c", "#ABC"), ("Black Friday 2026", "#BlackFriday2026"),
    ("սոցիալական ցանցեր", "#ՍոցիալականՑանցեր"),
    ("قهوة الصباح", "#قهوةالصباح"), ("咖啡", "#咖啡"), ("हिन्दी", "#हिन्दी"), ("ľúbim kávu", "#ĽúbimKávu"),
    ("2026", ""), ("🎉", ""), ("", ""), ("snake_case", "#snake_case"),
  ])
  func `a tag becomes a hashtag`(tag: String, hashtag: String) throws {
    #expect(try tags([tag]) == hashtag)
  }

  @Test func `own hashtags come instead of tags`() throws {
    #expect(try tags(["a"], own: ["b", "c"]) == "#b #c")
    #expect(try tags(["a"], own: []) == "")
  }

  @Test func `the smaller maximum counts and repeats don't`() throws {
    let many = ["a", "A", "b", "c", "d", "e", "f", "g"]
    #expect(try tags(many) == "#a #b #c #d #e")
    #expect(try tags(many, account: 3) == "#a #b #c")
    #expect(try tags(many, account: 3, network: 2) == "#a #b")
    #expect(try tags(many, account: 0) == "")
    #expect(try tags(many, account: 7) == "#a #b #c #d #e #f #g")
  }

  @Test func `a hashtag in the text is not repeated`() throws {
    #expect(try tags(["coffee", "tea"], teaser: "All about #Coffee!") == "#tea")
  }
}

@Suite struct TrackedLinkTests {
  static let values = TrackedLink.Values(
    network: "mastodon", account: "kiosk", section: "news & views", language: "sw",
    audience: nil, article: "news/launch", post: "3f2a6f0c")

  @Test(arguments: [
    ("https://a.example/", "https://a.example/?utm_source=mastodon"),
    ("https://a.example/?x=1", "https://a.example/?x=1&utm_source=mastodon"),
    ("https://a.example/?", "https://a.example/?utm_source=mastodon"),
    ("https://a.example/#top", "https://a.example/?utm_source=mastodon#top"),
    ("https://a.example/?x=1#t?u", "https://a.example/?x=1&utm_source=mastodon#t?u"),
    ("https://a.example/?utm_source=own", "https://a.example/?utm_source=own"),
    (
      "https://a.example/?my_utm_source=1", "https://a.example/?my_utm_source=1&utm_source=mastodon"
    ),
  ])
  func `parameters go before the fragment and after the query`(url: String, tracked: String) {
    #expect(TrackedLink.make(url, UTMConfig(source: "{network}"), Self.values) == tracked)
  }

  @Test func `placeholders are filled in and encoded`() {
    let utm = UTMConfig(
      source: "{network}-{account}", medium: "social", campaign: "{section}", term: "{audience}",
      content: "{article} {language} {unknown} {")
    #expect(
      TrackedLink.make("https://a.example/", utm, Self.values)
        == "https://a.example/?utm_source=mastodon-kiosk&utm_medium=social"
        + "&utm_campaign=news%20%26%20views&utm_content=news%2Flaunch%20sw%20%7Bunknown%7D%20%7B")
  }

  @Test func `a value is never read as a placeholder`() {
    var values = Self.values
    values.section = "{account}"
    #expect(
      TrackedLink.make("https://a.example/", UTMConfig(campaign: "{section}"), values)
        == "https://a.example/?utm_campaign=%7Baccount%7D")
  }

  @Test func `no tracking, no change`() {
    #expect(TrackedLink.make("https://a.example/?", nil, Self.values) == "https://a.example/?")
    #expect(
      TrackedLink.make("https://a.example/", UTMConfig(), Self.values) == "https://a.example/")
  }
}
