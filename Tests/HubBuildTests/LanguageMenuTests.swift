import HubBuild
import HubTestSupport
import Testing

@Suite struct `The menu of languages` {
  private static let menu =
    "{% for other in page.languages %}{{ other.language.code }} {{ other.url }}{{ ' here' if other.isCurrent }}{{ ' instead' if other.isFallback }};{% endfor %}"

  private static let files = [
    "hubgen.yaml": TestHub.config + "\n  ar: { name: العربية }\n  de: { name: Deutsch }\n",
    "content/news/a.md": article("A", more: "tags: [Rain, Tea]"),
    "content/news/a.sw.md": article("A", more: "tags: [Rain]"),
    "content/news/deep/_index.md": "---\ntitle: Deep\n---\n",
    "content/news/deep/b.md": article("B"),
    "content/news/deep/_index.ar.md": "---\ntitle: Deep\n---\n",
    "content/about.md": "---\ntitle: About\n---\n",
    "themes/plain/templates/base.html": menu,
    "themes/plain/templates/home.html": menu,
    "themes/plain/templates/section.html": menu,
    "themes/plain/templates/article.html": menu,
    "themes/plain/templates/page.html": menu,
    "themes/plain/templates/term.html": menu,
    "themes/plain/templates/taxonomy.html": menu,
    "themes/plain/templates/404.html": menu,
  ]

  @Test(arguments: [
    // A language without pages has no place in it, here German.
    ("index.html", "en / here;sw /sw/;ar /ar/;"),
    ("news/a/index.html", "en /news/a/ here;sw /sw/news/a/;ar /ar/ instead;"),
    ("sw/news/a/index.html", "en /news/a/;sw /sw/news/a/ here;ar /ar/ instead;"),
    (
      "news/deep/b/index.html",
      "en /news/deep/b/ here;sw /sw/news/ instead;ar /ar/news/deep/ instead;"
    ),
    ("about/index.html", "en /about/ here;sw /sw/ instead;ar /ar/ instead;"),
    ("tags/rain/index.html", "en /tags/rain/ here;sw /sw/tags/rain/;ar /ar/ instead;"),
    ("tags/tea/index.html", "en /tags/tea/ here;sw /sw/tags/ instead;ar /ar/ instead;"),
    ("tags/index.html", "en /tags/ here;sw /sw/tags/;ar /ar/ instead;"),
    ("404.html", "en /404.html here;sw /sw/ instead;ar /ar/ instead;"),
  ])
  func `leads to the translation, else to the nearest place`(
    file: String, expected: String
  ) throws {
    let hub = try TestHub(Self.files)
    #expect(hub.problems() == "")
    #expect(try hub.output(file) == expected)
  }

  @Test func `leads from the second page of a list to the list in another language`() throws {
    var files = Self.files
    files["hubgen.yaml"] = TestHub.config + "\ncontent: { pageSize: 1 }\n"
    files["content/news/deep/_index.ar.md"] = nil
    let hub = try TestHub(files)
    #expect(hub.problems() == "")
    #expect(try hub.output("news/page/2/index.html") == "en /news/page/2/ here;sw /sw/news/;")
  }

  @Test func `names no page as a translation that is none`() throws {
    var files = Self.files
    files["themes/plain/templates/article.html"] =
      "{% for other in page.translations %}{{ other.url }};{% endfor %}"
    let hub = try TestHub(files)
    #expect(hub.problems() == "")
    #expect(try hub.output("news/a/index.html") == "/news/a/;/sw/news/a/;")
    #expect(try hub.output("news/deep/b/index.html") == "")
  }
}

@Suite struct `The featured article` {
  private static let template = [
    "themes/plain/templates/home.html":
      "{% if site.featured %}{{ site.featured.title }}{% else %}none{% endif %}",
    "themes/plain/templates/article.html": "{{ page.isFeatured }}",
  ]

  @Test func `is the newest one that says so, else the newest of its language`() throws {
    let hub = try TestHub(
      [
        "content/news/old.md": article("Old", date: "2025-01-01", more: "featured: true"),
        "content/news/older.md": article("Older", date: "2024-01-01", more: "featured: true"),
        "content/news/new.md": article("New"),
        "content/news/new.sw.md": article("Mpya"),
        "content/news/draft.md": article("Draft", more: "featured: true\ndraft: true"),
      ].merging(Self.template) { $1 })
    #expect(hub.problems() == "")
    #expect(try hub.output("index.html") == "Old")
    #expect(try hub.output("sw/index.html") == "Mpya")
    #expect(try hub.output("news/old/index.html").lowercased() == "true")
    #expect(try hub.output("news/new/index.html").lowercased() == "false")
  }

  @Test func `is absent where there is no article`() throws {
    let hub = try TestHub(Self.template)
    #expect(hub.problems() == "")
    #expect(try hub.output("index.html") == "none")
  }
}
