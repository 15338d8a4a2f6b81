import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

@Suite struct `Pages of terms` {
  private static let byAda = article("A", more: "authors: [Ada]\ntags: [opening]")

  @Test func `a term's page gives the term its title, picture, text and values`() throws {
    let hub = try TestHub([
      "content/news/a.md": Self.byAda,
      "content/authors/ada/_index.md":
        "---\ntitle: Ada of the counter\ndescription: She opens at six.\nimage: { src: ada.png, alt: Ada at the till }\nparams: { social: { mastodon: 'https://m.example/@ada' } }\n---\nReads [A](../../news/a.md).\n",
      "content/authors/ada/ada.png": "",
      "themes/plain/templates/term.html":
        "{{ page.title }}|{{ page.description }}|{{ page.image.alt if page.image }}|{{ page.content }}|{{ page.params.social.mastodon }}|{{ term.name }}",
      "themes/plain/templates/article.html":
        "{% for author in page.authors %}{{ author.name }}|{{ author.title }}|{{ author.url }}|{{ author.description }}|{% if author.image %}{{ author.image.url }}|{{ author.image.alt }}{% endif %}|{{ author.content }}|{{ author.params.social.mastodon }}{% endfor %}",
    ])
    #expect(hub.problems() == "")
    #expect(
      try hub.output("authors/ada/index.html")
        == "Ada of the counter|She opens at six.|Ada at the till|<p>Reads <a href=\"/news/a/\">A</a>.</p>\n|https://m.example/@ada|Ada"
    )
    #expect(
      try hub.output("news/a/index.html")
        == "Ada|Ada of the counter|/authors/ada/|She opens at six.|/authors/ada/ada.png|Ada at the till|<p>Reads <a href=\"/news/a/\">A</a>.</p>\n|https://m.example/@ada"
    )
    #expect(!hub.outputs().contains("authors/atom.xml"), "a taxonomy's folder is no section")
  }

  @Test func `a term without a page is called by its name`() throws {
    let hub = try TestHub([
      "content/news/a.md": Self.byAda,
      "themes/plain/templates/term.html":
        "{{ page.title }}|{{ term.title }}|{{ term.description }}|{{ term.content }}|{{ term.params.social }}",
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("authors/ada/index.html") == "Ada|Ada|||")
  }

  @Test func `a taxonomy's page gives its list a title and a text`() throws {
    let hub = try TestHub([
      "content/news/a.md": Self.byAda,
      "content/authors/_index.md": "---\ntitle: Who writes\n---\nAll of us.\n",
      "themes/plain/templates/taxonomy.html":
        "{{ page.title }}|{{ page.kind }}|{{ page.content }}|{{ page.description }}",
      "themes/plain/templates/term.html":
        "{% for link in page.breadcrumbs %}{{ link.title }}/{% endfor %}",
    ])
    #expect(hub.problems() == "")
    #expect(
      try hub.output("authors/index.html")
        == "Who writes|taxonomy|<p>All of us.</p>\n|All of us.")
    #expect(try hub.output("tags/index.html") == "Tags|taxonomy||")
    #expect(try hub.output("authors/ada/index.html") == "Kiosk/Who writes/")
  }

  @Test func `a term's page is translated like any other`() throws {
    let hub = try TestHub([
      "content/news/a.md": Self.byAda,
      "content/news/a.sw.md": Self.byAda,
      "content/authors/ada/_index.md": "---\ntitle: Ada of the counter\n---\n",
      "content/authors/ada/_index.sw.md": "---\ntitle: Ada wa kaunta\n---\n",
      "themes/plain/templates/term.html":
        "{{ page.title }}{% for other in page.translations %}|{{ other.language.code }} {{ other.url }}{% endfor %}",
    ])
    #expect(hub.problems() == "")
    #expect(
      try hub.output("sw/authors/ada/index.html")
        == "Ada wa kaunta|en /authors/ada/|sw /sw/authors/ada/")
    #expect(
      try hub.output("sitemap.xml").contains(
        "hreflang=\"sw\" href=\"https://hub.example.com/sw/authors/ada/\""))
  }

  @Test func `a term without a page in its language borrows that of the default one`() throws {
    let show =
      "{{ term.title }}|{{ term.description }}|{{ term.image.alt if term.image }}|{{ term.content }}|{{ term.fallbackLanguage.code if term.fallbackLanguage }}|{{ page.description }}"
    let hub = try TestHub([
      "content/news/a.md": Self.byAda, "content/news/a.sw.md": Self.byAda,
      "content/authors/ada/_index.md":
        "---\ntitle: Ada of the counter\nimage: { src: ada.png, alt: Ada }\n---\nShe opens.\n",
      "content/authors/ada/ada.png": "",
      "themes/plain/templates/term.html": show,
    ])
    #expect(hub.problems() == "")
    let text = "Ada of the counter|She opens.|Ada|<p>She opens.</p>\n|"
    #expect(try hub.output("authors/ada/index.html") == text + "|She opens.")
    #expect(try hub.output("sw/authors/ada/index.html") == text + "en|")
    #expect(try hub.output("sw/tags/opening/index.html") == "opening|||||")
  }

  @Test func `pages link to a term's page by its file, and anchors in it are checked`() throws {
    let hub = try TestHub([
      "content/news/a.md": article(
        "A", more: "authors: [Ada]",
        body: "[She](../authors/ada/_index.md#prizes) and [again](/authors/ada/#price)"),
      "content/authors/ada/_index.md": "---\ntitle: Ada\n---\n## Prizes\n",
    ])
    #expect(
      hub.problems() == """
        content/news/a.md:6:52: error: no heading '#price' in 'content/authors/ada/_index.md' [broken-anchor]
         6 | [She](../authors/ada/_index.md#prizes) and [again](/authors/ada/#price)
           |                                                    ^~~~~~~~~~~~~~~~~~~

        """)
  }

  @Test func `feeds and search engines name an author by the title of the author's page`() throws {
    let hub = try TestHub([
      "content/news/a.md": Self.byAda,
      "content/authors/ada/_index.md": "---\ntitle: Ada of the counter\n---\n",
      "themes/plain/templates/article.html": "{{ page.structuredData }}",
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("atom.xml").contains("<name>Ada of the counter</name>"))
    #expect(try hub.output("news/a/index.html").contains("\"name\": \"Ada of the counter\""))
  }
  @Test func `a page for a term that no article has is warned of and left out`() throws {
    let hub = try TestHub([
      "content/news/a.md": Self.byAda,
      "content/authors/adda/_index.md": "---\ntitle: Ada\n---\n",
      "content/authors/_index.sw.md": "---\ntitle: Waandishi\n---\n",
    ])
    let report = hub.build()
    #expect(report.isComplete)
    #expect(
      hub.rendered(report.diagnostics) == """
        content/authors/_index.sw.md: warning: no article has 'authors': this page is left out [unused-term-page]
        content/authors/adda/_index.md: warning: no article has 'adda' in 'authors': this page is left out [unused-term-page]
        note: did you mean 'ada'?

        """)
    #expect(!hub.outputs().contains { $0.contains("adda") })
  }

  @Test(arguments: [
    (
      "content/news/a.md",
      """
      content/news/a.md:7:5: error: link leads to 'content/authors/bo/_index.md', which is the page of a term that no article has [unpublished-link]
       7 | [x](../authors/bo/_index.md)
         |     ^~~~~~~~~~~~~~~~~~~~~~~
      note: publish that page, or remove the link

      """
    ),
    (
      "content/authors/ada.sw.md",
      """
      content/authors/ada.sw.md: error: 'content/authors/' holds only the pages of its terms: each is '_index.md' in a folder named like the term [taxonomy-folder]
      note: if it is one of them, rename it to 'content/authors/ada/_index.sw.md'
      note: move it to another folder, or take 'authors' out of 'content.taxonomies' in 'hubgen.yaml'

      """
    ),
    (
      "content/authors/ada/books/_index.md",
      """
      content/authors/ada/books/_index.md: error: 'content/authors/' holds only the pages of its terms: each is '_index.md' in a folder named like the term [taxonomy-folder]
      note: move it to another folder, or take 'authors' out of 'content.taxonomies' in 'hubgen.yaml'

      """
    ),
    (
      "content/authors/Ada/_index.md",
      """
      content/authors/ada/_index.md: error: 'content/authors/ada/_index.md' and 'content/authors/Ada/_index.md' are pages of the same term [duplicate-page]
      note: remove or rename one of them

      """
    ),
  ])
  func `a mistake with a term's page is reported`(file: String, expected: String) throws {
    var files = ["content/news/b.md": Self.byAda]
    files["content/authors/ada/_index.md"] = "---\ntitle: Ada\n---\n"
    files["content/authors/bo/_index.md"] = "---\ntitle: Bo\n---\n"
    files[file] = article(
      "A", more: "authors: [Ada]\ntags: [opening]",
      body: file.hasPrefix("content/news") ? "[x](../authors/bo/_index.md)" : "Text.")
    let hub = try TestHub(files)
    let errors = hub.build().diagnostics.filter { $0.severity == .error }
    #expect(hub.rendered(errors) == expected)
  }
}
