import Foundation
import HubBuild
import HubDiagnostics
import HubModel
import HubTestSupport
import Testing

@Suite struct Themes {
  private static let knobs = """
    settings:
      accent: { type: color, default: "#abc" }
      wide: { type: bool, default: true }
      columns: { type: int, default: 3 }
      side: { type: choice, choices: [left, right], default: left }
      motto: { type: string, default: "" }
      letter: { type: url, default: "" }
      logo: { type: image, default: { src: logo.svg, alt: Star } }
    """

  private static let showing = """
    {{ theme.accent }} {{ theme.wide }} {{ theme.columns + 1 }} {{ theme.side }} \
    [{{ theme.motto }}] [{{ theme.letter }}]\
    {% if theme.logo %} {{ theme.logo.url }} {{ theme.logo.alt }} {{ theme.logo.width }}{% endif %}
    """

  private static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"4\"/>"

  @Test func `a theme's settings have their defaults`() throws {
    let hub = try TestHub([
      "themes/plain/theme.yaml": Self.knobs, "themes/plain/templates/404.html": Self.showing,
      "themes/plain/assets/logo.svg": Self.svg,
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("404.html") == "#abc True 4 left [] [] /assets/logo.svg Star 8")
  }

  @Test func `a hub sets them, and addresses of the site get its path`() throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config.replacing(
        "https://hub.example.com", with: "https://example.com/hub") + """

          theme:
            accent: "#0A7d5a"
            wide: false
            columns: 0x10
            side: right
            motto: A <b>
            letter: /about#us
            logo: { src: /mark.svg, alt: Mark }
          """,
      "content/about.md": "---\ntitle: About\n---\n## Us\n",
      "static/mark.svg": Self.svg, "themes/plain/assets/logo.svg": Self.svg,
      "themes/plain/theme.yaml": Self.knobs, "themes/plain/templates/404.html": Self.showing,
    ])
    #expect(hub.problems() == "")
    #expect(
      try hub.output("404.html")
        == "#0A7d5a False 17 right [A &lt;b&gt;] [/hub/about/#us] /hub/mark.svg Mark 8")
  }

  @Test func `what a theme lacks comes from the one it extends`() throws {
    var files = [
      "hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: child")
        + "\ntheme: { wide: false }",
      "themes/child/theme.yaml":
        "extends: plain\nsettings:\n  accent: { type: color, default: \"#fff\" }",
      "themes/child/templates/404.html":
        "{{ theme.accent }} {{ theme.wide }} {{ 'one' | t }} {{ 'two' | t }} {{ 'a.css' | asset }}"
        + " {% include 'plain/404.html' %}",
      "themes/child/i18n/en.yaml": "one: child one",
      "themes/child/assets/a.css": "child",
      "themes/plain/i18n/en.yaml": "one: plain one\ntwo: plain two",
      "themes/plain/i18n/sw.yaml": "one: moja\ntwo: mbili",
      "themes/plain/assets/a.css": "plain", "themes/plain/assets/b.css": "plain",
      "themes/plain/assets/logo.svg": Self.svg, "themes/plain/theme.yaml": Self.knobs,
      "themes/plain/templates/404.html": "plain {{ theme.accent }}",
    ]
    let hub = try TestHub(files)
    #expect(hub.problems() == "")
    let page = try hub.output("404.html")
    #expect(page.hasPrefix("#fff False child one plain two /assets/a.css?v="))
    #expect(page.hasSuffix(" plain #fff"))
    #expect(try hub.output("assets/a.css") == "child")
    #expect(try hub.output("assets/b.css") == "plain")
    #expect(try hub.output("index.html").hasPrefix("<title>"))

    // The same theme, installed beside the binary and not in the hub.
    let installed = try TemporaryFolder()
    for (name, text) in files where name.hasPrefix("themes/child/") {
      try installed.write(text, to: String(name.dropFirst("themes/".count)))
      files[name] = nil
    }
    let other = try TestHub(files)
    #expect(other.problems { $0.themeFolders = [installed.path] } == "")
    #expect(try other.output("404.html") == page)
  }

  @Test func `a hub's own files replace those of its theme`() throws {
    let hub = try TestHub([
      "themes/plain/templates/base.html": "[{% block main %}{% endblock %}{{ 'one' | t }}]",
      "themes/plain/templates/404.html":
        "{% extends 'base.html' %}{% block main %}{% include 'part.html' %}{% endblock %}",
      "themes/plain/templates/part.html": "part ",
      "themes/plain/i18n/en.yaml": "one: One", "themes/plain/i18n/sw.yaml": "one: Moja",
      "themes/plain/assets/a.css": "theme",
      "templates/part.html": "my part ", "i18n/en.yaml": "one: My one", "assets/a.css": "mine",
      "assets/new.css": "new",
      "templates/page.html": "{{ 'a.css' | asset }} {{ 'new.css' | asset }}",
      "content/about.md": "---\ntitle: About\n---\n",
    ])
    #expect(hub.problems() == "")
    #expect(try hub.output("404.html") == "[my part My one]")
    #expect(try hub.output("assets/a.css") == "mine")
    #expect(try hub.output("assets/new.css") == "new")
    let page = try hub.output("about/index.html")
    #expect(page.contains("/assets/a.css?v=") && page.contains("/assets/new.css?v="))
  }

  @Test func `a hub's template builds on the theme's original`() throws {
    let hub = try TestHub([
      "themes/plain/templates/base.html":
        "[{% block main %}{% endblock %}]{% block foot %}{% endblock %}",
      "templates/base.html":
        "{% extends 'theme/base.html' %}{% block foot %}{% include 'theme/foot.html' %}!{% endblock %}",
      "themes/plain/templates/foot.html": "foot", "templates/foot.html": "my foot",
      "templates/404.html":
        "{% extends 'theme/404.html' %}{% block main %}{{ super() }}, sorry{% endblock %}",
      "templates/page.html": "{% include 'foot.html' %}",
      "content/about.md": "---\ntitle: About\n---\n",
    ])
    #expect(hub.problems() == "")
    // The theme's own 404.html extends the base.html that the hub put in its place.
    #expect(try hub.output("404.html") == "[not found, sorry]foot!")
    #expect(try hub.output("about/index.html") == "my foot")
  }

  @Test func `the theme's check wants every text in every language, and none that nobody uses`()
    throws
  {
    let hub = try TestHub([
      "themes/plain/i18n/en.yaml": "one: One\ntwo: Two\nold: Old",
      "themes/plain/i18n/ar.yaml": "one: واحد\nold: قديم",
      "themes/plain/templates/404.html": "{{ 'one' | t }}{{ 'two' | t }}",
      "content/broken.md": "no front matter, which is not the theme's fault",
    ])
    let report = checkTheme(hub.options)
    #expect(report.templates == 8)
    #expect(report.languages == ["ar", "en"])
    #expect(
      hub.rendered(report.diagnostics) == """
        hubgen.yaml: warning: the theme has no texts in 'sw', a language of this hub [missing-text]
        note: make themes/plain/i18n/sw.yaml with them
        note: the text of the default language, or the English one, stands in
        themes/plain/i18n/ar.yaml: warning: 'ar' lacks a text: two [missing-text]
        note: write it into this file
        note: the text of the default language, or the English one, stands in
        themes/plain/i18n/en.yaml:3:1: warning: no template uses 'old' [unused-text]
         3 | old: Old
           | ^~~
        note: remove it from every file of themes/plain/i18n/

        """)
    var strict = hub.options
    strict.strict = true
    #expect(checkTheme(strict).diagnostics.hasErrors)
  }

  @Test func `the themes that come with hubgen lack no text and have none too many`() throws {
    let themes = PackageFolder.root + "/themes"
    let names = try FileManager.default.contentsOfDirectory(atPath: themes)
    #expect(names.contains("plaza"))
    for name in names {
      let hub = try TestHub([
        "hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: \(name)")
      ])
      var options = hub.options
      options.themeFolders = [themes]
      let report = checkTheme(options)
      #expect(report.theme?.name == name)
      #expect(report.diagnostics == [], "\(hub.rendered(report.diagnostics))")
    }
  }

  @Test func `a text is not called unused where templates choose among texts`() throws {
    let hub = try TestHub([
      "themes/plain/i18n/en.yaml": "one: One\ntwo: Two",
      "themes/plain/i18n/sw.yaml": "one: Moja\ntwo: Mbili",
      "themes/plain/templates/404.html": "{{ site.params.key | t }}",
    ])
    #expect(checkTheme(hub.options).diagnostics == [])
    try hub.folder.write("{{ ['one'] | map('t') | join }}", to: "themes/plain/templates/404.html")
    #expect(checkTheme(hub.options).diagnostics == [])
    try hub.folder.write("{{ 'one' | t }}", to: "themes/plain/templates/404.html")
    #expect(checkTheme(hub.options).diagnostics.map(\.id) == ["unused-text"])
  }

  @Test func `a text that only a replaced template uses is used`() throws {
    let hub = try TestHub([
      "themes/plain/i18n/en.yaml": "one: One", "themes/plain/i18n/sw.yaml": "one: Moja",
      "themes/plain/templates/404.html": "{{ 'one' | t }}", "templates/404.html": "mine",
    ])
    #expect(checkTheme(hub.options).diagnostics == [])
    try hub.folder.write("{{ 'oen' | t }}", to: "themes/plain/templates/404.html")
    #expect(checkTheme(hub.options).diagnostics.map(\.id) == ["bad-argument"])
    #expect(hub.problems() == "")
  }

  @Test func `the reference in docs is the one that the command prints`() throws {
    let root = PackageFolder.root
    let options = BuildOptions(source: root, output: root + "/public", now: TestHub.now)
    let (reference, diagnostics) = themeReference(options)
    #expect(!diagnostics.hasErrors)
    let printed = try #require(reference).markdown
    let written = try String(contentsOfFile: root + "/docs/theme-reference.md", encoding: .utf8)
    #expect(
      written == printed,
      "renew it: hubgen theme show --format markdown > docs/theme-reference.md")
  }
}
