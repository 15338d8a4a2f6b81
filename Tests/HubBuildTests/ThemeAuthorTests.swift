import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

/// A day of somebody who writes layouts, texts and styles of a theme of their own.
@Suite struct ThemeAuthorTests {
  private static let agenda = "themes/plain/templates/agenda.html"
  private static let events = [
    "content/agenda.md": "---\ntitle: Agenda\nlayout: agenda\n---\n",
    "content/events/a.md": article("Late", more: "params: { starts: 2026-12-05 }"),
    "content/events/b.md": article("Early", more: "params: { starts: 2026-11-30 }"),
    "themes/plain/templates/article.html": "{{ page.title }}",
    agenda: """
    {% for e in articles(section="events", limit=100) | sort(attribute="params.starts") %}{{ e.title }};{% endfor %}
    """,
  ]

  // MARK: Layouts

  @Test func `a theme's own layout may list articles, whoever checks it`() throws {
    let hub = try TestHub(Self.events)
    #expect(hub.rendered(checkTheme(hub.options).diagnostics) == "")
    #expect(hub.problems() == "")
    #expect(try hub.output("agenda/index.html") == "Early;Late;")
    try hub.folder.write("---\ntitle: Agenda\nlayout: agneda\n---\n", to: "content/agenda.md")
    #expect(hub.build().diagnostics.map(\.id) == ["missing-layout"])
  }

  @Test func `a layout has no lists, whoever checks it`() throws {
    let hub = try TestHub(
      Self.events.merging([Self.agenda: "{{ pagination.number }}{{ terms | length }}"]) { $1 })
    let expected = """
      themes/plain/templates/agenda.html:1:4: error: unknown variable 'pagination' [unknown-variable]
       1 | {{ pagination.number }}{{ terms | length }}
         |    ^~~~~~~~~~
      note: only 'home.html', 'section.html' and 'term.html' have a variable 'pagination'
      themes/plain/templates/agenda.html:1:27: error: unknown variable 'terms' [unknown-variable]
       1 | {{ pagination.number }}{{ terms | length }}
         |                           ^~~~~
      note: only 'taxonomy.html' has a variable 'terms'

      """
    #expect(hub.rendered(checkTheme(hub.options).diagnostics) == expected)
    #expect(hub.problems() == expected)
  }

  @Test func `what a layout is built on is checked with the layout's variables`() throws {
    let hub = try TestHub([
      "themes/plain/templates/a-base.html": "{{ kind }}{% block main %}{% endblock %}",
      "themes/plain/templates/event.html": "{% set kind = 'event' %}{% extends 'a-base.html' %}",
    ])
    #expect(hub.rendered(checkTheme(hub.options).diagnostics) == "")
  }

  @Test func `the reference names layouts among the page templates`() throws {
    let hub = try TestHub(Self.events.merging(["templates/landing.html": ""]) { $1 })
    let reference = try #require(themeReference(hub.options).reference)
    #expect(reference.markdown.contains("| `agenda.html` |  |  |  |\n| `landing.html` |  |  |  |"))
    #expect(!reference.markdown.contains("| `base.html` |  |"))
    #expect(reference.markdown.contains("sees what article.html sees"))
  }

  // MARK: Dates

  private static func dates(_ template: String, _ params: String) throws -> TestHub {
    try TestHub([
      "hubgen.yaml": TestHub.config.replacing(
        "  theme: plain", with: "  theme: plain\n  timezone: Asia/Yerevan"),
      "content/news/a.md": article("A", more: "params: { \(params) }"),
      "themes/plain/templates/article.html": template,
    ])
  }

  @Test(arguments: [
    ("starts: 2026-12-05", "full", "Saturday, December 5, 2026"),
    ("starts: \"2026-12-05 18:30\"", "d MMM HH:mm", "5 Dec 18:30"),
    ("starts: 2026-12-05", "iso", "2026-12-05T00:00:00+04:00"),
    ("starts: 2026-12-05T23:00:00-05:00", "d MMM HH:mm", "5 Dec 23:00"),
  ])
  func `a date in params is a date, in the site's time zone`(
    params: String, style: String, shown: String
  ) throws {
    let hub = try Self.dates("{{ page.params.starts | date(\"\(style)\") }}", params)
    #expect(hub.problems() == "")
    #expect(try hub.output("news/a/index.html") == shown)
  }

