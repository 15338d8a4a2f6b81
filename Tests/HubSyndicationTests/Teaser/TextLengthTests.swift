import HubSyndication
import Testing

@Suite struct TextLengthTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var graphemes: Int
    var weighted: Int
    var utf16: Int
    var utf8: Int

    init(_ text: String, _ graphemes: Int, _ weighted: Int, _ utf16: Int, _ utf8: Int) {
      self.text = text
      self.graphemes = graphemes
      self.weighted = weighted
      self.utf16 = utf16
      self.utf8 = utf8
    }

    var testDescription: String { text }
  }

  @Test(arguments: [
    Row("", 0, 0, 0, 0),
    Row("coffee", 6, 6, 6, 6),
    Row("cafe\u{301}", 4, 4, 5, 6),
    Row("Բարեւ", 5, 5, 5, 10),
    Row("قَهْوَة", 4, 4, 7, 14),
    Row("咖啡", 2, 2, 2, 6),
    Row("क्षि", 1, 1, 4, 12),
    Row("👨‍👩‍👧‍👦", 1, 1, 11, 25),
    Row("🇸🇰🇦🇲", 2, 2, 8, 16),
    Row("👍🏽", 1, 1, 4, 8),
    Row("a\r\nb", 3, 3, 4, 4),
    Row("https://example.com/a", 21, 23, 21, 21),
    Row("http://example.com", 18, 23, 18, 18),
    Row("HTTPS://EXAMPLE.COM", 19, 23, 19, 19),
    Row("(https://example.com/a).", 24, 26, 24, 24),
    Row("https://example.com/a_(b) x", 27, 25, 27, 27),
    Row("xhttps://example.com", 20, 20, 20, 20),
    Row("https://localhost:8080/a", 24, 24, 24, 24),
    Row("https://127.0.0.1/a", 19, 19, 19, 19),
    Row("https://example.com/咖", 21, 24, 21, 23),
    Row("https://", 8, 8, 8, 8),
    Row("@kiosk", 6, 6, 6, 6),
    Row("@kiosk@mastodon.example", 23, 6, 23, 23),
    Row("hi @kiosk@mastodon.example.", 27, 10, 27, 27),
    Row("@a.b@x.example, @c@y.example", 28, 8, 28, 28),
    Row("mail me@kiosk@x.example", 23, 23, 23, 23),
    Row("@kiosk@", 7, 7, 7, 7),
    Row("https://a.example https://b.example", 35, 47, 35, 35),
  ])
  func `each network counts in its own way`(row: Row) {
    #expect(TextLength.count(row.text, .graphemes(urlWeight: nil)) == row.graphemes)
    #expect(TextLength.count(row.text, .graphemes(urlWeight: 23)) == row.weighted)
    #expect(TextLength.count(row.text, .utf16Units) == row.utf16)
    #expect(TextLength.count(row.text, .utf8Bytes) == row.utf8)
  }
}
