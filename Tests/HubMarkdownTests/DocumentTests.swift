import HubDiagnostics
import HubMarkdown
import HubModel
import Testing

/// The document of a body.
func document(_ body: String, _ parser: MarkdownParser = MarkdownParser()) -> MarkdownDocument {
  parser.parse(Array(body.utf8), file: "a.md").document
}

func html(_ body: String, _ parser: MarkdownParser = MarkdownParser()) -> String {
  String(decoding: document(body, parser).html, as: UTF8.self)
}

/// The HTML with each reference's destination written into its hole.
func filled(_ document: MarkdownDocument) -> String {
  var html = document.html
  for reference in document.references.reversed() {
    html.insert(contentsOf: reference.destination.utf8, at: reference.htmlOffset)
  }
  return String(decoding: html, as: UTF8.self)
}

@Suite struct DocumentTests {
  @Test(arguments: [
    ("a  \nb\n\n***", "<p>a<br>\nb</p>\n<hr>\n"),
    (
      "```swift x\nlet a = \"<b>\"\n```",
      "<pre tabindex=\"0\"><code class=\"language-swift\">let a = &quot;&lt;b&gt;&quot;\n</code></pre>\n"
    ),
    (
      "- [ ] a\n- [x] b",
      "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled> a</label></li>\n<li class=\"task\"><label><input type=\"checkbox\" checked disabled> b</label></li>\n</ul>\n"
    ),
    (
      "- [ ] see [x]",
      "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled> see [x]</label></li>\n</ul>\n"
    ),
    (
      "- [ ] a\n\n- [x] b",
      "<ul>\n<li class=\"task\">\n<p><label><input type=\"checkbox\" disabled> a</label></p>\n</li>\n<li class=\"task\">\n<p><label><input type=\"checkbox\" checked disabled> b</label></p>\n</li>\n</ul>\n"
    ),
    ("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>\n"),
    (
      "|a|b|\n|:-|-:|\n|c|d|",
      "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\" style=\"text-align: left\">a</th>\n<th scope=\"col\" style=\"text-align: right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td style=\"text-align: left\">c</td>\n<td style=\"text-align: right\">d</td>\n</tr>\n</tbody>\n</table>\n</div>\n"
    ),
    (
      "## T\n\n|a|\n|-|\n",
      "<h2 id=\"t\">T</h2>\n<div class=\"table\" role=\"group\" tabindex=\"0\" aria-labelledby=\"t\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>\n</table>\n</div>\n"
    ),
    ("~~a~~ ~b~", "<p><del>a</del> <del>b</del></p>\n"),
    ("\"a\" -- 'b'...", "<p>“a” – ‘b’…</p>\n"),
    (
      "![a *b* <i>c</i>](https://e.example/i.png \"t\")",
      "<p><img src=\"https://e.example/i.png\" alt=\"a b c\" title=\"t\"></p>\n"
    ),
    ("> quote", "<blockquote>\n<p>quote</p>\n</blockquote>\n"),
    (
      "<https://e.example/?a=1&b='2'>",
      "<p><a href=\"https://e.example/?a=1&amp;b=&#x27;2&#x27;\">https://e.example/?a=1&amp;b='2'</a></p>\n"
    ),
    ("//e.example", "<p>//e.example</p>\n"),
    ("[a](//e.example/é)", "<p><a href=\"//e.example/%C3%A9\">a</a></p>\n"),
  ])
  func `Markdown becomes HTML5`(_ markdown: String, _ wanted: String) {
    #expect(html(markdown) == wanted)
  }

