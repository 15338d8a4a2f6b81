import HubDiagnostics
import HubMarkdown
import HubModel
import HubTestSupport
import Testing

/// The HTML with `⟦name` and `⟧` where a shortcode begins and ends, `⟦name⟧` for one without inner.
private func shown(_ body: String, _ config: MarkdownConfig = MarkdownConfig()) -> String {
  let (document, problems) = MarkdownParser(config: config).parse(Array(body.utf8), file: "a.md")
  guard problems.isEmpty else {
    return DiagnosticRenderer { _, _ in nil }.render(problems)
  }
  var marks: [(offset: Int, order: Int, text: String)] = []
  for (index, shortcode) in document.shortcodes.enumerated() {
    marks.append((shortcode.html.lowerBound, index, "⟦\(shortcode.name)"))
    let last =
      document.shortcodes.indices.suffix(from: index + 1)
      .prefix { document.shortcodes[$0].depth > shortcode.depth }.last ?? index
    marks.append((shortcode.html.upperBound, last, shortcode.isClosed ? "⟧" : "/⟧"))
  }
  var text = ""
  var start = 0
  let ordered = marks.enumerated().sorted {
    ($0.element.offset, $0.element.order, $0.offset) < (
      $1.element.offset, $1.element.order, $1.offset
    )
  }
  for (_, mark) in ordered {
    text += String(decoding: document.html[start..<mark.offset], as: UTF8.self) + mark.text
    start = mark.offset
  }
  return text + String(decoding: document.html[start...], as: UTF8.self)
}