  @Test func `TOML's dates are dates too`() throws {
    let hub = try TestHub([
      "content/news/a.md":
        "+++\ntitle = \"A\"\ndate = 2026-01-02\n[params]\nstarts = 2026-12-05\n+++\n",
      "themes/plain/templates/article.html": "{{ page.params.starts | date }}",
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("news/a/index.html") == "December 5, 2026")
  }

  @Test(
    arguments: [
      (
        "starts: soon", "'soon' is not a date",
        "write 2026-11-20, 2026-11-20 09:00 or 2026-11-20T09:00:00+01:00"
      ),
      (
        "starts: 2026-11-31", "'2026-11-31' is no date: November 2026 has 30 days, not 31",
        "write 2026-11-20, 2026-11-20 09:00 or 2026-11-20T09:00:00+01:00"
      ),
      (
        "starts: 5", "filter 'date' works on a date, not on the number 5", nil
      ),
      (
        "ends: 2026-11-30", "filter 'date' works on a date, not on null",
        "put '| default(…)' before it, or test the value with '{% if … %}'"
      ),
    ] as [(String, String, String?)])
  func `what is no date names the page and the value`(
    params: String, message: String, hint: String?
  ) throws {
    let hub = try Self.dates("{{ page.params.starts | date }}", params)
    let problem = try #require(hub.build().diagnostics.last { $0.severity == .error })
    #expect(problem.message == message)
    #expect(problem.notes.first?.message == hint ?? "while this page was rendered")
    #expect(problem.notes.contains { $0.location?.file == "content/news/a.md" })
  }

  @Test func `a text in a template that is no date is found before rendering`() throws {
    let hub = try Self.dates("{{ '2026-13-01' | date }}{{ [1] | date }}", "a: 1")
    #expect(
      hub.problems() == """
        themes/plain/templates/article.html:1:4: error: '2026-13-01' is no date: a year has months 1 to 12, not 13: write 2026-11-20, 2026-11-20 09:00 or 2026-11-20T09:00:00+01:00 [bad-argument]
         1 | {{ '2026-13-01' | date }}{{ [1] | date }}
           |    ^~~~~~~~~~~~
        themes/plain/templates/article.html:1:29: error: filter 'date' works on a date, not on a list of ints [argument-type]
         1 | {{ '2026-13-01' | date }}{{ [1] | date }}
           |                             ^~~

        """)
  }

  // MARK: Counts and texts

  private static let seats = [
    "content/news/a.md": article("A", more: "params: { seats: twelve }"),
    "themes/plain/i18n/en.yaml":
      "seatsLeft: { one: '{count} seat', other: '{count} seats' }\nwhere: in {town}",
    "themes/plain/i18n/sw.yaml":
      "seatsLeft: { one: 'kiti {count}', other: 'viti {count}' }\nwhere: \"{town}\"",
    "themes/plain/templates/article.html":
      "{{ \"seatsLeft\" | t(count=page.params.seats) }}{{ 'where' | t(town='X') }}",
  ]

