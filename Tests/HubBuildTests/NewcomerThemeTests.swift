import HubBuild
import HubTestSupport
import Testing

/// What people do who lay out their first theme.
@Suite struct NewcomerThemeTests {
  private static let mine = [
    "hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: mine")
      + "\ntheme: { accent: red }",
    "content/news/a.md": article("A", body: "{{< box >}}a{{< /box >}}"),
    "themes/mine/templates/article.html": "{% extends 'base.html' %}{{ theme.accent }}",
  ]

  private static func mine(_ files: [String: String]) -> [String: String] {
    mine.merging(files) { $1 }
  }

  private static let english = [
    "content/news/a.md": article("A"), "themes/plain/i18n/en.yaml": "page: \"{number} of {total}\"",
    "themes/plain/i18n/sw.yaml": "page: \"{number} / {total}\"",
    "themes/plain/templates/404.html": "{{ 'page' | t(number=1, total=2) }}",
  ]

  static let builds = [
    Mistake(
      name: "a theme.yaml that is no YAML",
      files: mine(["themes/mine/theme.yaml": "extends: [plain"]),
      expected: """
        themes/mine/theme.yaml:1:10: error: '[' has no closing ']' [yaml-syntax]
         1 | extends: [plain
           |          ^

        """),
    Mistake(
      name: "a theme.yaml with a misspelt key",
      files: mine(["themes/mine/theme.yaml": "extend: plain"]),
      expected: """
        themes/mine/theme.yaml:1:1: error: unknown key 'extend' in theme.yaml [unknown-key]
         1 | extend: plain
           | ^~~~~~
        note: did you mean 'extends'?

        """),
    Mistake(
      name: "a theme.yml", files: mine(["themes/mine/theme.yml": "extends: plain"]),
      expected: """
        themes/mine/theme.yml: error: a theme's file is called theme.yaml; this one is not read [theme-file]
        note: rename the file

        """),
    Mistake(
      name: "a theme without a theme.yaml", files: mine([:]),
      expected: """
        themes/mine/templates: error: the theme has no 'home.html', 'section.html', 'page.html', 'taxonomy.html', 'term.html' and no '404.html' [missing-template]
        note: a theme that holds only what differs says whose the rest is, such as 'extends: plaza' in themes/mine/theme.yaml

        """),
    Mistake(
      name: "a text of the hub with a wrong placeholder",
      files: english.merging(["i18n/en.yaml": "page: \"Page {nummer}\""]) { $1 },
      expected: """
        i18n/en.yaml:1:1: error: the theme's text 'page' has no value '{nummer}' [unknown-placeholder]
         1 | page: "Page {nummer}"
           | ^~~~
        note: did you mean 'number'?

        """),
    Mistake(
      name: "a text of the hub with fewer placeholders",
      files: english.merging(["i18n/en.yaml": "page: \"{number}\"", "i18n/sw.yaml": "page: \"-\""])
      {
        $1
      }, expected: ""),
    Mistake(
      name: "a text of the hub with a count that the theme does not give",
      files: english.merging(["i18n/en.yaml": "page: { one: a, other: b }"]) { $1 },
      expected: """
        i18n/en.yaml:1:1: error: the theme's text 'page' has no value '{count}' [unknown-placeholder]
         1 | page: { one: a, other: b }
           | ^~~~
        note: it has {number}, {total}

        """),
    Mistake(
      name: "a file of texts that is no YAML",
      files: english.merging(["themes/plain/i18n/en.yaml": "page: [\nhome: x"]) { $1 },
      expected: """
        themes/plain/i18n/en.yaml:1:7: error: '[' has no closing ']' [yaml-syntax]
         1 | page: [
           |       ^

        """),
    Mistake(
      name: "a text that nobody uses beside one that is chosen by an inline if",
      files: english.merging([
        "themes/plain/i18n/en.yaml": "a: A\nb: B", "themes/plain/i18n/sw.yaml": "a: A\nb: B",
        "i18n/en.yaml": "a: My A\nc: C",
        "themes/plain/templates/404.html":
          "{{ ('a' if page.date else 'b' if page.image else 'bb') | t }}",
      ]) { $1 },
      expected: """
        themes/plain/templates/404.html:1:50: error: no text 'bb': did you mean 'b'? [bad-argument]
         1 | {{ ('a' if page.date else 'b' if page.image else 'bb') | t }}
           |                                                  ^~~~

        """),
    Mistake(
      name: "a text that nobody uses",
      files: english.merging([
        "themes/plain/i18n/en.yaml": "a: A\nb: B", "themes/plain/i18n/sw.yaml": "a: A\nb: B",
        "i18n/en.yaml": "a: My A\nc: C",
        "themes/plain/templates/404.html": "{{ ('a' if page.date else 'b') | t }}",
      ]) { $1 },
      expected: """
        i18n/en.yaml:2:1: warning: no template uses 'c', and it replaces no text of the theme [unused-text]
         2 | c: C
           | ^

        """),
    Mistake(
      name: "a text that is in no file",
      files: english.merging(["themes/plain/templates/404.html": "{{ 'nope' | t }}"]) { $1 },
      expected: """
        themes/plain/templates/404.html:1:4: error: no text 'nope': write 'nope: …' into 'themes/plain/i18n/en.yaml' [bad-argument]
         1 | {{ 'nope' | t }}
           |    ^~~~~~

        """),
    Mistake(
      name: "templates that extend and include themselves",
      files: [
        "templates/article.html": "{% extends 'article.html' %}",
        "templates/page.html": "{% extends 'theme/page.html' %}",
        "themes/plain/templates/page.html": "{% include 'page.html' %}",
      ],
      expected: """
        templates/article.html:1:12: error: 'article.html' extends itself: 'article.html' → 'article.html' [extends-cycle]
         1 | {% extends 'article.html' %}
           |            ^~~~~~~~~~~~~~
        note: the one that this file replaces is 'theme/article.html'
        themes/plain/templates/page.html:1:12: error: 'page.html' extends 'theme/page.html', which includes 'page.html' [include-cycle]
         1 | {% include 'page.html' %}
           |            ^~~~~~~~~~~
        note: take one of these tags out, or move what they share into a template of its own
        templates/page.html:1:12: note: extended here
         1 | {% extends 'theme/page.html' %}
           |            ^~~~~~~~~~~~~~~~~

        """),
    Mistake(
      name: "misplaced templates of the hub",
      files: [
        "templates/shortcode/x.html": "", "templates/card.html": "",
        "themes/plain/templates/partials/card.html": "",
      ],
      expected: """
        templates/card.html: warning: no template uses 'card.html', and it replaces none [unused-template]
        note: did you mean 'partials/card.html'?
        note: name the file as the theme names the one to replace, or remove it
        templates/shortcode/x.html: warning: no template uses 'shortcode/x.html', and it replaces none [unused-template]
        note: templates of shortcodes stand in 'templates/shortcodes/'

        """),
    Mistake(
      name: "anchors of a page with a mistake in its body",
      files: [
        "content/news/a.md": article("A", body: "## One\n\n{{< box title=x >}}"),
        "content/news/b.md": article("B", body: "[a](a.md#one)"),
      ],
      expected: """
        content/news/a.md:7:15: error: a text stands in quotes [shortcode-syntax]
         7 | {{< box title=x >}}
           |               ^
        note: write title="x" where it takes a text, else a number, true or false

        """),
  ]

  @Test(arguments: builds)
  func `one cause is one problem`(_ mistake: Mistake) throws {
    let hub = try TestHub(mistake.files)
    let shown = hub.problems().replacing(hub.options.source, with: "ROOT")
    #expect(shown == mistake.expected, "\(shown)")
  }

  static let checks = [
    Mistake(
      name: "what a theme does not use",
      files: [
        "themes/plain/theme.yaml":
          "settings:\n  wide: { type: bool, default: true }\n  used: { type: bool, default: true }",
        "themes/plain/templates/404.html":
          "{{ theme.used }}{% include ['x.html', 'y.html'] ignore missing %}",
        "themes/plain/templates/partials/old.html": "", "themes/plain/templates/partial.htm": "",
        "themes/plain/template/card.html": "", "themes/plain/layouts/card.html": "",
        "themes/plain/docs/readme.md": "", "themes/plain/templates/shortcode/x.html": "",
        "template/card.html": "",
      ],
      expected: """
        template: warning: nothing reads this folder [unused-folder]
        note: did you mean 'templates'?
        themes/plain/layouts: warning: nothing reads this folder [unused-folder]
        note: did you mean 'themes/plain/templates'?
        themes/plain/template: warning: nothing reads this folder [unused-folder]
        note: did you mean 'themes/plain/templates'?
        themes/plain/templates/partial.htm: warning: files in 'templates' end with '.html'; this one is not read [unused-file]
        note: rename the file
        themes/plain/templates/partials/old.html: warning: no template uses 'partials/old.html', and it replaces none [unused-template]
        note: name it in a template, or remove the file
        themes/plain/templates/shortcode/x.html: warning: no template uses 'shortcode/x.html', and it replaces none [unused-template]
        note: templates of shortcodes stand in 'themes/plain/templates/shortcodes/'
        themes/plain/theme.yaml:2:3: warning: no template reads 'theme.wide' [unused-setting]
         2 |   wide: { type: bool, default: true }
           |   ^~~~
        note: remove the setting, or use it

        """),
    Mistake(
      name: "a theme that can't be read",
      files: mine(["themes/mine/theme.yaml": "extends: [plain"]),
      expected: """
        themes/mine/theme.yaml:1:10: error: '[' has no closing ']' [yaml-syntax]
         1 | extends: [plain
           |          ^

        """),
    Mistake(
      name: "a theme that lacks templates", files: mine([:]),
      expected: """
        themes/mine/templates: error: the theme has no 'home.html', 'section.html', 'page.html', 'taxonomy.html', 'term.html' and no '404.html' [missing-template]
        note: a theme that holds only what differs says whose the rest is, such as 'extends: plaza' in themes/mine/theme.yaml

        """),
  ]

  @Test(arguments: checks)
  func `the check of a theme says what nothing uses`(_ mistake: Mistake) throws {
    let hub = try TestHub(mistake.files)
    let shown = hub.rendered(checkTheme(hub.options).diagnostics).replacing(
      hub.options.source, with: "ROOT")
    #expect(shown == mistake.expected, "\(shown)")
  }

  @Test func `texts that an installed theme lacks belong into the hub`() throws {
    let hub = try TestHub([
      "elsewhere/shop/i18n/en.yaml": "a: A\nb: B", "elsewhere/shop/i18n/sw.yaml": "a: A",
      "elsewhere/shop/i18n/ar.yaml": "a: A",
      "hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: shop"),
    ])
    for (name, text) in TestHub.theme {
      try hub.folder.write(text, to: name.replacing("themes/plain", with: "elsewhere/shop"))
    }
    try hub.folder.write("{{ 'a' | t }}{{ 'b' | t }}", to: "elsewhere/shop/templates/404.html")
    var options = hub.options
    options.themeFolders = [hub.folder.path + "/elsewhere"]
    let shown = hub.rendered(checkTheme(options).diagnostics)
    #expect(
      shown == """
        i18n/sw.yaml: warning: 'sw' lacks a text: b [missing-text]
        note: make this file with it
        note: the text of the default language, or the English one, stands in

        """)
  }
}
