import HubDiagnostics
import struct HubDiagnostics.SourceLocation
import Testing

/// What is printed for one error at a stretch of the only line of a file.
private func render(_ line: String, marking text: String) throws -> [String] {
  let bytes = Array(line.utf8)
  let wanted = Array(text.utf8)
  let start = try #require(
    (0...bytes.count).first { bytes[$0...].starts(with: wanted) }, "the line holds the text")
  return render(line, column: start + 1, length: wanted.count)
}

private func render(_ line: String, column: Int, length: Int = 1) -> [String] {
  let place = SourceLocation(file: "a.md", line: 1, column: column, length: length)
  return DiagnosticRenderer { _, _ in line }
    .render(.error("rule", "it is wrong", at: place))
    .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
}

struct DiagnosticRendererTests {
  @Test func `a problem is shown in swiftc's shape`() {
    let problem = Diagnostic(
      .warning, id: "unknown-key", "unknown key 'titel'",
      at: SourceLocation(file: "content/a.md", line: 2, column: 1, length: 5),
      notes: [
        .init("did you mean 'title'?"),
        .init("first given here", at: SourceLocation(file: "b.md", line: 1, column: 2)),
      ])
    let renderer = DiagnosticRenderer { file, line in
      ["content/a.md:2": "titel: Hello", "b.md:1": "xyz"]["\(file):\(line)"]
    }
    #expect(
      renderer.render(problem) == """
        content/a.md:2:1: warning: unknown key 'titel' [unknown-key]
         2 | titel: Hello
           | ^~~~~
        note: did you mean 'title'?
        b.md:1:2: note: first given here
         1 | xyz
           |  ^

        """)
  }

  struct Caret: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let line: String
    let marked: String
    let underline: String
  }

  @Test(arguments: [
    Caret(testDescription: "ASCII", line: "a: bad", marked: "bad", underline: "   ^~~"),
    Caret(testDescription: "after tabs", line: "\ta\tbad", marked: "bad", underline: "\t \t^~~"),
    Caret(
      testDescription: "after wide CJK", line: "漢字: bad", marked: "bad", underline: "      ^~~"),
    Caret(testDescription: "under wide CJK", line: "a: 漢字", marked: "漢字", underline: "   ^~~~"),
    Caret(testDescription: "fullwidth forms", line: "ＡＢ x", marked: "x", underline: "     ^"),
    Caret(testDescription: "Hangul", line: "한글 x", marked: "x", underline: "     ^"),
    Caret(
      testDescription: "after a combining mark", line: "e\u{301}e\u{301} x", marked: "x",
      underline: "   ^"),
    Caret(testDescription: "after an emoji", line: "🎉 x", marked: "x", underline: "   ^"),
    Caret(testDescription: "after a joined emoji", line: "👩‍👩‍👧 x", marked: "x", underline: "   ^"),
    Caret(testDescription: "after a flag", line: "🇸🇰 x", marked: "x", underline: "   ^"),
    Caret(testDescription: "after a heart as emoji", line: "❤️ x", marked: "x", underline: "   ^"),
    Caret(testDescription: "after Armenian", line: "Բարև x", marked: "x", underline: "     ^"),
    Caret(testDescription: "after pointed Arabic", line: "عَ x", marked: "x", underline: "  ^"),
    Caret(
      testDescription: "after a zero-width space", line: "a\u{200B}b x", marked: "x",
      underline: "   ^"),
    Caret(
      testDescription: "a Windows line end", line: "a: bad\r", marked: "bad", underline: "   ^~~"),
  ])
  func `the caret stands under its text`(_ row: Caret) throws {
    let lines = try render(row.line, marking: row.marked)
    #expect(lines[2] == "   | " + row.underline)
  }

  @Test func `the caret may stand behind the line`() {
    #expect(render("title:", column: 7)[2] == "   |       ^")
    #expect(render("title:", column: 70)[2] == "   |       ^")
    #expect(render("", column: 1)[2] == "   | ^")
  }

  @Test func `a place inside a character does not break it out of the line`() {
    #expect(render("é", column: 2)[1] == " 1 | é")
  }

  @Test func `a very long line is cut around the place`() throws {
    let long = String(repeating: "x", count: 5000) + "BAD" + String(repeating: "y", count: 5000)
    let lines = try render(long, marking: "BAD")
    let shown = lines[1].dropFirst(5)
    #expect(shown.hasPrefix("…x") && shown.hasSuffix("y…"))
    #expect(shown.count <= 170)
    let caret = try #require(lines[2].firstIndex(of: "^"))
    let under = lines[1].index(
      lines[1].startIndex, offsetBy: lines[2].distance(from: lines[2].startIndex, to: caret))
    #expect(lines[1][under...].hasPrefix("BAD"))
    #expect(lines[2].hasSuffix("^~~"))
  }

  @Test func `a mark as long as a very long line stays on the screen`() {
    let long = String(repeating: "漢", count: 4000)
    let lines = render(long, column: 1, length: 12_000)
    #expect(lines[2].count < 300)
  }

  @Test func `a problem of a whole file has no source line`() {
    let renderer = DiagnosticRenderer { _, _ in "never asked for" }
    let problem = Diagnostic.error(
      "unreadable", "the file can't be read", at: SourceLocation(file: "a.md"))
    #expect(renderer.render(problem) == "a.md: error: the file can't be read [unreadable]\n")
    #expect(
      renderer.render(.error("x", "no place", at: nil)) == "error: no place [x]\n")
  }

  @Test func `a line that is gone leaves out the caret`() {
    let renderer = DiagnosticRenderer { _, _ in nil }
    let problem = Diagnostic.error(
      "x", "wrong", at: SourceLocation(file: "a.md", line: 3, column: 4))
    #expect(renderer.render(problem) == "a.md:3:4: error: wrong [x]\n")
  }

  @Test(arguments: ["\u{1B}[31m", "\u{7}", "\u{8}", "\u{9B}", "\u{202E}", "\u{2066}", "\0", "\r"])
  func `what a terminal would obey is neutralised`(_ command: String) {
    let problem = Diagnostic(
      id: "x", "say '\(command)'",
      at: SourceLocation(file: "a\(command).md", line: 1, column: 1),
      notes: [.init("also \(command)\nhere")])
    let text = DiagnosticRenderer { _, _ in "a\(command)b" }.render(problem)
    #expect(!text.contains(command))
    #expect(text.split(separator: "\n").count == 4)
    #expect(text.contains("a\u{FFFD}"))
  }

  @Test func `colours are used only where asked for`() {
    let problem = Diagnostic.error("x", "wrong", at: nil)
    let plain = DiagnosticRenderer { _, _ in nil }.render(problem)
    let colored = DiagnosticRenderer(color: true) { _, _ in nil }.render(problem)
    #expect(!plain.contains("\u{1B}"))
    #expect(colored == "\u{1B}[1;31merror:\u{1B}[0m \u{1B}[1mwrong\u{1B}[0m [x]\n")
  }
}
