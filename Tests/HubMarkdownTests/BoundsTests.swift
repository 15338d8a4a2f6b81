import Foundation
import HubDiagnostics
import HubMarkdown
import HubModel
import Testing

/// A text made to keep a parser busy; 200 KB unless it is named otherwise.
struct Hostile: Sendable, CustomTestStringConvertible {
  var name: String
  var text: [UInt8]
  /// The error it must be refused with; nil where it is harmless or may be parsed.
  var id: String?

  var testDescription: String { name }

  init(_ name: String, refused id: String? = nil, _ text: String) {
    self.name = name
    self.id = id
    self.text = Array(text.utf8)
  }

  /// A text repeated to 200 KB.
  static func fill(_ part: String, refused id: String? = nil) -> Hostile {
    Hostile(part, refused: id, String(repeating: part, count: 200_000 / part.utf8.count))
  }

  private static func times(_ part: String, _ count: Int) -> String {
    String(repeating: part, count: count)
  }

  static let all: [Hostile] = [
    fill("![[]()", refused: "paragraph-too-complex"),
    fill("[a](b", refused: "paragraph-too-complex"),
    fill("[a](<b"), fill("[a]"), fill("a]"), fill("[a"), fill("![a"), fill("[!["), fill("[a]()"),
    fill("[![a]()]("), fill("[a]["), fill("[^a]"), fill("[^"), fill("[^*a*]"), fill("\\["),
    fill("a<?", refused: "paragraph-too-complex"), fill("a<!A "), fill("a<![CDATA["), fill("<!--a"),
    fill("<a b='"), fill("<"), fill("http://a<", refused: "paragraph-too-complex"),
    fill("www.a.b<"),
    fill("www._", refused: "paragraph-too-complex"), fill("http://"), fill("a@"), fill("a@b.c"),
    fill("@"),
    fill("~a"), fill("~~a "), fill("'", refused: "paragraph-too-complex"), fill("\"a "),
    fill("*a_ "),
    fill("a**b*"), fill("_"), fill("__a"), fill("***a "), fill("&"), fill("`a "), fill("#"),
    fill("```\n"), fill("<div>\n"), fill("- a\n"), fill("[a]:"), fill(">\n"), fill("1. a\n"),
    fill("[a](b \""), fill("[a]( "), fill("![]("), fill("xmpp:a@b.c/"),
    Hostile("brackets nested", times("[", 100_000) + "a" + times("]", 100_000)),
    Hostile("http://a)))", refused: "paragraph-too-complex", "http://a" + times(")", 200_000)),
    Hostile("www.a.b)))", refused: "paragraph-too-complex", "www.a.b" + times(")", 200_000)),
    Hostile("quotes nested", refused: "nesting-too-deep", times("> ", 100_000) + "a"),
    Hostile("quotes nested, tight", refused: "nesting-too-deep", times(">", 200_000)),
    Hostile("lists nested", refused: "nesting-too-deep", times("- ", 100_000) + "a"),
    Hostile("numbers nested", refused: "nesting-too-deep", times("1. ", 60_000) + "a"),
    Hostile("footnotes nested", refused: "nesting-too-deep", times("[^a]: ", 30_000)),
    Hostile(
      "lists nested by lines", refused: "nesting-too-deep",
      (0..<440).map { times(" ", 2 * $0) + "- a\n" }.joined()),
    Hostile("thematic break", times("* ", 100_000)),
    Hostile("emphasis nested", times("*_", 50_000) + "a" + times("_*", 50_000)),
    Hostile("backticks", (0..<600).map { "e" + times("`", $0) }.joined()),
    Hostile(
      "wide table", refused: "table-too-large",
      times("|a", 50_000) + "|\n" + times("|-", 50_000) + "|\n"),
    Hostile(
      "wide and long table", refused: "table-too-large",
      times("|a", 400) + "|\n" + times("|-", 400) + "|\n" + times("|a|\n", 40_000)),
    Hostile("row of pipes", refused: "table-too-large", "a|b\n-|-\n" + times("|", 190_000)),
    Hostile("long delimiter row", refused: "table-too-large", times("|-", 100_000) + "\n|-|-|-\n"),
    Hostile("header far above", refused: "table-too-large", times("a\n", 90_000) + "|-|-|\n"),
    Hostile("delimiter rows", refused: "table-too-large", "a|b|c\n" + times(":-\n-|-\n", 25_000)),
    Hostile("definitions", (0..<16_000).map { "[\($0)]: u\n" }.joined()),
    Hostile(
      "definitions used",
      (0..<8_000).map { "[\($0)]: u\n" }.joined() + "\n"
        + (0..<12_000).map { "[\($0)]\n\n" }.joined()),
    Hostile(
      "reference bomb", refused: "reference-too-long",
      "[a]: " + times("u", 20_000) + "\n\n" + times("[a]\n\n", 30_000)),
    Hostile(
      "reference bomb, defined last", refused: "reference-too-long",
      times("[a]\n\n", 30_000) + "[a]: " + times("u", 20_000)),
    Hostile("setext", "a\n" + times("b\n===\n", 30_000)),
    Hostile("open title", "[a]: u '" + times("x\n", 90_000)),
    Hostile("footnotes", (0..<10_000).map { "[^\($0)]: u\n\n" }.joined()),
    Hostile("footnote uses", times("[^a]\n\n", 30_000) + "[^a]: x"),
    Hostile(
      "blank lines in lists",
      (0..<90).map { times(" ", 2 * $0) + "- a\n" }.joined()
        + times("\n", 180_000)),
    Hostile("lazy lines", times("> ", 90) + "a\n" + times("b\n", 90_000)),
    Hostile("tilde runs", times(times("~", 90) + "*", 2_000)),
    Hostile("short paragraphs of quotes", times(times("'", 4_000) + "\n\n", 49)),
    Hostile("short paragraphs of www", times(times("www._", 800) + "\n\n", 49)),
    Hostile("short paragraphs of images", times(times("![[]()", 680) + "\n\n", 49)),
    Hostile("short paragraphs of )", times("http://a" + times(")", 4_000) + "\n\n", 49)),
  ]
}

