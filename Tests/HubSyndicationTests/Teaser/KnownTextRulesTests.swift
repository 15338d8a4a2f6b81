import HubSyndication
import Testing

@Suite struct KnownTextRulesTests {
  /// A character, and what one of it counts in each way of counting.
  struct Unit: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var graphemes = 1
    var codePoints = 1
    var utf16 = 1
    var utf8 = 1
    var tweet = 1
    var emojiAsBytes = 1

    var testDescription: String { name }

    func weight(_ counting: TextRules.Counting) -> Int {
      switch counting {
      case .graphemes: graphemes
      case .codePoints: codePoints
      case .utf16Units, .littleText: utf16
      case .utf8Bytes: utf8
      case .tweet: tweet
      case .emojiAsBytes: emojiAsBytes
      }
    }
  }

  static let units = [
    Unit(name: "Latin", text: "a"),
    Unit(
      name: "Latin, decomposed", text: "e\u{301}", codePoints: 2, utf16: 2, utf8: 3, emojiAsBytes: 2
    ),
    Unit(name: "Armenian", text: "Բ", utf8: 2),
    Unit(name: "Arabic", text: "ق", utf8: 2),
    Unit(
      name: "Arabic with a vowel", text: "قَ", codePoints: 2, utf16: 2, utf8: 4, tweet: 2,
      emojiAsBytes: 2),
    Unit(
      name: "Devanagari", text: "कि", codePoints: 2, utf16: 2, utf8: 6, tweet: 2, emojiAsBytes: 2),
    Unit(name: "Chinese", text: "咖", utf8: 3, tweet: 2),
    Unit(name: "rare Chinese", text: "𠮷", utf16: 2, utf8: 4, tweet: 2),
    Unit(
      name: "family", text: "👨‍👩‍👧‍👦", codePoints: 7, utf16: 11, utf8: 25, tweet: 2, emojiAsBytes: 25),
    Unit(name: "flag", text: "🇸🇰", codePoints: 2, utf16: 4, utf8: 8, tweet: 2, emojiAsBytes: 8),
    Unit(name: "skin", text: "👍🏽", codePoints: 2, utf16: 4, utf8: 8, tweet: 2, emojiAsBytes: 8),
    Unit(name: "keycap", text: "1️⃣", codePoints: 3, utf16: 3, utf8: 7, tweet: 2, emojiAsBytes: 7),
  ]

  @Test(arguments: TextRules.known.keys.sorted(), units)
  func `a text at the limit is taken, one over is not`(network: String, unit: Unit) throws {
    let rules = try #require(TextRules.known[network])
    let weight = unit.weight(rules.counting)
    var count = rules.limit / weight
    if let bytes = rules.maximumBytes { count = min(count, bytes / unit.utf8) }
    let whole = String(repeating: unit.text, count: count)
    // A blank first: `e` and an accent after it must not become one character with the filling.
    let filling = min(
      rules.limit - count * weight,
      rules.maximumBytes.map { $0 - count * unit.utf8 } ?? .max)
    let full = String(repeating: "a", count: filling) + whole
    #expect(TextLength.count(full, rules.counting) == count * weight + filling)
    #expect(rules.allows(full))
    #expect(!rules.allows("a" + full))
  }

  @Test(arguments: [
    ("mastodon", 23 + 4), ("x", 23 + 4), ("bluesky", 40), ("threads", 40), ("discord", 40),
    ("telegram", 40), ("linkedin", 40), ("facebook", 40), ("matrix", 40), ("nostr", 40),
  ])
  func `an address counts as the network counts it`(network: String, length: Int) throws {
    let text = "See https://hub.example.com/publishing/a"
    let rules = try #require(TextRules.known[network])
    #expect(TextLength.count(text, rules.counting) == length)
  }

  @Test(arguments: [
    ("See example.com/a_(b) now", 4 + 23 + 4), ("Read README.md", 5 + 23), ("e.g. this", 9),
    ("at 9.30", 7), ("https://localhost:8080/a", 24), ("mail@example.com", 16),
    ("https://hub.example.com/?utm_source=x&utm_medium=social.", 24),
    ("https://hub.example.com/#top, and", 23 + 5), ("見てexample.com。", 4 + 23 + 2),
    ("https://t.co/abcdefghij123/and/more", 23 + 9),
    ("a.example.com b.example.com", 47), ("https://hub.example/a", 21),
  ])
  func `X shortens what it takes for an address`(text: String, length: Int) {
    #expect(TextLength.count(text, .tweet) == length)
  }

  @Test(arguments: [
    ("plain", 5), ("a (b) #c @d", 15), ("50*2_~|{}<>[]\\", 25), ("قهوة (1)", 10), ("😀*", 4),
  ])
  func `what LinkedIn wants escaped counts twice`(text: String, length: Int) {
    #expect(TextLength.count(text, .littleText) == length)
  }
}
