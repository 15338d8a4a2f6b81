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

  @Test func `hashtags that X's library takes are ours too`() throws {
    let rows = try Self.rows("hashtags")
    #expect(rows.count == 7)
    for row in rows {
      let tags = Hashtags.make([row.text], style: .asIs, maximum: 1, besides: "")
      #expect((tags == [row.text]) == row.isValid, "\(row.text)")
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
