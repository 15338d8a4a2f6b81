import HubBuild
import HubDiagnostics
import HubTestSupport
import Testing

@Suite struct `Texts of a theme` {
  private static let config = """
    site: { title: Kiosk, url: https://hub.example.com, theme: plain }
    languages:
      default: en
      en: { name: English }
      sk: { name: Slovenčina }
    """

  private static let english = """
    count:
      one: "{count} article"
      other: "{count} articles"
    """

  /// A hub whose article template is `template` and whose theme has `texts` in Slovak.
  private static func hub(
    _ template: String, english: String = english, slovak: String?
  ) throws -> TestHub {
    var files = [
      "hubgen.yaml": config, "content/news/a.md": article("A"),
      "content/news/a.sk.md": article("A"),
      "themes/plain/templates/article.html": template, "themes/plain/i18n/en.yaml": english,
    ]
    if let slovak { files["themes/plain/i18n/sk.yaml"] = slovak }
    return try TestHub(files)
  }

  private static let counts =
    #"{% for n in [0, 1, 2, 4, 5, 21] %}{{ "count" | t(count=n) }};{% endfor %}"#

  @Test func `a count chooses the form of its language`() throws {
    let hub = try Self.hub(
      Self.counts,
      slovak: """
        count: { one: "jeden článok", few: "{count} články", other: "{count} článkov" }
        """)
    #expect(hub.problems() == "")
    #expect(
      try hub.output("news/a/index.html")
        == "0 articles;1 article;2 articles;4 articles;5 articles;21 articles;")
    #expect(
      try hub.output("sk/news/a/index.html")
        == "0 článkov;jeden článok;2 články;4 články;5 článkov;21 článkov;")
  }

  @Test func `a text of another language keeps that language's rule`() throws {
    let hub = try Self.hub(Self.counts, slovak: "other: x")
    #expect(
      hub.problems() == """
        themes/plain/i18n/sk.yaml: warning: there is no text 'count' in 'sk': its pages show that in 'en' [missing-text]
        note: add the key to this file

        """)
    #expect(
      try hub.output("sk/news/a/index.html")
        == "0 articles;1 article;2 articles;4 articles;5 articles;21 articles;")
  }

  @Test func `a language without any text is one warning`() throws {
    let hub = try Self.hub("{{ 'a' | t }}{{ 'b' | t }}", english: "a: A\nb: B", slovak: nil)
    #expect(
      hub.problems() == """
        themes/plain/i18n/sk.yaml: warning: the theme has no texts in 'sk': its pages show those in 'en' [missing-texts]
        note: write this file

        """)
  }

  @Test(arguments: [
    Mistake(
      name: "a form that no language has",
      files: ["themes/plain/i18n/sk.yaml": "count: { one: a, fev: b, other: c }"],
      expected: """
        themes/plain/i18n/sk.yaml:1:18: error: 'fev' is no plural form [unknown-plural-form]
         1 | count: { one: a, fev: b, other: c }
           |                  ^~~
        note: did you mean 'few'?
        note: the forms are zero, one, two, few, many, other

        """),
    Mistake(
      name: "forms without 'other'",
      files: ["themes/plain/i18n/en.yaml": "count: { one: a }", "themes/plain/i18n/sk.yaml": ""],
      expected: """
        themes/plain/i18n/en.yaml:1:1: error: 'count' needs the form 'other' [missing-plural-form]
         1 | count: { one: a }
           | ^~~~~
        note: it is shown for every count that has no other form

        """),
    Mistake(
      name: "a form that is missing",
      files: ["themes/plain/i18n/sk.yaml": "count: { one: a, other: c }"],
      expected: """
        themes/plain/i18n/sk.yaml:1:1: warning: 'count' lacks the form 'few', which 'sk' uses for 2, 3, 4 [missing-plural-form]
         1 | count: { one: a, other: c }
           | ^~~~~
        note: until it is there, 'other' is shown

        """),
    Mistake(
      name: "a form that is never used",
      files: [
        "themes/plain/i18n/sk.yaml": "count: { one: a, two: d, few: b, many: e, other: c }"
      ],
      expected: """
        themes/plain/i18n/sk.yaml:1:18: warning: 'sk' never uses the form 'two' [unused-plural-form]
         1 | count: { one: a, two: d, few: b, many: e, other: c }
           |                  ^~~

        """),
    Mistake(
      name: "several values and no count",
      files: [
        "themes/plain/i18n/en.yaml": "count: { one: '{a} {b}', other: '{a}' }",
        "themes/plain/i18n/sk.yaml": "",
      ],
      expected: """
        themes/plain/i18n/en.yaml:1:1: error: a text with plural forms and several values needs '{count}' [no-count]
         1 | count: { one: '{a} {b}', other: '{a}' }
           | ^~~~~
        note: the count chooses the form

        """),
    Mistake(
      name: "a form that is no text",
      files: [
        "themes/plain/i18n/en.yaml": "count: { one: [a], other: c }",
        "themes/plain/i18n/sk.yaml": "",
      ],
      expected: """
        themes/plain/i18n/en.yaml:1:15: error: 'one' takes a text [text-type]
         1 | count: { one: [a], other: c }
           |               ^

        """),
  ])
  func `a mistake in the forms is reported at its place`(_ mistake: Mistake) throws {
    let files = [
      "hubgen.yaml": Self.config, "content/news/a.md": article("A"),
      "themes/plain/i18n/en.yaml": Self.english,
    ].merging(mistake.files) { $1 }
    let problems = try TestHub(files).problems()
    #expect(problems == mistake.expected)
  }

  @Test(arguments: [
    (#"{{ "count" | t }}"#, "filter 't' needs argument 'count' for 'count' [argument-count]"),
    (
      #"{{ "count" | t(count="3") }}"#,
      "argument 'count' of filter 't' is an int, not a string [argument-type]"
    ),
    (
      #"{{ "count" | t(count=page.params.n) }}"#,
      "argument 'count' of text 'count' is an int, not null [template-rendering]"
    ),
    (
      #"{{ "count" | t(count=1, total=2) }}"#,
      "filter 't' has no argument 'total' for 'count' [unknown-argument]"
    ),
    (
      #"{{ "name" | t(name=page.tags) }}"#,
      "argument 'name' of text 'name' is a list or an object [template-rendering]"
    ),
  ])
  func `a count that is no int, or a value that is no text, is an error`(
    _ template: String, _ expected: String
  ) throws {
    let texts = Self.english + "\nname: 'by {name}'\n"
    let report = try Self.hub(template, english: texts, slovak: texts).problems()
    #expect(report.contains("error: \(expected)"), "\(report)")
  }

  @Test func `one value chooses the form whatever its name`() throws {
    let hub = try Self.hub(
      #"{{ "a" | t(minutes=1) }} {{ "a" | t(minutes=2) }} {{ "b" | t(count=1) }}"#,
      english:
        "a: { one: '{minutes} minute', other: '{minutes} minutes' }\nb: { one: b, other: bs }",
      slovak: "a: a\nb: b")
    #expect(hub.problems() == "")
    #expect(try hub.output("news/a/index.html") == "1 minute 2 minutes b")
    #expect(try hub.output("sk/news/a/index.html") == "a a b")
  }
}