  @Test func `a count that is no number says what it is and where`() throws {
    let hub = try TestHub(Self.seats)
    #expect(
      hub.problems() == """
        themes/plain/templates/article.html:1:26: error: argument 'count' of text 'seatsLeft' is an int, not the string 'twelve' [template-rendering]
         1 | {{ "seatsLeft" | t(count=page.params.seats) }}{{ 'where' | t(town='X') }}
           |                          ^~~~~~~~~~~~~~~~~
        content/news/a.md: note: while this page was rendered

        """)
    try hub.folder.write(article("A"), to: "content/news/a.md")
    #expect(
      hub.problems().contains(
        """
        error: argument 'count' of text 'seatsLeft' is an int, not null [template-rendering]
        """))
    #expect(
      hub.problems().contains(
        "note: put '| default(…)' after it, or test the value with '{% if … %}'"))
  }

  @Test func `a misspelt value is an error of the file that has it`() throws {
    let hub = try TestHub(
      Self.seats.merging([
        "content/news/a.md": article("A"),
        "themes/plain/i18n/sw.yaml":
          "seatsLeft:\n  one: 'kiti {count}'\n  other: 'viti {cont}'\nwhere: \"{plaza}\"",
        "themes/plain/templates/article.html":
          "{{ \"seatsLeft\" | t(count=1) }}{{ 'where' | t(town='X') }}",
      ]) { $1 })
    #expect(
      hub.problems() == """
        themes/plain/i18n/sw.yaml:3:10: error: '{cont}' of 'seatsLeft' stands in no other language [unknown-placeholder]
         3 |   other: 'viti {cont}'
           |          ^~~~~~~~~~~~~
        note: did you mean 'count'?
        themes/plain/templates/article.html:1:18: note: this template does not give it
         1 | {{ "seatsLeft" | t(count=1) }}{{ 'where' | t(town='X') }}
           |                  ^
        themes/plain/i18n/sw.yaml:4:8: error: '{plaza}' of 'where' stands in no other language [unknown-placeholder]
         4 | where: "{plaza}"
           |        ^~~~~~~~~
        themes/plain/templates/article.html:1:44: note: this template does not give it
         1 | {{ "seatsLeft" | t(count=1) }}{{ 'where' | t(town='X') }}
           |                                            ^

        """)
  }

  @Test func `a language that has just begun is one warning`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A"),
      "themes/plain/i18n/en.yaml": "a: A\nb: B\nc: C",
      "themes/plain/i18n/sw.yaml": "b: B",
      "themes/plain/templates/article.html": "{{ 'a' | t }}{{ 'b' | t }}{{ 'c' | t }}",
    ])
    #expect(
      hub.problems() == """
        themes/plain/i18n/sw.yaml: warning: 2 texts are missing in 'sw': its pages show those in 'en' [missing-text]
        note: add the keys to this file: a, c

        """)
  }

  @Test func `a theme that extends another answers for its own texts and the hub's languages`()
    throws
  {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: mine"),
      "content/news/a.md": article("A"),
      "themes/plain/i18n/en.yaml": "a: A", "themes/plain/i18n/sw.yaml": "a: A",
      "themes/plain/i18n/ar.yaml": "a: A",
      "themes/plain/templates/404.html": "{{ 'a' | t }}",
      "themes/mine/theme.yaml": "extends: plain",
      "themes/mine/i18n/en.yaml": "b: B",
      "themes/mine/templates/page.html": "{{ 'b' | t }}",
    ])
    #expect(
      hub.rendered(checkTheme(hub.options).diagnostics) == """
        themes/mine/i18n/sw.yaml: warning: 'sw' lacks a text: b [missing-text]
        note: make this file with it
        note: the text of the default language, or the English one, stands in

        """)
    try hub.folder.write("b: B", to: "themes/mine/i18n/sw.yaml")
    #expect(hub.rendered(checkTheme(hub.options).diagnostics) == "")
  }

  // MARK: Styles

  @Test func `a hub's styles come after those of the theme, and both after the original's`() throws
  {
    let hub = try TestHub(["content/news/a.md": article("A")])
    var options = hub.options
    options.themeFolders = [PackageFolder.root + "/themes"]
    #expect(newTheme("corp", extending: "plaza", options).diagnostics == [])
    #expect(newTheme("mine", extending: "corp", options).diagnostics == [])
    try hub.folder.write(
      TestHub.config.replacing("theme: plain", with: "theme: mine"), to: "hubgen.yaml")
    try hub.folder.write(":root { --round: 0; }", to: "assets/custom.css")
    #expect(hub.rendered(build(options).diagnostics) == "")
    let page = try hub.output("index.html")
    let styles = page.matches(of: #/<link rel="stylesheet" href="([^"?]+)/#).map { String($0.1) }
    #expect(
      styles == [
        "/assets/plaza.css", "/assets/lists.css", "/assets/corp.css", "/assets/mine.css",
        "/assets/custom.css",
      ])
    let reference = try #require(themeReference(options).reference)
    let round = reference.offers.properties.filter { $0.name == "--round" }
    #expect(round.map(\.asset) == ["custom.css"] && round.map(\.value) == ["0"])
    #expect(round.first?.replaces == ["plaza.css", "corp.css", "mine.css"])
    #expect(
      reference.markdown.contains("| custom.css, in place of plaza.css, corp.css, mine.css |"))
  }

  @Test func `a theme's custom.css that the hub's replaces is a warning`() throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: mine"),
      "themes/mine/theme.yaml": "extends: plain", "themes/mine/assets/custom.css": "p{}",
      "assets/custom.css": "a{}",
    ])
    #expect(
      hub.problems() == """
        themes/mine/assets/custom.css: warning: nothing loads these styles: the hub's assets/custom.css replaces them [lost-styles]
        note: call the file 'mine.css': it is loaded before the hub's

        """)
  }

  @Test func `a new theme's styles never take the place of the original's`() throws {
    let hub = try TestHub()
    var options = hub.options
    options.themeFolders = [PackageFolder.root + "/themes"]
    #expect(
      newTheme("lists", extending: "plaza", options).diagnostics.map(\.message) == [
        "'plaza' has a file assets/lists.css, which that of a theme 'lists' would replace"
      ])
  }

  // MARK: Shortcodes

  @Test func `a mistake in a shortcode's template hides none of its parameters`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A", more: "layout: landing", body: "{{< price amount=3 />}}"),
      "templates/landing.html": "{{ page.content }}",
      "templates/shortcodes/price.html":
        "---\nparameters: { amount: { type: double, required: true } }\n---\n{% if amount %}{{ amount }}",
    ])
    #expect(
      hub.problems() == """
        templates/shortcodes/price.html:4:4: error: 'if' is not closed [template-syntax]
         4 | {% if amount %}{{ amount }}
           |    ^~
        note: it ends with '{% endif %}'

        """)
  }
}