@Suite(.serialized) struct BoundsTests {
  @Test(arguments: Hostile.all)
  func `200 KB of anything are read or refused within a second`(_ input: Hostile) {
    // Of this thread alone: what else the machine does is not counted.
    let start = processorTime()
    let diagnostics = MarkdownParser().parse(input.text, file: "a.md").diagnostics
    let seconds = Double(processorTime() - start) / 1e9
    // Debug builds are several times slower than what users run.
    #expect(seconds < 5, "\(input.name): \(seconds) s")
    if let id = input.id {
      #expect(diagnostics.map(\.id) == [id])
    }
  }

  @Test func `50 MB are refused without being read`() {
    let body = [UInt8](repeating: 0x61, count: 50_000_000)
    let (document, diagnostics) = MarkdownParser().parse(body, file: "a.md")
    #expect(document.html.isEmpty)
    #expect(diagnostics.map(\.id) == ["file-too-large"])
  }

  @Test(arguments: [
    ("good\nbad \u{1}", "control-character", 2, 5), ("a\u{0}b", "control-character", 1, 2),
    ("a\n\nb\u{7F}", "control-character", 3, 2), ("é\u{85}", "control-character", 1, 3),
  ])
  func `a control character is an error at its place`(
    _ text: String, _ id: String, _ line: Int, _ column: Int
  ) {
    let (_, diagnostics) = MarkdownParser().parse(Array(text.utf8), file: "a.md", firstLine: 10)
    #expect(diagnostics.map(\.id) == [id])
    #expect(
      diagnostics.first?.location
        == SourceLocation(file: "a.md", line: line + 9, column: column))
  }

  @Test(
    arguments: [
      [0x61, 0xFF], [0x61, 0xC0, 0x80], [0x61, 0xED, 0xA0, 0x80], [0x61, 0xE2, 0x82],
      [0x61, 0xF5, 0x80, 0x80, 0x80], [0x61, 0x80], [0x61, 0xF0, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func `invalid UTF-8 is an error at its place`(_ bytes: [UInt8]) {
    let (_, diagnostics) = MarkdownParser().parse([0x0A] + bytes, file: "a.md")
    #expect(diagnostics.map(\.id) == ["invalid-utf8"])
    #expect(diagnostics.first?.location == SourceLocation(file: "a.md", line: 2, column: 2))
  }

  @Test func `every line end counts as one line`() {
    let body = "a\r\nb\rc\nd\u{1}"
    let diagnostics = MarkdownParser().parse(Array(body.utf8), file: "a.md").diagnostics
    #expect(diagnostics.first?.location == SourceLocation(file: "a.md", line: 4, column: 2))
  }

  @Test func `a long table and a long list of links are no attack`() {
    let rows = String(repeating: "| a | - | [b](c.md) |\n", count: 5_000)
    let table = "| a | b | c |\n|---|---|---|\n" + rows
    let links = (0..<1_000).map { "- [page \($0)](page-\($0).md) and 'more' *words*\n" }.joined()
    let (document, diagnostics) = MarkdownParser().parse(
      Array((table + "\n" + links).utf8), file: "a")
    #expect(diagnostics.isEmpty)
    #expect(document.references.count == 6_000)
  }
}

/// The processor time that this thread has used, in nanoseconds.
private func processorTime() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