@Suite struct ShortcodeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let body: String
    let html: String
    var config = MarkdownConfig()
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "alone on its line", body: "a\n{{< x >}}\nb", html: "<p>a</p>\n⟦x/⟧\n<p>b</p>\n"),
    Case(name: "in a text", body: "a {{< x n=1 >}} *b*", html: "<p>a ⟦x/⟧ <em>b</em></p>\n"),
    Case(
      name: "at the start of a text", body: "{{< x />}} *b*", html: "<p>⟦x/⟧ <em>b</em></p>\n"),
    Case(
      name: "around blocks", body: "{{< x >}}\n## H\n\n- *a*\n- b\n{{< /x >}}\nc",
      html: "⟦x\n<h2 id=\"h\">H</h2>\n<ul>\n<li><em>a</em></li>\n<li>b</li>\n</ul>\n⟧\n<p>c</p>\n"),
    Case(name: "around words", body: "a {{<x>}}*b*{{</x>}} c", html: "<p>a ⟦x<em>b</em>⟧ c</p>\n"),
    Case(
      name: "a paragraph of shortcodes is none", body: "{{< x >}}*a*{{< /x >}} {{< y >}}\n\nb",
      html: "⟦x<em>a</em>⟧ ⟦y/⟧\n<p>b</p>\n"),
    Case(
      name: "in each other",
      body: "{{< x >}}\n{{< y >}}\na {{< z >}}b{{< /z >}}\n{{< /y >}}\n{{< /x >}}",
      html: "⟦x\n⟦y\n<p>a ⟦zb⟧</p>\n⟧\n⟧\n"),
    Case(
      name: "one without a closing tag in one with",
      body: "{{< x >}}\n{{< y >}}\n\n{{< y >}}\n{{< /x >}}",
      html: "⟦x\n⟦y/⟧\n⟦y/⟧\n⟧\n"),
    Case(
      name: "in a list",
      body: "- {{< x >}}\n- a\n\n  {{< y >}}\n  b\n  {{< /y >}}\n- [ ] {{< z >}}",
      html:
        "<ul>\n<li>\n⟦x/⟧\n</li>\n<li>\n<p>a</p>\n⟦y\n<p>b</p>\n⟧\n</li>\n<li class=\"task\">\n<label><input type=\"checkbox\" disabled> ⟦z/⟧</label>\n</li>\n</ul>\n"
    ),
    Case(
      name: "in a quote, over several lines",
      body: "> {{< x\n>   a=\"b\"\n> >}}\n> c\n> {{< /x >}}",
      html: "<blockquote>\n⟦x\n<p>c</p>\n⟧\n</blockquote>\n"),
    Case(
      name: "in a table, bars included", body: "| a |\n|---|\n| {{< x a=\"1|2\" >}} |",
      html:
        "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>⟦x/⟧</td>\n</tr>\n</tbody>\n</table>\n</div>\n"
    ),
    Case(
      name: "in a heading, not in its id", body: "## A {{< x >}}",
      html: "<h2 id=\"a\">A ⟦x/⟧</h2>\n"),
    Case(
      name: "as the words of a link", body: "[{{< x >}}](https://a.example)",
      html: "<p><a href=\"https://a.example\">⟦x/⟧</a></p>\n"),
    Case(
      name: "over several lines of a text", body: "a {{< x\n  b='c'\n  >}} d\ne",
      html: "<p>a ⟦x/⟧ d\ne</p>\n"),
    Case(
      name: "in code it is text", body: "`{{< x a=\"1\" >}}` and `` {{< y\nb=1 >}} ``",
      html:
        "<p><code>{{&lt; x a=&quot;1&quot; &gt;}}</code> and <code>{{&lt; y b=1 &gt;}}</code></p>\n"
    ),
    Case(
      name: "in blocks of code too, broken ones included",
      body: "- ```\n  {{< x\n    a=\"\n  {{< /y >}}\n  ```\n\n      {{< z >}}",
      html:
        "<ul>\n<li>\n<pre tabindex=\"0\"><code>{{&lt; x\n  a=&quot;\n{{&lt; /y &gt;}}\n</code></pre>\n<pre tabindex=\"0\"><code>{{&lt; z &gt;}}\n</code></pre>\n</li>\n</ul>\n"
    ),
    Case(
      name: "escaped it is shown",
      body: "{{</* x a=\"1\" */>}} `{{</* y */>}}`\n\n## {{</* z */>}}",
      html:
        "<p>{{&lt; x a=&quot;1&quot; &gt;}} <code>{{&lt;/* y */&gt;}}</code></p>\n<h2 id=\"-z-\">{{&lt; z &gt;}}</h2>\n"
    ),
    Case(name: "behind a backslash it is text", body: #"\{{< x"#, html: "<p>{{&lt; x</p>\n"),
    Case(
      name: "in raw HTML", body: "<div>\n{{< x >}}\n<b>{{< y >}}</b>\n</div>\n\na <b>{{< z >}}</b>",
      html: "<div>\n⟦x/⟧\n<b>⟦y/⟧</b>\n</div>\n<p>a <b>⟦z/⟧</b></p>\n"),
    Case(
      name: "in a comment it is text", body: "<!-- {{< x >}} -->\n\na",
      html: "<!-- {{< x >}} -->\n<p>a</p>\n"),
    Case(
      name: "beside escaped HTML", body: "<div>\n{{< x >}}\n</div>",
      html: "<p>&lt;div&gt;\n⟦x/⟧\n&lt;/div&gt;</p>\n", config: MarkdownConfig(rawHTML: .escaped)),
    Case(
      name: "beside a reference that no page may hold", body: "&#1;{{< x >}}&#2;",
      html: "<p>\u{FFFD}⟦x/⟧\u{FFFD}</p>\n"),
    Case(
      name: "in a footnote", body: "a[^1]\n\n[^1]: {{< x >}}",
      html:
        "<p>a<sup class=\"footnote-ref\"><a href=\"\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup></p>\n<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn-1\">\n⟦x/⟧\n<a href=\"\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a>\n</li>\n</ol>\n</section>\n"
    ),
  ]

  @Test(arguments: cases)
  func `stand where their author put them`(_ test: Case) {
    #expect(shown(test.body, test.config) == test.html)
  }

  @Test func `keep their arguments with the place of each`() throws {
    let body = "é {{< figure\n  src=\"a \\\"b\\\".jpg\" n=-3 x=1.5\n  flag=true t='it\\'s \\\\' >}}"
    let (document, problems) = MarkdownParser().parse(Array(body.utf8), file: "a.md", firstLine: 5)
    #expect(problems.isEmpty)
    let shortcode = try #require(document.shortcodes.first)
    #expect(shortcode.span == SourceSpan(line: 5, column: 8, length: 6))
    #expect(shortcode.arguments.map(\.name) == ["src", "n", "x", "flag", "t"])
    #expect(
      shortcode.arguments.map(\.value)
        == [.string("a \"b\".jpg"), .int(-3), .double(1.5), .bool(true), .string("it's \\")])
    #expect(shortcode.arguments[0].valueSpan == SourceSpan(line: 6, column: 8, length: 11))
    #expect(shortcode.arguments[3].nameSpan == SourceSpan(line: 7, column: 3, length: 4))
  }

  @Test func `leave links and headings in and after them their places`() {
    let body = """
      {{< x a="[no](no.md)"
          b="c" >}}
      [a](b.md) {{< y >}} ![c](d.png)
      {{< /x >}}

      [e](f.md)
      """
    let document = MarkdownParser().parse(Array(body.utf8), file: "a.md").document
    #expect(
      document.references.map(\.span) == [
        SourceSpan(line: 3, column: 5, length: 4), SourceSpan(line: 3, column: 26, length: 5),
        SourceSpan(line: 6, column: 5, length: 4),
      ])
  }

  @Test func `leave their inner words to excerpts, plain text and the number of words`() {
    let body = "One {{< x a=\"not this\" >}}two{{< /x >}}.\n\n{{< y >}}\nThree four.\n{{< /y >}}"
    let document = MarkdownParser().parse(Array(body.utf8), file: "a.md").document
    #expect(document.plainText == "One two.\n\nThree four.")
    #expect(document.excerpt == "One two. Three four.")
    #expect(document.wordCount == 4)
  }

  static let mistakes: [(String, String)] = [
    ("{{< x", "a.md:1:1: error: the tag of 'x' does not end [shortcode-syntax]"),
    ("{{< x a=\"b\"\n\n>}}", "a.md:1:1: error: the tag of 'x' does not end [shortcode-syntax]"),
    ("{{< x {{< y >}}", "a.md:1:1: error: the tag of 'x' does not end [shortcode-syntax]"),
    ("{{< x a=\"b >}} c", "a.md:1:9: error: this quote is not closed [shortcode-syntax]"),
    ("a\n{{< x 'b' >}}", "a.md:2:7: error: an argument needs its name [unnamed-argument]"),
    ("{{< x b >}}", "a.md:1:7: error: an argument needs its name [unnamed-argument]"),
    ("{{< x a=b >}}", "a.md:1:9: error: a text stands in quotes [shortcode-syntax]"),
    ("{{< x a= >}}", "a.md:1:7: error: argument 'a' needs a value [shortcode-syntax]"),
    (
      "{{< x a=\"1\"b=2 >}}",
      "a.md:1:12: error: a blank stands before each argument [shortcode-syntax]"
    ),
    ("{{< x a=1 a=2 >}}", "a.md:1:11: error: argument 'a' is given twice [duplicate-argument]"),
    (
      "{{< x >}}a{{< /x b=1 >}}",
      "a.md:1:18: error: a closing tag takes no arguments [shortcode-syntax]"
    ),
    ("{{< >}}", "a.md:1:5: error: a shortcode begins with its name [shortcode-name]"),
    ("{{<>}}", "a.md:1:4: error: a shortcode begins with its name [shortcode-name]"),
    ("a {{< /x >}}", "a.md:1:8: error: 'x' is closed but was not opened [shortcode-nesting]"),
    (
      "{{< note >}} {{< /noet >}}",
      "a.md:1:19: error: 'noet' is closed but was not opened [shortcode-nesting]\nnote: did you mean 'note'?"
    ),
    (
      "{{< x >}}{{< y >}}{{< /x >}}{{< /y >}}",
      "a.md:1:34: error: 'y' is closed after 'x', in which it was opened [shortcode-nesting]"
    ),
    (
      "{{< x >}} a\n\nb {{< /x >}}",
      "a.md:3:8: error: the closing tag of 'x' stands in another paragraph, list or quote [shortcode-nesting]\na.md:1:5: note: opened here"
    ),
    (
      "- {{< x >}}\n\n{{< /x >}}",
      "a.md:3:6: error: the closing tag of 'x' stands in another paragraph"
    ),
    ("[a]({{< x >}})", "a.md:1:5: error: a shortcode can't stand here [shortcode-place]"),
    (
      "https://a.example/{{< x >}}",
      "a.md:1:19: error: a shortcode can't stand here [shortcode-place]"
    ),
    ("![{{< x >}}](b.png)", "a.md:1:3: error: a shortcode can't stand here [shortcode-place]"),
    (
      "<a href=\"{{< x >}}\">b</a>",
      "a.md:1:10: error: a shortcode can't stand here [shortcode-place]"
    ),
    (
      "<div id=\"{{< x >}}\">\n</div>",
      "a.md:1:10: error: a shortcode can't stand here [shortcode-place]"
    ),
    ("[a]: {{< x >}}", "a.md:1:6: error: a shortcode can't stand here [shortcode-place]"),
    (
      String(repeating: "{{< x >}}", count: 17) + "a" + String(repeating: "{{< /x >}}", count: 17),
      "a.md:1:149: error: shortcodes stand at most 16 deep in each other [shortcode-nesting]"
    ),
    (
      String(repeating: "{{< x >}}\n", count: 2_001),
      "a.md:2001:1: error: a page has at most 2000 tags of shortcodes [too-many-shortcodes]"
    ),
  ]

  @Test(arguments: mistakes)
  func `are reported where they are wrong`(_ body: String, _ expected: String) {
    let text = shown(body)
    #expect(text.contains(expected), "\(text)")
  }

  @Test func `of any shape leave no mark and no crash behind`() {
    let pieces = [
      "{{< x >}}", "{{< /x >}}", "{{<", ">}}", "{{</* a */>}}", "\n", "\n\n", "`", "```\n", "> ",
      "- ",
      "[a](", ")", "<div>", "<!--", "-->", "| a |\n|---|\n", "{{< y a=\"", "\" >}}", "*", "# ",
      "[^1]", "[^1]: ",
      "&#1;", "é", "    ", "<a b=\"", "\">", "{{< z b='1\n2' >}}", "https://a.example/",
    ]
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<1_500 {
      let body = (0..<(1 + next(14))).map { _ in pieces[next(pieces.count)] }.joined()
      for rawHTML in [MarkdownConfig.RawHTML.filtered, .escaped, .allowed] {
        let (document, problems) = MarkdownParser(config: MarkdownConfig(rawHTML: rawHTML))
          .parse(Array(body.utf8), file: "a.md")
        guard !problems.hasErrors else { continue }
        #expect(!document.html.contains { $0 < 0x09 }, "\(body)")
        #expect(!document.plainText.utf8.contains { $0 < 0x09 }, "\(body)")
        #expect(document.shortcodes.allSatisfy { $0.html.upperBound <= document.html.count })
        let outline = document.outline.map { $0.id + $0.text }.joined()
        #expect(!outline.utf8.contains { $0 < 0x09 }, "\(body)")
        let addresses =
          document.references.map(\.destination).joined() + document.otherAnchors.joined()
        #expect(!addresses.utf8.contains { $0 < 0x09 }, "\(body)")
      }
    }
  }
}
