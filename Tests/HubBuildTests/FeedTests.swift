import HubTestSupport
import Testing

@Suite struct `Feeds` {
  @Test(arguments: ["atom.xml", "rss.xml", "feed.json"])
  func `hold no address that is relative`(feed: String) throws {
    let hub = try TestHub([
      "content/news/a.md": article(
        "A",
        body: """
          ## Top

          One[^1], two[^é], [here](#top), [list](?page=2), <a href="#top">raw</a>, [b](b.md#x),
          [tags](/tags/t/), ![cup](cup.svg) and [b again](../b/).

          [^1]: First.
          [^é]: Second.
          """),
      "content/news/b.md": article("B", more: "tags: [t]", body: "## X"),
      "content/news/cup.svg": "<svg></svg>",
    ])
    #expect(hub.problems() == "")
    let text = try hub.output(feed).replacing("&quot;", with: "\"").replacing("\\\"", with: "\"")
    let page = "https://hub.example.com/news/a/"
    for address in [
      "#fn-1", "#fnref-1", "#fn-%C3%A9", "#fnref-%C3%A9", "#top", "?page=2",
    ] {
      #expect(text.contains("href=\"\(page)\(address)\""), "\(address)")
    }
    #expect(text.matches(of: #/(?:href|src)="(?!https:\/\/)/#).isEmpty)
    // The page itself needs no more than the fragment.
    let own = try hub.output("news/a/index.html")
    #expect(own.contains("href=\"#fn-1\"") && own.contains("href=\"#fnref-%C3%A9\""))
  }

  @Test func `have absolute addresses in sets of pictures too`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A", body: "{{< pictures >}}"),
      "themes/plain/templates/shortcodes/pictures.html": """
      <img srcset="/a.jpg 1x, /b,c.jpg 2x" src="/a.jpg" alt="">
      <img srcset=' /a.jpg,/b.jpg , https://x.example/c.jpg 3x,/d.jpg' alt="">
      <source SRCSET="d.jpg 100w,"><link imagesrcset=/e.jpg><b data="/f.jpg 1x">/g.jpg 1x</b>
      """,
    ])
    #expect(hub.problems() == "")
    let text = try hub.output("feed.json").replacing("\\\"", with: "\"")
    let site = "https://hub.example.com"
    for part in [
      "srcset=\"\(site)/a.jpg 1x, \(site)/b,c.jpg 2x\"",
      "srcset=' \(site)/a.jpg,/b.jpg , https://x.example/c.jpg 3x,\(site)/d.jpg'",
      "SRCSET=\"d.jpg 100w,\"", "imagesrcset=\(site)/e.jpg>", "data=\"/f.jpg 1x\"", ">/g.jpg 1x<",
    ] {
      // A comma without a blank after it belongs to the address.
      #expect(text.contains(part.replacing("<", with: "\\u003c")), "\(part)\n\(text)")
    }
  }

  @Test func `and pages hold no control character that a reference stands for`() throws {
    let hub = try TestHub([
      "content/news/a.md": article(
        "A",
        body: """
          ## H&#2;

          a&#1;b &#x7F; &#xFFFE; &#x1FFFF; &#128; &#0; tab&#9;. [x&#3;](b.md "t&#4;")

          ![c&#5;](c.svg "d&#6;") <b>&#7;</b>

          ```s&#8;
          &#1;
          ```
          """),
      "content/news/b.md": article("B"), "content/news/c.svg": "<svg></svg>",
    ])
    #expect(hub.problems() == "")
    for name in ["atom.xml", "rss.xml", "feed.json", "news/a/index.html"] {
      let text = try hub.output(name)
      let forbidden = text.unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || (0x7F..<0xA0).contains($0.value)
          || $0.value & 0xFFFE == 0xFFFE
      }
      #expect(forbidden.isEmpty, "\(name)")
      #expect(text.contains("a\u{FFFD}b \u{FFFD} \u{FFFD} \u{FFFD} \u{FFFD} \u{FFFD} tab"))
    }
    let page = try hub.output("news/a/index.html")
    for part in [
      "H\u{FFFD}</h2>", "x\u{FFFD}</a>", "title=\"t\u{FFFD}\"", "alt=\"c\u{FFFD}\"",
      "title=\"d\u{FFFD}\"", "language-s\u{FFFD}\"", "&amp;#1;",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }
}
