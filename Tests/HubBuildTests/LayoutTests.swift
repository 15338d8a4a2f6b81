import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

@Suite struct `Layouts` {
  private static let landing = "templates/landing.html"

  @Test func `a page and an article name the template that shows them`() throws {
    let hub = try TestHub([
      "content/about.md": "---\ntitle: About\nlayout: landing\n---\nText.\n",
      "content/news/a.md": article("A", more: "layout: landing"),
      "content/news/b.md": article("B", more: "layout: page"),
      "content/news/c.md": article("C"),
      Self.landing:
        "{% extends 'base.html' %}{% block main %}landing {{ page.kind }}{% endblock %}",
      "themes/plain/templates/article.html": "article {{ page.title }}",
      "themes/plain/templates/page.html": "page {{ page.title }}",
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("about/index.html") == "<title>About</title>landing page")
    #expect(try hub.output("news/a/index.html") == "<title>A</title>landing article")
    #expect(try hub.output("news/b/index.html") == "page B")
    #expect(try hub.output("news/c/index.html") == "article C")
  }

  @Test func `a section names the template of its articles, and the nearest one counts`() throws {
    let hub = try TestHub([
      "content/_index.md": "---\ntitle: Home\narticleLayout: wide\n---\n",
      "content/recipes/_index.md": "---\ntitle: Recipes\narticleLayout: recipe\n---\n",
      "content/recipes/cakes/_index.md": "---\ntitle: Cakes\n---\n",
      "content/recipes/_index.sw.md": "---\ntitle: Mapishi\n---\n",
      "content/recipes/a.md": article("A"),
      "content/recipes/a.sw.md": article("A"),
      "content/recipes/cakes/b.md": article("B"),
      "content/recipes/c.md": article("C", more: "layout: article"),
      "content/recipes/d.md": "---\ntitle: D\n---\n",
      "content/news/e.md": article("E"),
      "templates/recipe.html": "recipe {{ page.title }}",
      "templates/wide.html": "wide {{ page.title }}",
      "themes/plain/templates/article.html": "article {{ page.title }}",
      "themes/plain/templates/page.html": "page {{ page.title }}",
    ])
    #expect(hub.problems() == "")
    for (page, text) in [
      ("recipes/a", "recipe A"), ("sw/recipes/a", "recipe A"), ("recipes/cakes/b", "recipe B"),
      ("recipes/c", "article C"), ("recipes/d", "page D"), ("news/e", "wide E"),
    ] {
      #expect(try hub.output(page + "/index.html") == text)
    }
  }

  @Test func `a misspelt layout is an error where it stands`() throws {
    let hub = try TestHub([
      "content/about.md": "---\ntitle: About\nlayout: landign\n---\n",
      "content/other.md": "---\ntitle: Other\nlayout: landing.html\n---\n",
      "content/news/_index.md": "---\ntitle: News\narticleLayout: nothing-like-it\n---\n",
      "content/news/a.md": article("A"),
      Self.landing: "",
    ])
    #expect(
      hub.problems() == """
        content/about.md:3:9: error: the theme has no template 'landign.html' for this layout [missing-layout]
         3 | layout: landign
           |         ^~~~~~~
        note: did you mean 'landing'?
        note: write it as 'templates/landign.html', of the hub or of the theme
        content/news/_index.md:3:16: error: the theme has no template 'nothing-like-it.html' for this layout [missing-layout]
         3 | articleLayout: nothing-like-it
           |                ^~~~~~~~~~~~~~~
        note: write it as 'templates/nothing-like-it.html', of the hub or of the theme
        content/other.md:3:9: error: the theme has no template 'landing.html.html' for this layout [missing-layout]
         3 | layout: landing.html
           |         ^~~~~~~~~~~~
        note: did you mean 'landing'?
        note: write it as 'templates/landing.html', of the hub or of the theme
        templates/landing.html: warning: no template uses 'landing.html', and it replaces none [unused-template]
        note: name the file as the theme names the one to replace, or remove it
        note: or show pages with it: 'layout: landing' in their front matter

        """)
  }

  @Test(arguments: [
    ("content/news/_index.md", "layout: landing", "'layout' is for articles and pages"),
    ("content/_index.md", "layout: landing", "'layout' is for articles and pages"),
    ("content/tags/t/_index.md", "layout: landing", "'layout' is for articles and pages"),
    ("content/about.md", "layout: home", "'home.html' shows lists or errors"),
    ("content/about.md", "layout: 404", "'404.html' shows lists or errors"),
    ("content/about.md", "articleLayout: landing", "'articleLayout' belongs in the '_index.md'"),
  ])
  func `a layout at the wrong place is an error`(
    file: String, line: String, message: String
  ) throws {
    let hub = try TestHub([
      "content/news/a.md": article("A", more: "tags: [t]\nlayout: landing"),
      file: "---\ntitle: T\n\(line)\n---\n", Self.landing: "",
    ])
    let problems = hub.build().diagnostics
    #expect(problems.map(\.id) == ["bad-layout"])
    #expect(problems.first?.message.hasPrefix(message) == true)
    #expect(problems.first?.location?.file == file)
  }

  @Test func `a layout is checked for pages: lists of articles are no part of it`() throws {
    let hub = try TestHub([
      "content/about.md": "---\ntitle: About\nlayout: landing\n---\n",
      Self.landing: "{{ page.titel }}{{ articles }}",
    ])
    let messages = hub.build().diagnostics.map(\.message)
    #expect(messages.count == 2)
    #expect(
      messages.contains { $0.contains("titel") } && messages.contains { $0.contains("articles") })
  }

  @Test func `the check of a theme alone does not know which layouts pages name`() throws {
    let hub = try TestHub([Self.landing: "{{ page.titel }}", "templates/artcile.html": ""])
    #expect(
      checkTheme(hub.options).diagnostics.map(\.id).sorted() == [
        "unknown-field", "unused-template",
      ])
  }
}
