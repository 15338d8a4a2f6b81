import HubDiagnostics
import HubMarkdown
import HubModel
import Testing

@Suite struct WarningTests {
  /// Each body with the one warning it must give and its place.
  @Test(arguments: [
    ("a ![](b.png)", "missing-alt", 1, 3, 2), ("> - ![ ](b.png)", "missing-alt", 1, 5, 2),
    ("x <img src=\"b.png\">", "missing-alt", 1, 3, 4), ("a\n\n# b", "heading-level-1", 3, 1, 3),
    ("a\n=\n", "heading-level-1", 1, 1, 1), ("## a\n\n#### b", "heading-skipped", 3, 1, 6),
    ("### a", "heading-skipped", 1, 1, 5), ("a [](b.md)", "empty-link", 1, 6, 4),
    ("a [b]()", "empty-link", 1, 7, 1), ("a [b](<>) c", "empty-link", 1, 8, 1),
    ("a[^1]\n\n[^1]: b\n\n[^1]: c", "duplicate-footnote", 5, 1, 4),
    ("a\n\n[^b]: c", "unused-footnote", 3, 1, 4), ("a\nb [^c] d", "undefined-footnote", 2, 3, 4),
    ("a [b][c] d", "undefined-link-reference", 1, 6, 3),
    ("> a *b* [*b*][c] d", "undefined-link-reference", 1, 14, 3),
    ("> [!NOTICE]\n> a", "unknown-alert", 1, 3, 9),
    ("a <iframe src=\"https://b\">", "filtered-tag", 1, 3, 7),
    ("`<iframe>` and <iframe >", "filtered-tag", 1, 16, 7),
    ("a <!-- <iframe> --> <iframe src=\"b\">", "filtered-tag", 1, 21, 7),
    ("<!-- <script> --> <script>", "filtered-tag", 1, 19, 7),
    ("a \\<iframe> <iframe >", "filtered-tag", 1, 13, 7),
    ("a <b title=\"<iframe>\"></b> <iframe >", "filtered-tag", 1, 28, 7),
    ("<div title=\"<iframe>\"><iframe >", "filtered-tag", 1, 23, 7),
    ("<a id=\"a\" href=\"javascript:h\">", "dangerous-link", 1, 17, 12),
    ("<a id=\"d\"></a> <b id=\"d\">c</b>", "duplicate-anchor", 1, 23, 1),
    ("<a id=\"x\"></a> <b id=\"x\">c</b>", "duplicate-anchor", 1, 23, 1),
    ("<a href=\"javascript:x\">a</a>", "dangerous-link", 1, 10, 12),
    ("a [b](javascript:c)", "dangerous-link", 1, 7, 12),
  ])
  func `a warning stands at its place`(
    _ body: String, _ id: String, _ line: Int, _ column: Int, _ length: Int
  ) {
    let (document, diagnostics) = MarkdownParser().parse(
      Array(body.utf8), file: "a.md", firstLine: 5)
    #expect(diagnostics.map(\.id) == [id])
    #expect(diagnostics.allSatisfy { $0.severity == .warning })
    #expect(
      diagnostics.first?.location
        == SourceLocation(file: "a.md", line: line + 4, column: column, length: length))
    #expect(!document.html.isEmpty)
  }

  @Test(arguments: [
    "## a\n### b\n## c\n### d\n#### e\n## f", "[![b](c.png)](d.md)", "cells[i][j] and \\[a\\]\\[b]",
    "`[^1]` and `[a][b]`", "```\n[^1]: a\n```", "[a][b]\n\n[b]: c", "a[^1]\n\n[^1]: b",
    "[a] and [ ]",
    "- [ ] task", "<img src=\"https://a\" alt=\"\">", "> [!NOTE]\n> a", "[`a`](b.md)", "",
  ])
  func `good text gives no warning`(_ body: String) {
    #expect(MarkdownParser().parse(Array(body.utf8), file: "a.md").diagnostics.isEmpty)
  }

  @Test func `a misspelt alert is given its name`() {
    let diagnostics = MarkdownParser().parse(Array("> [!WARNIN]\n> a".utf8), file: "a").diagnostics
    #expect(diagnostics.first?.notes.first?.message == "did you mean 'WARNING'?")
  }

  @Test func `the second footnote points to the first`() {
    let body = "a[^x]\n\n[^x]: b\n\n[^X]: c"
    let diagnostics = MarkdownParser().parse(Array(body.utf8), file: "a.md").diagnostics
    #expect(
      diagnostics.first?.notes.first?.location
        == SourceLocation(file: "a.md", line: 3, column: 1))
  }
}
