import Foundation
import HubData
import HubModel
import HubSyndication
import HubTestSupport
import Testing

/// X's own test data for its library, read where others published it.
@Suite(.enabled(if: ConformanceData.isAvailable, "no conformance data"))
struct TweetConformanceTests {
  struct Row {
    var description: String
    var text: String
    var expected: DataNode

    func int(_ key: String) -> Int? { expected.value(key)?.int }
    var isValid: Bool? { expected.value("valid")?.bool ?? expected.bool }
  }

  static func rows(_ section: String) throws -> [Row] {
    // Two scalars that are no characters, which hubgen's YAML refuses, go by stand-ins.
    let data = try ConformanceData.read("twitter-text/validate.yml")
    let file = String(decoding: data, as: UTF8.self)
      .replacing("\\uFFFF", with: "\u{E000}").replacing("\\uFFFE", with: "\u{E001}")
    let (root, problems) = YAML.parse(Array(file.utf8)[...], file: "validate.yml")
    #expect(problems.isEmpty)
    let rows = root?.value("tests")?.value(section)?.elements ?? []
    return try rows.map { row in
      let text = try #require(row.value("text")?.text)
      return Row(
        description: row.value("description")?.text ?? "",
        text: text.replacing("\u{E000}", with: "\u{FFFF}").replacing("\u{E001}", with: "\u{FFFE}"),
        expected: try #require(row.value("expected")))
    }
  }

  static func isValid(_ text: String, limit: Int = 280) -> Bool {
    let rules = TextRules(limit: limit, counting: .tweet)
    return !text.isEmpty && rules.allows(text)
      && !text.unicodeScalars.contains { $0 == "\u{FEFF}" || $0.value & 0xFFFE == 0xFFFE }
  }

  @Test(arguments: [
    ("WeightedTweetsCounterTest", 20, false),
    ("WeightedTweetsWithDiscountedEmojiCounterTest", 22, true),
    ("UnicodeDirectionalMarkerCounterTest", 2, true),
  ])
  func `a text weighs what X's library says`(section: String, count: Int, weighsEmoji: Bool) throws
  {
    let rows = try Self.rows(section)
    #expect(rows.count == count)
    for row in rows {
      let length = TextLength.tweet(row.text, weighsEmoji: weighsEmoji)
      #expect(length == row.int("weightedLength"), "\(row.description)")
      #expect(length * 1000 / 280 == row.int("permillage"), "\(row.description)")
      #expect(Self.isValid(row.text) == row.isValid, "\(row.description)")
      let units = row.text.utf16
      #expect(units.count - 1 == row.int("displayRangeEnd"), "\(row.description)")
      // What X shows as the part that fits is what we count as fitting.
      let end = try #require(row.int("validRangeEnd")) + 1
      let fitting = String(decoding: units.prefix(end), as: UTF16.self)
      #expect(TextLength.tweet(fitting, weighsEmoji: weighsEmoji) <= 280, "\(row.description)")
    }
  }

  @Test func `a text is valid or not as X's library says`() throws {
    let rows = try Self.rows("tweets")
    #expect(rows.count == 8)
    for row in rows {
      // Two of them are from the time when 140 was the limit, as the file itself remarks.
      let limit = row.description.contains("141") ? 140 : 280
      #expect(Self.isValid(row.text, limit: limit) == row.isValid, "\(row.description)")
    }
  }

  @Test func `an address without https is found as X's library finds it`() throws {
    let rows = try Self.rows("urls_without_protocol")
    #expect(rows.count == 5)
    for row in rows { #expect(TextLength.tweet(row.text) == 23, "\(row.text)") }
  }

  @Test func `an address under every top-level domain counts as one`() throws {
    let file = Array(try ConformanceData.read("twitter-text/tlds.yml"))
    let root = YAML.parse(file[...], file: "tlds.yml").node
    let tests = try #require(root?.value("tests"))
    var count = 0
    for section in ["country", "generic"] {
      for row in tests.value(section)?.elements ?? [] {
        let text = try #require(row.value("text")?.text)
        #expect(TextLength.tweet(text) == 23, "\(text)")
        count += 1
      }
    }
    #expect(count > 1500)
  }

  static let kinds: [(section: String, count: Int, isLinked: @Sendable (String) -> Bool)] = [
    ("hashtags", 7, { LinkedText.isHashtag($0) }), ("usernames", 4, { LinkedText.isName($0) }),
    ("lists", 5, { LinkedText.isList($0) }), ("urls", 24, { LinkedText.isAddress($0) }),
  ]

  @Test(arguments: kinds.indices)
  func `what X's library makes a link of is linked text to us`(kind: Int) throws {
    let (section, count, isLinked) = Self.kinds[kind]
    let rows = try Self.rows(section)
    #expect(rows.count == count)
    for row in rows { #expect(isLinked(row.text) == row.isValid, "\(section): \(row.text)") }
  }

  @Test func `no section of the file is left out`() throws {
    let file = Array(
      String(decoding: try ConformanceData.read("twitter-text/validate.yml"), as: UTF8.self)
        .replacing("\\uFFFF", with: "").replacing("\\uFFFE", with: "").utf8)
    guard
      case .mapping(let sections) = YAML.parse(file[...], file: "validate.yml").node?
        .value("tests")?.content
    else {
      Issue.record("no tests")
      return
    }
    let tested =
      Self.kinds.map(\.section) + [
        "tweets", "urls_without_protocol", "WeightedTweetsCounterTest",
        "WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest",
      ]
    #expect(Set(sections.map(\.key)) == Set(tested))
  }

  @Test(arguments: ["hashtags", "usernames", "lists", "urls", "urls_without_protocol"])
  func `a teaser has such a link whole or not at all`(section: String) throws {
    for row in try Self.rows(section) where row.isValid == true {
      for words in ["Forty people came, see \(row.text) for more", "見て、\(row.text) 見て"] {
        let social = SocialFrontMatter(teaser: words)
        for limit in 1..<60 {
          let teaser = try TeaserComposer(
            account: .sample(),
            rules: TextRules(limit: limit, counting: .utf16Units, link: .apart),
            syndication: .init()
          ).compose(.sample(social: social))
          let start = try #require(words.firstRange(of: row.text)?.lowerBound)
          let kept = zip(teaser.text, words).prefix { $0 == $1 }.count
          let before = words.distance(from: words.startIndex, to: start)
          #expect(
            kept <= before || kept >= before + row.text.count, "\(limit): \(teaser.text)")
        }
      }
    }
  }
}

extension DataNode {
  fileprivate func value(_ key: String) -> DataNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  fileprivate var elements: [DataNode] {
    if case .sequence(let elements) = content { elements } else { [] }
  }
}
