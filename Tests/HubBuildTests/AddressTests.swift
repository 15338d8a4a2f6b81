import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

@Suite struct `Addresses` {
  @Test func `every page is written where its file, its language and its pattern say`() throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config + """

        content:
          permalinks: { news: "/:year/:month/:slug/" }
        """,
      "content/_index.md": "---\ntitle: Home\n---\nWelcome.\n",
      "content/about.md": "---\ntitle: About\n---\n",
      "content/contact/index.md": "---\ntitle: Contact\n---\n",
      "content/articles/Rainy Monday.md": article("Rain"),
      "content/articles/launch.sw.md": article("Uzinduzi"),
      "content/articles/deep/er/one.md": article("Deep"),
      "content/news/first.md": article("First", date: "2026-03-04"),
      "content/news/second.md": article("Second", more: "slug: own-words"),
    ])
    #expect(hub.problems() == "")
    for name in [
      "index.html", "about/index.html", "contact/index.html", "articles/rainy-monday/index.html",
      "sw/articles/launch/index.html", "articles/deep/er/one/index.html",
      "2026/03/first/index.html", "2026/01/own-words/index.html", "articles/index.html",
      "sw/articles/index.html", "sw/index.html", "404.html", "sw/404.html", "robots.txt",
      "sitemap.xml", "atom.xml", "sw/rss.xml", "articles/feed.json",
    ] {
      #expect(hub.folder.exists("public/" + name), "\(name)")
    }
  }

  @Test func `files beside a page go where the page goes`() throws {
    let hub = try TestHub([
      "content/articles/launch/index.md": article(
        "Launch", more: "slug: go", body: "![A cup](cup.svg)"),
      "content/articles/launch/cup.svg": "<svg width=\"30\" height=\"20\"></svg>",
      "content/articles/loose.svg": "<svg></svg>",
      "static/logo.svg": "<svg></svg>",
    ])
    #expect(hub.problems() == "")
    #expect(
      try hub.output("articles/go/index.html")
        .contains("<img src=\"/articles/go/cup.svg\" width=\"30\" height=\"20\" alt=\"A cup\""))
    #expect(hub.folder.exists("public/articles/go/cup.svg"))
    #expect(hub.folder.exists("public/articles/loose.svg"))
    #expect(hub.folder.exists("public/logo.svg"))
  }

  @Test(arguments: [
    ("logo.svg", "https://hub.example.com/logo.svg"),
    ("/logo.svg", "https://hub.example.com/logo.svg"),
    ("assets/mark.svg", "https://hub.example.com/assets/mark.svg"),
    ("https://cdn.example.com/x.svg", "https://cdn.example.com/x.svg"),
  ])
  func `the organization's logo is a file of the site or a URL`(
    logo: String, address: String
  ) throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config.replacing(
        "  theme: plain", with: "  theme: plain\n  organization: { name: K, logo: '\(logo)' }"),
      "content/_index.md": "---\ntitle: Home\n---\n",
      "static/logo.svg": "<svg></svg>",
      "themes/plain/assets/mark.svg": "<svg></svg>",
      "themes/plain/templates/home.html": "{{ page.structuredData }}",
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("index.html").contains("\"logo\": \"\(address)\""))
  }

  @Test func `an image in raw HTML gets its size unless it has one`() throws {
    let hub = try TestHub([
      "content/news/a.md": article(
        "A", body: "<img alt=\"x\" src=\"c.svg\"> <img alt=\"y\" width=\"5\" src=\"c.svg\">"),
      "content/news/c.svg": "<svg width=\"30\" height=\"20\"></svg>",
    ])
    #expect(hub.problems() == "")
    let text = try hub.output("news/a/index.html")
    #expect(text.contains("<img alt=\"x\" src=\"/news/c.svg\" width=\"30\" height=\"20\">"))
    #expect(text.contains("<img alt=\"y\" width=\"5\" src=\"/news/c.svg\">"))
  }

  @Test func `an address in a link's query is encoded`() throws {
    let hub = try TestHub(["content/news/a.md": article("A", body: "[q](<a.md?x=a b&y=\"1\">)")])
    #expect(hub.problems() == "")
    #expect(try hub.output("news/a/index.html").contains("href=\"/news/a/?x=a%20b&amp;y=%221%22\""))
  }

  @Test func `links find their place among many headings, written in any way`() throws {
    let headings = (1...40).map { "## Größe \($0)" }.joined(separator: "\n\n")
    let links = (1...40).map { "[x](#größe-\($0)) [y](b.md#gr%C3%B6%C3%9Fe-\($0))" }
    let hub = try TestHub([
      "content/news/a.md": article(
        "A",
        body: headings + "\n\n<p id=\"a%41\"></p>\n\n[z](#a%41)\n" + links.joined(separator: "\n")),
      "content/news/b.md": article("B", body: headings),
    ])
    #expect(hub.problems() == "")
    try hub.folder.write(article("C", body: "[x](b.md#größe-41)"), to: "content/news/c.md")
    #expect(hub.build().diagnostics.map(\.id) == ["broken-anchor"])
  }

  @Test func `absolute links to the site itself stay as written`() throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config.replacing("hub.example.com", with: "example.com/hub"),
      "content/news/a.md": article(
        "A",
        body: """
          [a](https://example.com/hub/news/b/?q=1#h) [b](https://example.com/hub) <https://EXAMPLE.com/hub/>
          [c](https://example.com/shop/) ![d](https://example.com/hub/d.svg) [e](https://example.com/hubs/)
          """),
      "content/news/b.md": article("B", body: "## H"),
      "static/d.svg": "<svg width=\"3\" height=\"2\"></svg>",
    ])
    #expect(hub.problems() == "")
    let page = try hub.output("news/a/index.html")
    for part in [
      "href=\"https://example.com/hub/news/b/?q=1#h\"", "href=\"https://example.com/hub\"",
      "href=\"https://EXAMPLE.com/hub/\"", "href=\"https://example.com/shop/\"",
      "src=\"https://example.com/hub/d.svg\" width=\"3\" height=\"2\"",
      "href=\"https://example.com/hubs/\"",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test func `a base path goes before every address but not into the output folder`() throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config.replacing("hub.example.com", with: "example.com/hub"),
      "content/articles/a.md": article("A", body: "[b](b.md)"),
      "content/articles/b.md": article("B"),
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("articles/a/index.html").contains("href=\"/hub/articles/b/\""))
    #expect(
      try hub.output("sitemap.xml").contains("<loc>https://example.com/hub/articles/a/</loc>"))
  }

  @Test func `lists are cut into pages`() throws {
    var files = ["hubgen.yaml": TestHub.config + "\ncontent: { pageSize: 2 }\n"]
    for day in 1...5 {
      files["content/news/day-\(day).md"] = article("Day \(day)", date: "2026-01-0\(day)")
    }
    let hub = try TestHub(files)
    #expect(hub.problems() == "")
    let first = try hub.output("news/index.html")
    #expect(first.contains("Day 5") && first.contains("Day 4") && !first.contains("Day 3"))
    #expect(try hub.output("news/page/3/index.html").contains("Day 1"))
    #expect(try hub.output("news/page/3/index.html").contains("3/3"))
    #expect(!hub.folder.exists("public/news/page/4/index.html"))
    #expect(!hub.folder.exists("public/news/page/1/index.html"))
  }

  @Test func `an alias leads to its page`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A", more: "aliases: [/old/place/, /old.html]")
    ])
    #expect(hub.problems() == "")
    for name in ["old/place/index.html", "old.html"] {
      let text = try hub.output(name)
      #expect(text.contains("url=/news/a/"))
      #expect(text.contains("<link rel=\"canonical\" href=\"https://hub.example.com/news/a/\">"))
    }
  }

  @Test func `a link to a page leads to its translation where there is one`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A"),
      "content/news/a.sw.md": article("A kwa Kiswahili"),
      "content/news/b.sw.md": article("B", body: "[a](a.md) [c](c.md) [en](a.sw.md)"),
      "content/news/c.md": article("C"),
    ])
    #expect(hub.problems() == "")
    let text = try hub.output("sw/news/b/index.html")
    #expect(text.contains("<a href=\"/sw/news/a/\">a</a>"))
    #expect(text.contains("<a href=\"/news/c/\">c</a>"))
  }

  @Test func `two pages on one address are an error that names both`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A"),
      "content/news/b.md": article("B", more: "slug: a"),
    ])
    let report = hub.build()
    #expect(
      hub.rendered(report.diagnostics).hasPrefix(
        "content/news/b.md: error: content/news/b.md has the address '/news/a/' of content/news/a.md [duplicate-address]"
      ))
    #expect(hub.outputs().isEmpty)
  }

  @Test func `a file in static replaces what hubgen would write`() throws {
    let hub = try TestHub(["static/robots.txt": "User-agent: *\nDisallow: /\n"])
    #expect(hub.problems() == "")
    #expect(try hub.output("robots.txt").contains("Disallow"))
  }
}
