import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

/// A hub with one mistake, and how it is reported.
struct Mistake: CustomTestStringConvertible, Sendable {
  let name: String
  let files: [String: String]
  let expected: String
  var strict = false

  var testDescription: String { name }
}

@Suite struct `Mistakes in a hub` {
  /// U+FDD0 and U+10FFFF, which Swift's own source may not hold.
  private static let noncharacters = [[0xEF, 0xB7, 0x90], [0xF4, 0x8F, 0xBF, 0xBF]].map {
    String(decoding: $0, as: UTF8.self)
  }

  static let mistakes = [
    Mistake(
      name: "a link to a file that is not there",
      files: [
        "content/news/a.md": article("A", body: "See [it](launhc.md) now."),
        "content/news/launch.md": article("L"),
      ],
      expected: """
        content/news/a.md:5:10: error: no page 'content/news/launhc.md' [broken-link]
         5 | See [it](launhc.md) now.
           |          ^~~~~~~~~
        note: did you mean 'content/news/launch.md'?

        """),
    Mistake(
      name: "a link to a file in another folder",
      files: [
        "content/news/a.md": article("A", body: "See [it](b.md)."),
        "content/tips/b.md": article("B"),
      ],
      expected: """
        content/news/a.md:5:10: error: no page 'content/news/b.md' [broken-link]
         5 | See [it](b.md).
           |          ^~~~
        note: did you mean 'content/tips/b.md'?

        """),
    Mistake(
      name: "a picture of the site itself that is not there",
      files: [
        "hubgen.yaml": TestHub.config.replacing(
          "theme: plain",
          with: "theme: plain\n  image: { src: https://hub.example.com/card.png, alt: Card }"),
        "content/news/a.md": article(
          "A", more: "image: { src: https://HUB.example.com/covr.png, alt: Cover }"),
        "content/news/b.md": article(
          "B", more: "image: { src: https://hub.example.com/cover.png, alt: Cover }"),
        "content/news/c.md": article(
          "C", more: "image: { src: https://hub.example.com.other.example/x.png, alt: Cover }"),
        "static/cover.png": "",
      ],
      expected: """
        content/news/a.md:4:15: error: no file has the address '/covr.png' [missing-image]
         4 | image: { src: https://HUB.example.com/covr.png, alt: Cover }
           |               ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: did you mean '/cover.png'?
        hubgen.yaml:5:17: error: no file has the address '/card.png' [missing-image]
         5 |   image: { src: https://hub.example.com/card.png, alt: Card }
           |                 ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: link to a page by its file, such as '../news/launch.md', or by its address

        """),
    Mistake(
      name: "a heading that is not there",
      files: [
        "content/news/a.md": article("A", body: "[x](b.md#the-tabel)"),
        "content/news/b.md": article("B", body: "## The table"),
      ],
      expected: """
        content/news/a.md:5:5: error: no heading '#the-tabel' in 'content/news/b.md' [broken-anchor]
         5 | [x](b.md#the-tabel)
           |     ^~~~~~~~~~~~~~
        note: did you mean 'the-table'?

        """),
    Mistake(
      name: "a heading of the same page that is not there",
      files: ["content/news/a.md": article("A", body: "[x](#nothing)")],
      expected: """
        content/news/a.md:5:5: error: no heading '#nothing' in this page [broken-anchor]
         5 | [x](#nothing)
           |     ^~~~~~~~

        """),
    Mistake(
      name: "a link to a draft",
      files: [
        "content/news/a.md": article("A", body: "[x](b.md)"),
        "content/news/b.md": article("B", more: "draft: true"),
      ],
      expected: """
        content/news/a.md:5:5: error: link leads to 'content/news/b.md', which is a draft [unpublished-link]
         5 | [x](b.md)
           |     ^~~~
        note: publish that page, or remove the link

        """),
    Mistake(
      name: "a link to an article of the future",
      files: [
        "content/news/a.md": article("A", body: "[x](b.md)"),
        "content/news/b.md": article("B", date: "2030-01-01"),
      ],
      expected: """
        content/news/a.md:5:5: error: link leads to 'content/news/b.md', which is dated in the future [unpublished-link]
         5 | [x](b.md)
           |     ^~~~
        note: publish that page, or remove the link

        """),
    Mistake(
      name: "a link out of content",
      files: ["content/news/a.md": article("A", body: "[x](../../../etc/passwd.md)")],
      expected: """
        content/news/a.md:5:5: error: link leads out of the folder 'content/' [broken-link]
         5 | [x](../../../etc/passwd.md)
           |     ^~~~~~~~~~~~~~~~~~~~~~

        """),
    Mistake(
      name: "an address that nothing has",
      files: ["content/news/a.md": article("A", body: "[x](/news/aa/)")],
      expected: """
        content/news/a.md:5:5: error: nothing has the address '/news/aa/' [broken-link]
         5 | [x](/news/aa/)
           |     ^~~~~~~~~
        note: did you mean '/news/a/'?

        """),
    Mistake(
      name: "absolute links to the site itself that lead nowhere",
      files: [
        "content/news/a.md": article(
          "A",
          body: """
            [x](https://hub.example.com/news/aa/) [y](HTTPS://Hub.example.com/news/b#z)
            <a href="https://hub.example.com/news/b.md">w</a> ![v](https://hub.example.com/v.svg)
            [u](https://hub.example.com.example.net/x/) <https://hub.example.com:8080/x/>
            [t](b.md) <https://hub.example.com/news/s/>
            """),
        "content/news/b.md": article("B"),
      ],
      expected: """
        content/news/a.md:5:5: error: nothing has the address '/news/aa/' [broken-link]
         5 | [x](https://hub.example.com/news/aa/) [y](HTTPS://Hub.example.com/news/b#z)
           |     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: did you mean '/news/a/'?
        content/news/a.md:5:43: error: no heading '#z' in 'content/news/b.md' [broken-anchor]
         5 | [x](https://hub.example.com/news/aa/) [y](HTTPS://Hub.example.com/news/b#z)
           |                                           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        content/news/a.md:6:10: error: nothing has the address '/news/b.md' [broken-link]
         6 | <a href="https://hub.example.com/news/b.md">w</a> ![v](https://hub.example.com/v.svg)
           |          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: did you mean '/news/b/'?
        content/news/a.md:6:56: error: no file '/v.svg' [missing-image]
         6 | <a href="https://hub.example.com/news/b.md">w</a> ![v](https://hub.example.com/v.svg)
           |                                                        ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        content/news/a.md:8:12: error: nothing has the address '/news/s/' [broken-link]
         8 | [t](b.md) <https://hub.example.com/news/s/>
           |            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: did you mean '/news/a/'?

        """),
    Mistake(
      name: "an image that is not there",
      files: [
        "content/news/a.md": article("A", body: "![cup](cupp.svg)"),
        "content/news/cup.svg": "<svg/>",
      ],
      expected: """
        content/news/a.md:5:8: error: no file 'cupp.svg' [missing-image]
         5 | ![cup](cupp.svg)
           |        ^~~~~~~~
        note: did you mean 'content/news/cup.svg'?

        """),
    Mistake(
      name: "a cover that is not there",
      files: ["content/news/a.md": article("A", more: "image: { src: cover.jpg, alt: A cup }")],
      expected: """
        content/news/a.md:4:15: error: no file 'cover.jpg' [missing-image]
         4 | image: { src: cover.jpg, alt: A cup }
           |               ^~~~~~~~~

        """),
    Mistake(
      name: "an alias on a page's address",
      files: [
        "content/news/a.md": article("A"),
        "content/news/b.md": article("B", more: "aliases: [/news/a/]"),
      ],
      expected: """
        content/news/b.md:4:11: error: an alias of 'content/news/b.md' has the address '/news/a/' of content/news/a.md [duplicate-address]
         4 | aliases: [/news/a/]
           |           ^~~~~~~~
        note: remove the alias

        """),
    Mistake(
      name: "an alias that would leave the output folder",
      files: ["content/news/a.md": article("A", more: "aliases: ['/..%2F..%2Fescaped/']")],
      expected: """
        content/news/a.md:4:11: error: an alias is an old path of this site, such as '/old/address/' [alias-path]
         4 | aliases: ['/..%2F..%2Fescaped/']
           |           ^~~~~~~~~~~~~~~~~~~~~

        """),
    Mistake(
      name: "a static file in place of a page",
      files: ["content/news/a.md": article("A"), "static/news/a/index.html": "mine"],
      expected: """
        static/news/a/index.html: error: static/news/a/index.html has the address '/news/a/index.html' of content/news/a.md [duplicate-address]
        note: give one of them another 'slug', or rename its file

        """),
    Mistake(
      name: "a file where a section needs a folder",
      files: ["content/news/a.md": article("A", more: "slug: b"), "static/news": "mine"],
      expected: """
        static/news: error: static/news is written as the file 'news', where the feed atom.xml needs a folder [file-and-folder]
        note: give one of them another address

        """),
    Mistake(
      name: "two home pages",
      files: [
        "content/_index.md": "---\ntitle: A\n---\n", "content/index.md": "---\ntitle: B\n---\n",
      ],
      expected: """
        content/index.md: error: 'content/index.md' and 'content/_index.md' are the same page [duplicate-page]
        note: remove or rename one of them

        """),
    Mistake(
      name: "Markdown under another name",
      files: ["content/news/a.markdown": article("A")],
      expected: """
        content/news/a.markdown: error: Markdown files end with '.md' [markdown-name]
        note: rename the file

        """),
    Mistake(
      name: "a permalink by date for a page without one",
      files: [
        "hubgen.yaml": TestHub.config + "\ncontent: { permalinks: { news: '/:year/:slug/' } }\n",
        "content/news/a.md": "---\ntitle: A\n---\n",
      ],
      expected: """
        content/news/a.md: error: permalink pattern '/:year/:slug/' needs a 'date' [permalink-date]
        note: add 'date:' to the front matter, or drop ':year' from the pattern

        """),
    Mistake(
      name: "a theme that is not there",
      files: ["hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: plaza")],
      expected: """
        hubgen.yaml:4:10: error: no theme 'plaza' [missing-theme]
         4 |   theme: plaza
           |          ^~~~~
        note: there is plain
        note: looked for it in 'ROOT/themes'

        """),
    Mistake(
      name: "a theme whose name is misspelt",
      files: ["hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: plian")],
      expected: """
        hubgen.yaml:4:10: error: no theme 'plian' [missing-theme]
         4 |   theme: plian
           |          ^~~~~
        note: did you mean 'plain'?
        note: looked for it in 'ROOT/themes'

        """),
    Mistake(
      name: "a permalink by title for a title without letters",
      files: [
        "hubgen.yaml": TestHub.config + "\ncontent: { permalinks: { news: '/:year/:title/' } }\n",
        "content/news/a.md": article("'!?'"),
      ],
      expected: """
        content/news/a.md: error: ':title' of the permalink pattern '/:year/:title/' is empty for this page [permalink-empty]
        note: its 'title' has no letter or digit to make an address of: change it, or use ':slug' in the pattern and set 'slug'

        """),
    Mistake(
      name: "a theme that would leave its folder",
      files: [
        "hubgen.yaml": TestHub.config.replacing("theme: plain", with: "theme: ../themes/plain")
      ],
      expected: """
        hubgen.yaml:4:10: error: 'theme' takes the name of a folder in 'themes', not a path [bad-theme]
         4 |   theme: ../themes/plain
           |          ^~~~~~~~~~~~~~~

        """),
    Mistake(
      name: "a theme without any text",
      files: [
        "content/a.md": "---\ntitle: A\n---\n",
        "themes/plain/templates/page.html": "{{ 'one' | t }} {{ 'two' | t(n=1) }}\n{{ 'one' | t }}",
        "themes/plain/templates/404.html": "{{ 'three' | t }}",
        "themes/plain/i18n/sw.yaml": "one: moja",
      ],
      expected: """
        themes/plain/templates/404.html:1:4: error: the theme has no texts for 'en': write them into 'themes/plain/i18n/en.yaml' [bad-argument]
         1 | {{ 'three' | t }}
           |    ^~~~~~~

        """),
    Mistake(
      name: "texts that are no mapping",
      files: [
        "themes/plain/i18n/en.yaml": "one: One", "themes/plain/i18n/sw.yaml": "- moja\n- mbili\n",
      ],
      expected: """
        themes/plain/i18n/sw.yaml:1:1: error: a theme's texts are a mapping, not a list [wrong-type]
         1 | - moja
           | ^
        note: write a key and its text on each line, such as 'readMore: Read more'

        """),
    Mistake(
      name: "values that a text does not take, or lacks",
      files: [
        "themes/plain/i18n/en.yaml": "page: 'Page {number} of {total}'\nhome: Home {{}}",
        "themes/plain/i18n/sw.yaml": "page: '{number}/{total}'\nhome: 'Nyumbani {site}'",
        "themes/plain/templates/404.html": """
        {{ 'page' | t(number=1, totl=2) }}
        {{ 'page' | t(number=1) }}
        {{ 'page' | t(number=1, total=2, last=3) }}
        {{ 'home' | t }}
        {{ 'page' | t(number=1, total=2) }}
        """,
      ],
      expected: """
        themes/plain/i18n/sw.yaml:2:7: error: '{site}' of 'home' stands in no other language [unknown-placeholder]
         2 | home: 'Nyumbani {site}'
           |       ^~~~~~~~~~~~~~~~~
        themes/plain/templates/404.html:4:13: note: this template does not give it
         4 | {{ 'home' | t }}
           |             ^
        themes/plain/templates/404.html:1:25: error: filter 't' has no argument 'totl' for 'page' [unknown-argument]
         1 | {{ 'page' | t(number=1, totl=2) }}
           |                         ^~~~
        note: did you mean 'total'?
        themes/plain/templates/404.html:2:13: error: filter 't' needs argument 'total' for 'page' [argument-count]
         2 | {{ 'page' | t(number=1) }}
           |             ^
        themes/plain/templates/404.html:3:34: error: filter 't' has no argument 'last' for 'page' [unknown-argument]
         3 | {{ 'page' | t(number=1, total=2, last=3) }}
           |                                  ^~~~
        note: it takes number, total

        """),
    Mistake(
      name: "a text chosen while a page is rendered that lacks a value",
      files: [
        "hubgen.yaml": TestHub.config + "\nparams: { key: page }\n",
        "themes/plain/i18n/en.yaml": "page: 'Page {number}'",
        "themes/plain/i18n/sw.yaml": "page: 'Ukurasa {number}'",
        "themes/plain/templates/home.html": "{{ site.params.key | t }}",
      ],
      expected: """
        themes/plain/templates/home.html:1:4: error: text 'page' needs argument 'number' [template-rendering]
         1 | {{ site.params.key | t }}
           |    ^~~~~~~~~~~~~~~~~~~
        note: while '/' was rendered

        """),
    Mistake(
      name: "control characters, written as such or as escapes",
      files: [
        "hubgen.yaml": TestHub.config + "\nparams: { a: \"x\\x01\" }\n",
        "content/news/a.md": "---\ntitle: \"A\\u0007\"\n---\n",
        "content/news/b.md": "+++\ntitle = \"A\\u007F\"\n+++\n",
        "content/news/c.md": article("A", body: "a \(noncharacters[0])"),
        "content/news/d.md": article("A", body: "\(noncharacters[1])"),
      ],
      expected: """
        content/news/a.md:2:8: error: the invisible character U+0007 is not allowed here [control-character]
         2 | title: "A\\u0007"
           |        ^~~~~~~~~
        content/news/b.md:2:9: error: the invisible character U+007F is not allowed here [control-character]
         2 | title = "A\\u007F"
           |         ^~~~~~~~~
        content/news/c.md:5:3: error: U+FDD0 is not allowed in a content file [control-character]
         5 | a \(noncharacters[0])
           |   ^
        content/news/d.md:5:1: error: U+10FFFF is not allowed in a content file [control-character]
         5 | \(noncharacters[1])
           | ^
        hubgen.yaml:9:14: error: the invisible character U+0001 is not allowed here [control-character]
         9 | params: { a: "x\\x01" }
           |              ^~~~~~~

        """),
    Mistake(
      name: "a logo that is not there",
      files: [
        "hubgen.yaml": TestHub.config.replacing(
          "  theme: plain", with: "  theme: plain\n  organization: { name: K, logo: lgoo.svg }"),
        "static/logo.svg": "<svg/>",
      ],
      expected: """
        hubgen.yaml:5:34: error: no file 'static/lgoo.svg' [missing-image]
         5 |   organization: { name: K, logo: lgoo.svg }
           |                                  ^~~~~~~~
        note: did you mean 'logo.svg'?

        """),
    Mistake(
      name: "a tag without a letter",
      files: ["content/news/a.md": article("A", more: "tags: ['!!']")],
      expected: """
        content/news/a.md:4:8: error: '!!' has no letter or digit to make an address of [term-name]
         4 | tags: ['!!']
           |        ^~~~

        """),
  ]

  @Test(arguments: mistakes)
  func `is reported with its place and a hint`(mistake: Mistake) throws {
    let hub = try TestHub(mistake.files)
    #expect(
      hub.problems().replacing(hub.folder.path, with: "ROOT") == mistake.expected)
    #expect(hub.outputs().isEmpty)
  }

  @Test func `terms and sections that hide others are warned of`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A", more: "tags: [C++, Big Data]"),
      "content/news/b.md": article("B", date: "2026-01-01", more: "tags: [C#, big-data]"),
      "content/news/index.md": "---\ntitle: News\n---\n",
    ])
    let report = hub.build()
    #expect(report.isComplete)
    #expect(
      hub.rendered(report.diagnostics) == """
        content/news/b.md:4:8: warning: 'C#' and 'C++' are one term: both have the address '/tags/c/' [merged-terms]
         4 | tags: [C#, big-data]
           |        ^~
        note: spell one of them so that its letters and digits differ
        content/news/index.md: warning: a section's page is '_index.md': this one hides the list of its articles [section-page]
        note: rename it to 'content/news/_index.md'

        """)
  }

  @Test func `a permalink pattern for a section that is not there is warned of`() throws {
    let hub = try TestHub([
      "hubgen.yaml": TestHub.config
        + "\ncontent: { permalinks: { artcles: '/:year/:slug/', drafts: '/:slug/' } }\n",
      "content/articles/a.md": article("A"),
      "content/drafts/b.md": article("B", more: "draft: true"),
    ])
    let report = hub.build()
    #expect(report.isComplete)
    #expect(
      hub.rendered(report.diagnostics) == """
        hubgen.yaml:9:26: warning: 'content/' has no section 'artcles' for this permalink pattern [unknown-section]
         9 | content: { permalinks: { artcles: '/:year/:slug/', drafts: '/:slug/' } }
           |                          ^~~~~~~
        note: did you mean 'articles'?

        """)
  }

  @Test func `a folder without a configuration says what to do`() throws {
    let folder = try TemporaryFolder()
    let hub = try TestHub()
    let report = hub.build { $0.source = folder.path }
    #expect(report.diagnostics.map(\.id) == ["missing-config"])
    #expect(report.diagnostics.first?.notes.first?.message.contains("hubgen new site") == true)
  }

  @Test func `all mistakes of all files come in one run, in the order of paths`() throws {
    let hub = try TestHub([
      "content/news/a.md": article("A", body: "[x](nowhere.md)"),
      "content/news/b.md": "---\ndate: 2026-02-30\n---\n",
      "themes/plain/templates/page.html": "{{ page.titel }}",
    ])
    let report = hub.build()
    let places = report.diagnostics.sortedForPrinting().compactMap(\.location?.file)
    #expect(
      Set(places) == ["content/news/a.md", "content/news/b.md", "themes/plain/templates/page.html"])
    #expect(places == places.sorted())
    #expect(hub.outputs().isEmpty)
  }
}
