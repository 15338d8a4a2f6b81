import HubBuild
import HubTestSupport
import Testing

@Suite struct `What a theme's reference says of its files` {
  private static func reference(_ files: [String: String]) throws -> ThemeReference {
    let hub = try TestHub(files)
    return try #require(themeReference(hub.options).reference)
  }

  @Test func `names blocks, where they stand and who fills them`() throws {
    let blocks = try Self.reference([
      "themes/plain/templates/page.html":
        "{% extends 'article.html' %}{% block main %}{% block facts %}{% endblock %}{% endblock %}",
      "templates/404.html": "{% extends 'theme/404.html' %}{% block main %}{% endblock %}",
    ]).offers.blocks
    #expect(blocks.map(\.name) == ["main", "facts"])
    #expect(blocks.map(\.template) == ["base.html", "page.html"])
    #expect(
      blocks.first?.filledBy == [
        "404.html", "article.html", "home.html", "page.html", "section.html", "taxonomy.html",
        "term.html",
      ])
    #expect(blocks.last?.filledBy == [])
  }

  @Test func `names partials and the variables that they expect`() throws {
    let partials = try Self.reference([
      "themes/plain/templates/partials/card.html":
        "{# One <article>. #}{{ article.title }}{{ site.title }}{{ loop.index }}",
      "themes/plain/templates/partials/cards.html":
        "{% for article in articles %}{% include 'partials/card.html' %}{% endfor %}{{ articles(limit=1) | length }}",
    ]).offers.partials
    #expect(partials.map(\.template) == ["partials/card.html", "partials/cards.html"])
    #expect(partials.map(\.variables) == [["article", "loop"], ["articles"]])
    #expect(partials.first?.documentation == "One <article>.")
  }

  @Test func `has the custom properties of the whole page, in the light and in the dark`() throws {
    let reference = try Self.reference([
      "themes/plain/assets/a.css": """
      /* :root{--no:1} */
      :root{ --a : 1px ;--b:color-mix( in oklab,red,blue );--c:"}; x"; color: red; --d:url(a;b) }
      @media (prefers-color-scheme: dark) { :root { --b: black } }
      @media print{:root{--a:0}} .x{--e:1} :root{--a:2px}
      """
    ])
    let shown = reference.offers.properties.map {
      "\($0.name)=\($0.value)\($0.dark.map { "|" + $0 } ?? "")"
    }
    #expect(
      shown == [
        "--a=1px", "--b=color-mix( in oklab,red,blue )|black", "--c=\"}; x\"", "--d=url(a;b)",
      ])
    #expect(
      reference.markdown.contains("| `--b` | a.css | `color-mix( in oklab,red,blue )` | `black` |"))
  }

  @Test func `has the texts, and escapes what is no HTML`() throws {
    let reference = try Self.reference([
      "themes/plain/i18n/en.yaml":
        "more: \"<b> {count}\"\nitems: { one: 1, other: \"{count} items\" }",
      "themes/plain/templates/404.html": "{{ 'more' | t(count=1) }}{{ 'items' | t(count=1) }}",
    ])
    #expect(reference.offers.texts.map(\.key) == ["items", "more"])
    #expect(reference.markdown.contains("| `items` | {count} items |\n| `more` | &lt;b> {count} |"))
    #expect(reference.markdown.contains("| `super()` | html |"))
  }
}
