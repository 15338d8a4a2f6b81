import Foundation
import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

@Suite struct `What templates see of the site` {
  @Test func `its menu has the pages that ask for it, in each language`() throws {
    let hub = try TestHub([
      "content/contact.md": "---\ntitle: Contact\nmenu: true\n---\n",
      "content/about.md": "---\ntitle: About\nmenu: true\n---\n",
      "content/about.sw.md": "---\ntitle: Kuhusu\nmenu: true\n---\n",
      "content/hidden.md": "---\ntitle: Hidden\n---\n",
      "themes/plain/templates/404.html":
        "{% for link in site.menu %}{{ link.title }} {{ link.url }};{% endfor %}",
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("404.html") == "About /about/;Contact /contact/;")
    #expect(try hub.output("sw/404.html") == "Kuhusu /sw/about/;")
  }

  @Test func `its feeds are the same on every page of a language`() throws {
    let show = "{% for feed in site.feeds %}{{ feed.url }};{% endfor %}"
    let hub = try TestHub([
      "content/news/a.md": article("A"), "themes/plain/templates/article.html": show,
      "themes/plain/templates/404.html": show,
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("404.html") == "/atom.xml;/rss.xml;/feed.json;")
    #expect(try hub.output("news/a/index.html") == hub.output("404.html"))
  }

  @Test func `its own stylesheet is null until there is one`() throws {
    let show =
      "{% if site.stylesheet %}{{ site.stylesheet.url }} {{ site.stylesheet.integrity }}{% else %}none{% endif %}"
    let hub = try TestHub(["themes/plain/templates/404.html": show])
    #expect(hub.problems() == "")
    #expect(try hub.output("404.html") == "none")
    try hub.folder.write("b{}", to: "assets/custom.css")
    #expect(hub.problems() == "")
    let shown = try hub.output("404.html").split(separator: " ")
    #expect(shown.first?.hasPrefix("/assets/custom.css?v=") == true)
    #expect(shown.last == "sha384-SQNXm2fpDDXH4qQxEf3DGYpEb8i9sT4PiJ1Y4CkfwqDi5bpP8I8AnITZYWADARxA")
  }

  @Test func `an empty body takes no minute to read`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A", body: ""), "content/news/b.md": article("B", body: "One."),
      "content/news/c.md": article("C", body: String(repeating: "word ", count: 201)),
      "themes/plain/templates/article.html": "{{ page.readingMinutes }}",
    ])
    #expect(hub.problems() == "")
    #expect(
      try ["a", "b", "c"].map { try hub.output("news/\($0)/index.html") } == ["0", "1", "2"])
  }
}

@Suite struct `Pages of plaza` {
  private static func hub(_ files: [String: String]) throws -> TestHub {
    let hub = try TestHub(
      ["hubgen.yaml": "site: { title: Kiosk, url: 'https://hub.example.com' }\n"].merging(files) {
        $1
      })
    let report = hub.build { $0.themeFolders = [PackageFolder.root + "/themes"] }
    #expect(report.diagnostics == [], "\(hub.rendered(report.diagnostics))")
    return hub
  }

  @Test func `name no article twice as the one to read next`() throws {
    func part(_ number: Int) -> String {
      article("Part \(number)", date: "2026-01-0\(number)", more: "series: [S]\ntags: [t]")
    }
    let hub = try Self.hub([
      "content/news/a.md": part(1), "content/news/b.md": part(2),
      "content/news/c.md": article("Other", date: "2026-01-03", more: "tags: [t]"),
    ])
    let page = try hub.output("news/a/index.html")
    #expect(page.components(separatedBy: "href=\"/news/b/\"").count == 2)
    #expect(page.contains("<section class=\"related\">") && page.contains("href=\"/news/c/\""))
  }

  @Test func `have a place for search and for the end of the head, empty until a hub fills them`()
    throws
  {
    let plain = try Self.hub(["content/news/a.md": article("A")])
    #expect(try !plain.output("index.html").contains("class=\"tools\""))
    let hub = try Self.hub([
      "content/news/a.md": article("A"),
      "templates/partials/search.html": "<form role=\"search\">…</form>",
      "templates/partials/head-end.html": "<meta name=\"verification\" content=\"1\">",
    ])
    for name in ["index.html", "news/a/index.html"] {
      let page = try hub.output(name)
      #expect(page.contains("<div class=\"tools\"><form role=\"search\">…</form>"))
      #expect(page.contains("<meta name=\"verification\" content=\"1\">\n</head>"))
    }
  }

  @Test func `show the first letter of a title where there is no cover`() throws {
    let hub = try Self.hub(["content/news/a.md": article("éclair", body: "")])
    let page = try hub.output("index.html")
    #expect(page.contains("<div class=\"cover\" aria-hidden=\"true\">É</div>"))
    #expect(!page.contains("min read"))
  }

  @Test func `have contents where there are three headings to show`() throws {
    let hub = try Self.hub([
      "content/news/a.md": article("A", body: "## One\n\n### Two\n\n## Three\n"),
      "content/news/b.md": article("B", body: "## One\n\n### Two\n\n#### Three\n"),
    ])
    let page = try hub.output("news/a/index.html")
    #expect(page.contains("<details>\n<summary>In this article</summary>\n<ol>"))
    #expect(page.contains("<li class=\"deep\"><a href=\"#two\">Two</a></li>"))
    #expect(page.contains("/assets/toc.js"))
    let short = try hub.output("news/b/index.html")
    #expect(!short.contains("class=\"toc\"") && !short.contains("toc.js"))
  }

  @Test func `name authors beside their portraits, and show no way to a page that is not there`()
    throws
  {
    let hub = try Self.hub([
      "content/news/a.md": article("A", more: "authors: [Ada, Émile]"),
      "content/news/b.md": article("B"),
    ])
    let page = try hub.output("news/a/index.html")
    #expect(
      page.contains(
        """
        <p class="portraits" aria-hidden="true"><span class="portrait">A</span>\
        <span class="portrait">É</span></p>
        <p class="authors"><a href="/authors/ada/" rel="author">Ada</a>
        """))
    #expect(try !hub.output("news/b/index.html").contains("portraits"))
    #expect(page.contains("class=\"breadcrumbs\""))
    #expect(try !hub.output("404.html").contains("class=\"breadcrumbs\""))
  }

  @Test func `say in which language a term's text stands`() throws {
    let hub = try Self.hub([
      "hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: plaza"),
      "content/news/a.md": article("A", more: "authors: [Ada]"),
      "content/news/a.sw.md": article("A", more: "authors: [Ada]"),
      "content/authors/ada/_index.md": "---\ntitle: Ada\n---\nShe opens at six.\n",
    ])
    let page = try hub.output("sw/authors/ada/index.html")
    #expect(page.contains("<div lang=\"en\" dir=\"ltr\">"))
    #expect(page.contains("<p class=\"meta\">English · "))
    // The description is the beginning of the text: it is not said twice.
    #expect(page.components(separatedBy: "She opens at six.").count == 2)
    #expect(try !hub.output("authors/ada/index.html").contains("English · "))
  }
}