  @Test func `a quote that names a kind is an alert`() {
    for alert in Alert.allCases {
      let text = html("> [!\(alert.rawValue.uppercased())]\n> Mind *this*.")
      #expect(
        text == "<aside class=\"alert alert-\(alert.rawValue)\" role=\"note\">\n"
          + "<p class=\"alert-title\">\(alert.englishTitle)</p>\n<p>Mind <em>this</em>.</p>\n</aside>\n"
      )
    }
  }

  @Test func `alerts take their titles from the labels, escaped`() {
    let labels = MarkdownLabels(alertTitles: [.note: "Pozn<ámka>"])
    let text = html("> [!note]\n>\n> - a\n\nb", MarkdownParser(labels: labels))
    #expect(
      text == "<aside class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">"
        + "Pozn&lt;ámka&gt;</p>\n<ul>\n<li>a</li>\n</ul>\n</aside>\n<p>b</p>\n")
  }

  @Test(arguments: ["> [!NOTE] more\n> a", "> x [!NOTE]\n> a", "> \\[!NOTE]\n> [a]", "> [!NOTE"])
  func `any other quote stays a quote`(_ markdown: String) {
    #expect(html(markdown).hasPrefix("<blockquote>"))
  }

  @Test func `footnotes are notes at the end with links there and back`() {
    let text = filled(document("a[^x] b[^x] c[^é]\n\n[^x]: one\n[^é]: two"))
    #expect(
      text == """
        <p>a<sup class="footnote-ref"><a href="#fn-x" id="fnref-x" role="doc-noteref">1</a></sup> \
        b<sup class="footnote-ref"><a href="#fn-x" id="fnref2-x" role="doc-noteref">1</a></sup> \
        c<sup class="footnote-ref"><a href="#fn-é" id="fnref-é" role="doc-noteref">2</a></sup></p>
        <section class="footnotes" role="doc-endnotes">
        <ol>
        <li id="fn-x">
        <p>one <a href="#fnref-x" class="footnote-back" role="doc-backlink" aria-label="Back to the text">↩</a> \
        <a href="#fnref2-x" class="footnote-back" role="doc-backlink" aria-label="Back to the text 2">↩\
        <sup class="footnote-ref">2</sup></a></p>
        </li>
        <li id="fn-é">
        <p>two <a href="#fnref-é" class="footnote-back" role="doc-backlink" aria-label="Back to the text">↩</a></p>
        </li>
        </ol>
        </section>

        """)
    #expect(
      Set(document("a[^x] b[^x]\n\n[^x]: one").otherAnchors) == ["fn-x", "fnref-x", "fnref2-x"])
  }

  @Test(arguments: [
    ("Hello, World!", "hello-world"), ("C++ & Swift_6", "c--swift_6"), ("***", "section"),
    ("Ինչպես սկսել։ Առաջին քայլը", "ինչպես-սկսել-առաջին-քայլը"),
    ("كيف نبدأ؟ دليلٌ سريع ٢٠٢٦", "كيف-نبدأ-دليلٌ-سريع-٢٠٢٦"),
    ("हिन्दी में शुरुआत।", "हिन्दी-में-शुरुआत"), ("开始吧！第一步", "开始吧第一步"), ("はじめに 1", "はじめに-1"),
    ("🚀 Ready, 👩‍👩‍👧 set", "-ready--set"), ("🚀", "section"), ("Žltý KÔŇ", "žltý-kôň"),
    ("می‌خواهم", "می‌خواهم"), ("`code` and *more*", "code-and-more"),
    ("\"Quoted\" -- text", "quoted--text"),
    ("![Alt text](https://e.example/a.png) x", "alt-text-x"), ("ΑΒΓ", "αβγ"),
  ])
  func `a heading's id keeps the letters of its script`(_ heading: String, _ id: String) {
    #expect(document("## \(heading)").outline.map(\.id) == [id])
  }

  @Test func `heading ids are unique and keep away from other anchors`() {
    let body = """
      ## Intro
      ### Intro
      ### Intro 1
      ### Intro
      ## raw
      ## fn x
      text[^x] <a id="raw"></a>

      [^x]: note
      """
    let document = document(body)
    #expect(
      document.outline.map(\.id) == ["intro", "intro-1", "intro-1-1", "intro-2", "raw-1", "fn-x-1"])
    #expect(document.otherAnchors.contains("raw"))
    let all = document.outline.map(\.id) + document.otherAnchors
    #expect(Set(all).count == all.count)
  }

  @Test func `the outline holds words without markup`() {
    let outline = document("## A *b* `c` & [d](e.md)\n\nSetext\n---\n").outline
    #expect(
      outline == [
        .init(level: 2, id: "a-b-c--d", text: "A b c & d"),
        .init(level: 2, id: "setext", text: "Setext"),
      ])
  }

  @Test func `plain text has blocks, lines of lists and pictures' texts, but no tables or code`() {
    let body = """
      ## Title
      A *b* `c`
      d![e](f.png).

      - one
      - two
        - three

      1. four

         more

      | no | no |
      |----|----|
      | no | no |

      ```
      no
      ```

      <div>no</div>

      > [!TIP]
      > quote[^1]

      [^1]: no
      """
    #expect(
      document(body).plainText
        == "Title\n\nA b c de.\n\none\ntwo\nthree\n\nfour\n\nmore\n\nquote")
  }

  @Test func `blocks of the text have their kind, and what must not be quoted is none`() {
    let body = """
      ## A heading

      A paragraph: ![A picture](a.png)

      1. one

         more of one
      2. two

      > quoted

      > [!TIP]
      > a tip

      | a | b |
      | - | - |
      | 1 | 2 |

          code

      ![A picture alone](a.png)
      """
    let document = document(body)
    let bytes = Array(document.plainText.utf8)
    let blocks = document.textBlocks.map {
      "\($0.kind) \(String(decoding: bytes[$0.range], as: UTF8.self))"
    }
    #expect(
      blocks == [
        "heading A heading", "paragraph A paragraph: A picture", "listItem one",
        "listText more of one", "listItem two", "quotation quoted", "paragraph a tip",
        "leftOut ", "leftOut ",
      ])
  }

  @Test(arguments: [
    ("one two-three don't – 4", 4), ("你好世界", 2), ("你好 world 世", 3), ("Բարեւ ձեզ։", 2),
    ("مرحبا بكم", 2), ("नमस्ते दुनिया", 2), ("🚀 launch", 1), ("日本語のテスト。", 4), ("한국어 단어", 2), ("", 0),
  ])
  func `words are counted in every script`(_ text: String, _ count: Int) {
    #expect(document(text).wordCount == count)
  }
}
