import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

/// What authors of themes try after the first day: lists, other generators' tags, other themes.
@Suite struct ThemeAuthorDayTwoTests {
  @Test func `terms are joined by a field of theirs`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A", more: "tags: [b, a]"),
      "themes/plain/templates/article.html":
        "{{ page.tags }}{{ page.tags | join(', ') }}{{ page.tags|map(attribute=\"title\")|join(\", \") }}{{ page.tags | join(', ', attribute='name') }}",
    ])
    #expect(
      hub.problems() == """
        themes/plain/templates/article.html:1:4: error: a list of Term prints nothing useful [prints-nothing]
         1 | {{ page.tags }}{{ page.tags | join(', ') }}{{ page.tags|map(attribute="title")|join(", ") }}{{ page.tags | join(', ', attribute='name') }}
           |    ^~~~~~~~~
        note: loop over it with 'for', or use '|map(attribute="title")|join(", ")' or '|length'
        themes/plain/templates/article.html:1:19: error: 'join' joins texts, and an object (Term) has none [argument-type]
         1 | {{ page.tags }}{{ page.tags | join(', ') }}{{ page.tags|map(attribute="title")|join(", ") }}{{ page.tags | join(', ', attribute='name') }}
           |                   ^~~~~~~~~
        note: write '|map(attribute="title")|join(", ")'

        """)
  }

  @Test func `a shortcode of another generator is a warning, in code none`() throws {
    let hub = try TestHub([
      "content/news/a.md": article(
        "A",
        body:
          "{{% panel title=\"x\" %}}\nInside.\n{{% /panel %}}\n\nA `{{% panel %}}` and \\{{% x %}}."
      )
    ])
    #expect(
      hub.problems() == """
        content/news/a.md:5:1: warning: '{{% panel %}}' is no shortcode here: it is published as text [shortcode-syntax]
         5 | {{% panel title="x" %}}
           | ^~~~~~~~~~~~~~~~~~~~~~~
        note: write {{< panel >}}, or put it between backticks to show it

        """)
    let page = try hub.output("news/a/index.html")
    #expect(page.contains("{{% panel title=&quot;x&quot; %}}\nInside.\n{{% /panel %}}"), "\(page)")
    #expect(page.contains("<code>{{% panel %}}</code> and {{% x %}}."), "\(page)")
  }

  @Test func `lists of a site are sought where other generators have them`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A"),
      "themes/plain/templates/article.html": "{{ site.data.team }}",
    ])
    #expect(
      hub.build().diagnostics.first?.notes.map(\.message) == [
        "lists and the like go under 'params' in hubgen.yaml: 'site.params.team'"
      ])
  }

  @Test func `a setting of another theme is a warning, one of none an error`() throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config + "\ntheme: { newsletter: /news/, accent: red, nope: 1 }\n",
      "themes/plain/theme.yaml": "settings: { motto: { type: string, default: '' } }",
      "themes/plain/templates/404.html": "{{ theme.motto }}",
      "themes/other/theme.yaml": "settings: { newsletter: { type: url, default: '' } }",
    ])
    #expect(
      hub.problems() == """
        hubgen.yaml:9:10: warning: the theme 'plain' has no setting 'newsletter': only 'other' has [unknown-setting]
         9 | theme: { newsletter: /news/, accent: red, nope: 1 }
           |          ^~~~~~~~~~
        note: themes/plain/theme.yaml declares motto
        hubgen.yaml:9:30: error: the theme 'plain' has no setting 'accent' [unknown-setting]
         9 | theme: { newsletter: /news/, accent: red, nope: 1 }
           |                              ^~~~~~
        note: themes/plain/theme.yaml declares motto
        hubgen.yaml:9:43: error: the theme 'plain' has no setting 'nope' [unknown-setting]
         9 | theme: { newsletter: /news/, accent: red, nope: 1 }
           |                                           ^~~~
        note: themes/plain/theme.yaml declares motto

        """)
  }

  @Test func `plaza's settings stay where leaflet takes its place`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A"),
      "hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: leaflet")
        + "\ntheme: { accent: \"#a33\", showShareLinks: false, newsletter: /news/a/ }\n",
    ])
    let report = hub.build { $0.themeFolders = [PackageFolder.root + "/themes"] }
    let settings = report.diagnostics.filter { $0.id == "unknown-setting" }
    #expect(settings.map(\.severity) == [.warning, .warning])
    #expect(report.isComplete, "\(hub.rendered(report.diagnostics))")
    #expect(try hub.output("index.html").contains("style=\"--accent:#a33\""))
  }

  @Test func `the section of articles has the language's word for a title, unless it has a page`()
    throws
  {
    let files = [
      "content/articles/a.md": article("A"), "content/articles/a.sw.md": article("A"),
      "content/news/b.md": article("B"), "content/news/b.sw.md": article("B"),
      "themes/plain/i18n/en.yaml": "articles: Articles\nnews: No",
      "themes/plain/i18n/sw.yaml": "articles: Makala\nnews: No",
      "themes/plain/templates/404.html": "{{ 'articles' | t }}{{ 'news' | t }}",
    ]
    let hub = try TestHub(files)
    #expect(hub.problems() == "")
    #expect(try hub.output("articles/index.html").contains("<title>Articles</title>"))
    #expect(try hub.output("sw/articles/index.html").contains("<title>Makala</title>"))
    #expect(try hub.output("sw/news/index.html").contains("<title>News</title>"))
    let own = try TestHub(
      files.merging(["content/articles/_index.md": "---\ntitle: Stories\n---\n"]) { $1 })
    #expect(own.problems() == "")
    #expect(try own.output("sw/articles/index.html").contains("<title>Stories</title>"))
  }
}
