import HubModel
import HubSyndication
import Testing

/// Which words a thread says, and that its link is not lost with them.
@Suite struct ThreadWordsTests {
  static let standing = SyndicationConfig(audiences: [
    Audience(name: "students", hook: "Up early?")
  ])

  func composer(
    _ thread: ThreadConfig = .init(), limit: Int = 90, hasHook: Bool = false
  ) -> TeaserComposer {
    TeaserComposer(
      account: .sample(audience: hasHook ? "students" : nil, thread: thread),
      rules: TextRules(limit: limit, counting: .graphemes(urlWeight: 23)),
      syndication: hasHook ? Self.standing : .init(), capabilities: ThreadTests.can)
  }

  func texts(_ teaser: Teaser) -> [String] { [teaser.text] + teaser.parts.map(\.text) }

  /// The words among a thread's that begin so, without what follows them.
  func words(_ teaser: Teaser, _ prefix: String) -> [String] {
    texts(teaser).flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "-" } }
      .filter { $0.hasPrefix(prefix) }.map { String($0) }
  }

  // MARK: The link

  static let tooLong = (ThreadTests.own.teaser ?? "") + " "

  @Test(arguments: 60...140, ThreadConfig.LinkPlace.allCases)
  func `a link at the end of words that are cut stands in the first or the last part, once`(
    limit: Int, place: ThreadConfig.LinkPlace
  ) throws {
    let social = SocialFrontMatter(teaser: Self.tooLong + TeaserTests.link)
    let teaser = try composer(ThreadConfig(parts: 2, link: place), limit: limit)
      .compose(.sample(social: social))
    let texts = texts(teaser)
    let rules = TextRules(limit: limit, counting: .graphemes(urlWeight: 23))
    #expect(texts.allSatisfy { rules.allows($0) })
    let places = texts.indices.filter { texts[$0].contains(TeaserTests.link) }
    let end = texts.count - 1
    // Whole words keep it where their author put it, at their end.
    let expected = place == .last ? [[end]] : teaser.isOwnTextCut ? [[0]] : [[0], [end]]
    #expect(expected.contains(places))
  }

  @Test func `words that had to be cut are said to be, also where their link was saved`() throws {
    let social = SocialFrontMatter(teaser: Self.tooLong + TeaserTests.link)
    let teaser = try composer(ThreadConfig(parts: 2)).compose(.sample(social: social))
    #expect(teaser.isOwnTextCut)
    #expect(teaser.text == "Water comes first, always. 1/2\n\n\(TeaserTests.link)")
  }

  @Test func `a link that is not cut off stays where its author put it`() throws {
    let social = SocialFrontMatter(teaser: "At \(TeaserTests.link) now. " + Self.tooLong)
    let teaser = try composer(ThreadConfig(parts: 2, link: .last)).compose(.sample(social: social))
    #expect(teaser.isOwnTextCut)
    #expect(teaser.text.hasPrefix("At \(TeaserTests.link) now."))
    #expect(!teaser.parts.contains { $0.text.contains(TeaserTests.link) })
  }

  // MARK: Hooks

  @Test func `the audience's hook opens the first part of own words`() throws {
    let article = Article.sample(social: ThreadTests.own)
    let teaser = try composer(hasHook: true).compose(article)
    #expect(teaser.text == "Up early?\n\nWater comes first, always. 1/3\n\n\(TeaserTests.link)")
    #expect(teaser.words == "Up early?\n\nWater comes first, always. 1/3")
    let without = try composer().compose(article)
    #expect(teaser.parts == without.parts)
    #expect(try composer(hasHook: true).compose(article) == teaser)
  }

  @Test func `the audience's hook opens the first part of an article's own passages`() throws {
    let teaser = try composer(ThreadConfig(parts: 3), limit: 200, hasHook: true)
      .compose(VariantTests().article())
    #expect(
      teaser.text.hasPrefix(
        "Up early?\n\nWe opened our kiosk on a rainy Monday. Forty people came. 1/3"))
    #expect(teaser.parts.first?.text.hasPrefix("The best coffee of our kiosk") == true)
  }

  @Test func `an article's hooks take turns, the thread has the first`() throws {
    var social = ThreadTests.own
    social.hooks = ["students": ["Short of time?", "Late again?"]]
    let excerpts = Excerpts(.sample(social: social))
    let composer = composer(hasHook: true)
    let teaser = try composer.compose(excerpts)
    #expect(teaser.text.hasPrefix("Short of time?\n\nWater comes first, always."))
    let next = try composer.compose(excerpts, repeats: 1, avoiding: [teaser.words])
    #expect(next.text.hasPrefix("Late again?\n\nWe opened on a rainy Monday."))
  }

  @Test func `words for the account or its network have no hook in a thread either`() throws {
    let social = SocialFrontMatter(
      networks: ["askable": located(ThreadTests.own.teaser ?? "")])
    let teaser = try composer(hasHook: true).compose(.sample(social: social))
    #expect(teaser.text.hasPrefix("Water comes first, always. 1/3"))
  }

  @Test(arguments: 60...140)
  func `a hook stands before words, every part fits and no word is lost`(limit: Int) throws {
    let numbers = (1...60).map { "word\($0)" }
    let social = SocialFrontMatter(
      teaser: "A start. \(numbers.joined(separator: " ")). The end.")
    let teaser = try composer(ThreadConfig(parts: 25), limit: limit, hasHook: true)
      .compose(.sample(social: social))
    let rules = TextRules(limit: limit, counting: .graphemes(urlWeight: 23))
    #expect(texts(teaser).allSatisfy { rules.allows($0) })
    #expect(teaser.text.hasPrefix("Up early?\n\nA start"))
    #expect(!teaser.isOwnTextCut)
    #expect(words(teaser, "word") == numbers)
  }

  // MARK: Where a sentence is cut

  @Test(arguments: [", ", "; ", ": ", " : ", " – ", " — ", " - ", "، "], 60...80)
  func `no part begins with the mark at which its sentence was cut`(
    mark: String, limit: Int
  ) throws {
    let numbers = (1...40).map { "word\($0)" }
    let social = SocialFrontMatter(teaser: numbers.joined(separator: mark) + ".")
    let teaser = try composer(ThreadConfig(parts: 25), limit: limit)
      .compose(.sample(social: social))
    #expect(teaser.parts.count > 3)
    #expect(teaser.parts.allSatisfy { $0.text.hasPrefix("word") })
    #expect(!teaser.isOwnTextCut)
    #expect(words(teaser, "word") == numbers)
  }

  @Test func `a mark that belongs to the next word stays with it`() throws {
    let numbers = (1...40).map { "-\($0)" }
    let social = SocialFrontMatter(teaser: "Below " + numbers.joined(separator: " ") + ".")
    let teaser = try composer(ThreadConfig(parts: 25), limit: 60).compose(.sample(social: social))
    #expect(teaser.parts.count > 1)
    #expect(words(teaser, "-") == numbers)
  }

  @Test func `of a sentence that ends with a dash no part is left with the dash alone`() throws {
    let words = (1...10).map { "word\($0)" }.joined(separator: " ")
    let teaser = try composer(ThreadConfig(isNumbered: false), limit: 87)
      .compose(.sample(social: SocialFrontMatter(teaser: words + " –")))
    #expect(teaser.text == "\(words)…\n\n\(TeaserTests.link)")
    #expect(teaser.parts.isEmpty)
  }
}
