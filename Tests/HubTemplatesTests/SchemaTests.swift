import HubDiagnostics
import HubTemplates
import Testing

/// Filters, functions and page templates that the caller brings.
struct SchemaTests {
  private static let translate = FilterDefinition(
    name: "t", documentation: "Translates a key.", input: .string, otherKeywords: .int,
    result: .string, checkLiteral: { $0 == "hello" ? nil : "no translation for '\($0)'" }
  ) { value, arguments, environment throws(TemplateError) in
    guard case .map(let entries) = arguments[0] else { throw TemplateError("no map") }
    let counts = entries.map { "\($0.key)=\($0.value.text ?? "")" }.joined(separator: " ")
    return .string("\(value.text ?? "")-\(environment.locale) \(counts)")
  }

  private static let date = FilterDefinition(
    name: "date", documentation: "Formats a date.", input: .date,
    parameters: [
      .init("pattern", .string, checkLiteral: { $0.contains("q") ? "no letter 'q'" : nil })
    ], result: .string
  ) { _, arguments, _ throws(TemplateError) in arguments[0] }

  private static let asset = FunctionDefinition(
    name: "asset", documentation: "The URL of an asset.", parameters: [.init("path", .string)],
    result: .html
  ) { arguments, _ throws(TemplateError) in
    guard let path = arguments[0].text, path != "missing.css" else {
      throw TemplateError("no asset 'missing.css'")
    }
    return .html(Array("/assets/\(path)?<1>".utf8))
  }

  private static let schema = TemplateSchema(
    globals: [.init(name: "now", type: .date), .init(name: "later", type: .optional(.date))],
    entries: [.init(template: "main.html", variables: [.init(name: "n", type: .int)])],
    filters: [translate, date], functions: [asset])

  private static func output(_ text: String) -> String {
    let source = TemplateSource(name: "main.html", file: "main.html", text: Array(text.utf8))
    let (set, diagnostics) = TemplateSet.compile([source], schema: schema)
    guard let template = set?.template("main.html") else {
      return diagnostics.map { describe($0) }.joined(separator: "\n")
    }
    var output: [UInt8] = []
    do {
      try template.render(
        globals: [.date(seconds: 1_795_170_600, utcOffset: 3600), .null], variables: [.int(3)],
        environment: RenderEnvironment(locale: "sw"), into: &output)
    } catch { return describe(error.diagnostic) }
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [
    ("{{ \"hello\"|t }}", "hello-sw "),
    ("{{ \"hello\"|t(count=n, other=2) }}", "hello-sw count=3 other=2"),
    ("{{ asset(\"a.css\") }}", "/assets/a.css?<1>"), ("{{ now|date(\"yyyy\") }}", "yyyy"),
    ("{{ now }}", "2026-11-20T11:30:00+01:00"), ("{{ later }}|", "|"),
    (
      "{{ \"helo\"|t }}",
      "main.html:1:4: error: no translation for 'helo' [bad-argument]"
    ),
    (
      "{{ \"hello\"|t(count=\"x\") }}",
      "main.html:1:20: error: argument 'count' of filter 't' is an int, not a string [argument-type]"
    ),
    ("{{ now|date(\"q\") }}", "main.html:1:13: error: no letter 'q' [bad-argument]"),
    (
      "{{ later|date(\"y\") }}",
      """
      main.html:1:4: error: 'later' may be null: test it before using filter 'date' on it [maybe-null]
      note: put it in '{% if later %}…{% endif %}'
      """
    ),
    ("{% if later %}{{ later|date(\"y\") }}{% endif %}", ""),
    (
      "{{ n|date(\"y\") }}",
      "main.html:1:4: error: filter 'date' works on a date, not on an int [argument-type]"
    ),
    (
      "{{ asset(1) }}",
      "main.html:1:10: error: argument 'path' of function 'asset' is a string, not an int [argument-type]"
    ),
    (
      "{{ aset(\"x\") }}",
      """
      main.html:1:4: error: unknown function 'aset' [unknown-function]
      note: did you mean 'asset'?
      """
    ),
    (
      "{{ asset }}",
      "main.html:1:4: error: a function is called: write 'asset(…)' [wrong-use]"
    ),
    (
      "\n {{ asset(\"missing.css\") }}",
      "main.html:2:5: error: no asset 'missing.css' [template-rendering]"
    ),
  ])
  func `the caller's filters and functions are checked and applied`(
    _ template: String, _ expected: String
  ) {
    #expect(Self.output(template) == expected)
  }

