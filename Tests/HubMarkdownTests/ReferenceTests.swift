import HubDiagnostics
import HubMarkdown
import HubModel
import Testing

@Suite struct ReferenceTests {
  @Test func `local addresses are left open, others are not`() {
    let body =
      "[a](b.md#c) ![d](e.png) [f](https://g.example) [h](#i) [j](mailto:k@l.example) [m](//n) [o](?p)"
    let document = document(body)
    #expect(document.references.map(\.destination) == ["b.md#c", "e.png", "#i", "?p"])
    #expect(document.references.map(\.kind) == [.link, .image, .link, .link])
    #expect(
      filled(document) == "<p><a href=\"b.md#c\">a</a> <img src=\"e.png\" alt=\"d\"> "
        + "<a href=\"https://g.example\">f</a> <a href=\"#i\">h</a> "
        + "<a href=\"mailto:k@l.example\">j</a> <a href=\"//n\">m</a> <a href=\"?p\">o</a></p>\n")
  }

  /// Bodies in which `«` and `»` stand around each place that a reference must name.
  @Test(arguments: [
    "[a](«b.md»)", "text\n  more [a]( «b.md» \"t\")", "> - x\n>\n>   y [a](«b.md»)",
    "[a]: x.md\n\nlater [c](«d.md») [a]", "[![i](«i.png»)](«p.md»)", "[x](<«a b.md»>)",
    "`[a](b.md)` then [a](«b.md»)", "| h |\n|---|\n| [a](«b.md») [c](«d.md») |",
    "- [x] [a](«b.md»)\n- [ ] [a](«b.md»)", "## [a](«b.md»)", "[a](«b(c).md»)", "[a](«x&amp;y.md»)",
    "é [ü](«ä.md»)", "1. [a](«b.md»)\n   [c](«d.md»)", "a\n\n  [a](«b.md»)\n===",
    "[long\nlink](«b.md»)", "<a href=\"«b.md»\">x</a>", "<div>\n<img src='«i.png»' alt=''>\n</div>",
    "<a href=«b.md»>x</a>", "[a](«b.md») ![a](«b.md»)", "text[^1] \n\n[^1]: [a](«b.md»)",
    "p\nh [a](«b.md»)|\n-|-\n[c](«d.md»)|e",
  ])
  func `a reference names the exact place in the file`(_ marked: String) {
    var places: [SourceSpan] = []
    var body = ""
    var line = 7
    var column = 1
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": places.append(SourceSpan(line: line, column: column, length: 1))
      case "»": places[places.count - 1].length = column - places[places.count - 1].column
      default:
        body.unicodeScalars.append(scalar)
        column = scalar == "\n" ? 1 : column + UTF8.width(scalar)
        line += scalar == "\n" ? 1 : 0
      }
    }
    let (document, _) = MarkdownParser(config: MarkdownConfig(rawHTML: .allowed))
      .parse(Array(body.utf8), file: "a.md", firstLine: 7)
    let found = document.references.filter {
      $0.destination != "x.md" && !$0.destination.hasPrefix("#fn")
    }.map(\.span)
    #expect(found.sorted() == places.sorted())
  }

  @Test func `a link by definition is placed where the address stands`() {
    let references = document("[a][b] and [b]\n\n> [b]: <c d.md> 'title'").references
    #expect(references.map(\.destination) == ["c d.md", "c d.md"])
    #expect(
      references.map(\.span)
        == Array(repeating: SourceSpan(line: 3, column: 9, length: 6), count: 2))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:x", "vbscript:x", "data:text/html,x", "file:///etc/passwd",
    "&#106;avascript:x", "java&#115;cript:x",
  ])
  func `an address that runs code is dropped with a warning`(_ address: String) {
    let (document, diagnostics) = MarkdownParser()
      .parse(Array("[a](\(address)) ![b](\(address))".utf8), file: "a.md")
    #expect(String(decoding: document.html, as: UTF8.self) == "<p>a b</p>\n")
    #expect(diagnostics.map(\.id) == ["dangerous-link", "dangerous-link"])
    #expect(document.references.isEmpty)
  }

  @Test func `pictures in the address are allowed`() {
    #expect(html("![a](data:image/png;base64,AAAA)").contains("data:image/png;base64,AAAA"))
    #expect(!html("![a](data:image/svg+xml,x)").contains("data:"))
  }

  @Test func `raw HTML is filtered as GitHub filters it, with a warning`() {
    let body = "a <script>x</script>\n\n<style>\nb\n</style>\n\n<b onclick=\"x\">c</b>"
    let (document, diagnostics) = MarkdownParser().parse(Array(body.utf8), file: "a.md")
    #expect(
      String(decoding: document.html, as: UTF8.self)
        == "<p>a &lt;script>x&lt;/script></p>\n&lt;style>\nb\n&lt;/style>\n<p><b onclick=\"x\">c</b></p>\n"
    )
    #expect(diagnostics.map(\.id) == ["filtered-tag", "filtered-tag"])
    #expect(
      diagnostics.first?.location == SourceLocation(file: "a.md", line: 1, column: 3, length: 7))
    #expect(diagnostics.first?.message.contains("<script>") == true)
  }

  @Test func `raw HTML may be escaped or let through whole`() {
    let body = "a <b>c</b>\n\n<div id=\"x\">\n<script>1<2</script></div>"
    let escaped = MarkdownParser(config: MarkdownConfig(rawHTML: .escaped))
    #expect(
      html(body, escaped)
        == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n<p>&lt;div id=&quot;x&quot;&gt;\n"
        + "&lt;script&gt;1&lt;2&lt;/script&gt;&lt;/div&gt;</p>\n")
    #expect(document(body, escaped).otherAnchors.isEmpty)
    let allowed = MarkdownParser(config: MarkdownConfig(rawHTML: .allowed))
    #expect(
      html(body, allowed) == "<p>a <b>c</b></p>\n<div id=\"x\">\n<script>1<2</script></div>\n")
    #expect(document(body, allowed).otherAnchors == ["x"])
  }

  @Test func `addresses in raw HTML are references too`() {
    let body =
      "<p><a href='a.md?x=1&amp;y=2' id=one>b</a> <img src=c.png alt=\"\"> <a href=\"https://d\">e</a></p>\n\n<!-- <a href=\"no.md\"> --> <video src=\"v.mp4\"></video>"
    let document = document(body)
    #expect(document.references.map(\.destination) == ["a.md?x=1&y=2", "c.png", "v.mp4"])
    #expect(document.references.map(\.kind) == [.link, .image, .link])
    #expect(
      String(decoding: document.html, as: UTF8.self)
        == "<p><a href=\"\" id=one>b</a> <img src=\"\" alt=\"\"> <a href=\"https://d\">e</a></p>\n"
        + "<!-- <a href=\"no.md\"> --> <video src=\"\"></video>\n")
    #expect(document.otherAnchors == ["one"])
  }
}