  @Test func `a required page template that is not there is an error, an optional one is not`() {
    let schema = TemplateSchema(entries: [
      .init(template: "article.html"), .init(template: "term.html", isRequired: false),
    ])
    let source = TemplateSource(name: "artcle.html", file: "artcle.html", text: [])
    let (set, diagnostics) = TemplateSet.compile([source], schema: schema)
    #expect(set == nil)
    #expect(
      diagnostics.map { describe($0) } == [
        """
        error: the theme has no template 'article.html' [missing-template]
        note: did you mean 'artcle.html'?
        """
      ])
  }

  @Test func `all problems of all templates come in one run, by file and line`() {
    let (_, diagnostics) = TemplateSet.compile(
      SampleContext.sources(
        "{{ a1 }}\n{{ b1|c1 }}{% include \"p.html\" %}{{ n + }}",
        ["p.html": "{{ page.nope }}", "q.html": "{% if %}"]),
      schema: SampleContext.schema())
    #expect(
      diagnostics.compactMap { $0.location?.description } == [
        "templates/main.html:1:4", "templates/main.html:2:4", "templates/main.html:2:7",
        "templates/main.html:2:41", "templates/p.html:1:9", "templates/q.html:1:4",
        "templates/q.html:1:7",
      ])
  }

  @Test func `one declaration gives the type, and the values by index`() throws {
    #expect(Author.declaration.type.fields.map(\.name) == ["name"])
    let schema = TemplateSchema(
      types: [Author.declaration.type],
      entries: [
        .init(template: "a.html", variables: [.init(name: "author", type: .object("Author"))])
      ])
    let source = TemplateSource(
      name: "a.html", file: "a.html", text: Array("{{ author.name }}".utf8))
    let template = try #require(TemplateSet.compile([source], schema: schema).0?.template("a.html"))
    var output: [UInt8] = []
    try template.render(
      globals: [], variables: [.object(Author(name: "A & B"))], into: &output)
    #expect(output == Array("A &amp; B".utf8))
  }
}

private final class Author: DeclaredObject {
  static let declaration = ObjectDeclaration<Author>(
    "Author", "Who wrote it.", fields: [.init("name", .string, "The name.") { .string($0.name) }])

  let name: String

  init(name: String) {
    self.name = name
  }
}

extension SchemaTests {
  @Test func `the reference says what the checker knows`() throws {
    let reference = Self.schema.reference
    #expect(reference.globals.map(\.type) == ["date", "date or null"])
    #expect(reference.pages.map(\.template) == ["main.html"])
    #expect(reference.pages.first?.variables.map(\.name) == ["n"])
    func filter(_ name: String) throws -> TemplateReference.Callable {
      try #require(reference.filters.first { $0.name == name })
    }
    // The caller's own filter, not a built-in one of its name; then some of the language's own.
    #expect(try filter("date").signature == "date(pattern: string)")
    #expect(try filter("date").documentation == "Formats a date.")
    #expect(try filter("t").signature == "t(…)")
    #expect(try filter("truncate").signature.hasPrefix("truncate(length=255, killwords=false"))
    #expect(try filter("upper").result == "string")
    #expect(try filter("first").result == nil)
    #expect(reference.functions.map(\.name) == ["asset", "range"])
    let all = reference.filters + reference.tests + reference.functions + reference.methods
    #expect(all.filter { $0.documentation.isEmpty }.map(\.name) == [])
    #expect(reference.filters.map(\.name) == reference.filters.map(\.name).sorted())
  }

  @Test func `a template that must be used is, and an original is checked where something uses it`()
  {
    func problems(_ main: String) -> [String] {
      let sources = [
        ("main.html", main, TemplateSource.Use.free), ("part.html", "part", .expected),
        ("theme/part.html", "{{ unknown }}", .original),
      ].map { name, text, use in
        var source = TemplateSource(name: name, file: name, text: Array(text.utf8))
        source.use = use
        return source
      }
      return TemplateSet.compile(sources, schema: Self.schema).1.map(\.id)
    }
    #expect(problems("") == ["unused-template"])
    #expect(problems("{% include 'part.html' %}") == [])
    #expect(
      problems("{% include 'part.html' %}{% include 'theme/part.html' %}") == ["unknown-variable"])
  }
}
