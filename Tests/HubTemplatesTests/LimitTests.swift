import HubDiagnostics
import HubTemplates
import Testing

/// A template that asks for too much, and what it is told.
struct LimitCase: CustomTestStringConvertible, Sendable {
  var name: String
  var template: String
  var files: [String: String] = [:]
  var expected: String

  var testDescription: String { name }
}

struct LimitTests {
  private static func nested(_ count: Int, _ open: String, _ close: String) -> String {
    String(repeating: open, count: count) + String(repeating: close, count: count)
  }

  private static let cases: [LimitCase] = [
    .init(
      name: "brackets", template: "{{ " + nested(5_000, "[", "]") + " }}",
      expected: "expressions nest at most 64 deep"),
    .init(
      name: "parentheses", template: "{{ " + nested(5_000, "(", ")") + " }}",
      expected: "expressions nest at most 64 deep"),
    .init(
      name: "operators", template: "{{ 1" + String(repeating: " + 1", count: 5_000) + " }}",
      expected: "expressions nest at most 64 deep"),
    .init(
      name: "signs", template: "{{ " + String(repeating: "-", count: 5_000) + "1 }}",
      expected: "expressions nest at most 64 deep"),
    .init(
      name: "fields", template: "{{ data" + String(repeating: ".a", count: 5_000) + " }}",
      expected: "expressions nest at most 64 deep"),
    .init(
      name: "filters", template: "{{ name" + String(repeating: "|upper", count: 5_000) + " }}",
      expected: "expressions nest at most 64 deep"),
    .init(
      name: "tags", template: nested(5_000, "{% if yes %}", "{% endif %}"),
      expected: "tags nest at most 80 deep"),
    .init(
      name: "a block that prints itself", template: "{% block a %}{{ self.a() }}{% endblock %}",
      expected: "blocks, loops and includes nest at most 80 deep"),
    .init(
      name: "includes that double", template: "{% include \"0.html\" %}",
      files: Dictionary(
        uniqueKeysWithValues: (0..<40).map { number in
          let next = number == 39 ? "x" : "{% include \"\(number + 1).html\" %}"
          return ("\(number).html", next + next)
        }), expected: "blocks, loops and includes nest at most 80 deep"),
    .init(
      name: "a macro without end", template: "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
      expected: "macros call each other at most 100 deep"),
    .init(
      name: "a macro with ever deeper arguments",
      template: "{% macro m(x) %}{{ m([x]) }}{% endmacro %}{{ m(1) }}",
      expected: "lists and maps nest at most 60 deep"),
    .init(
      name: "a macro that doubles its calls",
      template: "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
        + "{{ m(60) }}", expected: "rendering takes more than 20000000 steps: is a loop too long?"),
    .init(
      name: "call blocks within each other",
      template: "{% macro m() %}{% call m() %}x{% endcall %}{% endmacro %}{{ m() }}",
      expected: "blocks, loops and includes nest at most 80 deep"),
    .init(
      name: "loops within each other",
      template: "{% for a in range(9000) %}{% for b in range(9000) %}{% endfor %}{% endfor %}",
      expected: "rendering takes more than 20000000 steps: is a loop too long?"),
    .init(
      name: "range", template: "{{ range(99999999999)|length }}",
      expected: "'range' has at most 100000 elements"),
    .init(
      name: "output",
      template: "{% for a in range(90000) %}\(String(repeating: "x", count: 999)){% endfor %}",
      expected: "a page has at most 33554432 bytes"),
    .init(
      name: "repeated text", template: "{{ \"x\" * 99999999 }}",
      expected: "a value grew over its limit of 33554432"),
    .init(
      name: "a text that doubles",
      template: "{% set ns = namespace(s=\"xxxxxxxx\") %}{% for i in range(99) %}"
        + "{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
      expected: "a value grew over its limit of 33554432"),
    .init(
      name: "a list that nests",
      template: "{% set ns = namespace(l=[]) %}{% for i in range(99999) %}"
        + "{% set ns.l = [ns.l] %}{% endfor %}",
      expected: "lists and maps nest at most 60 deep"),
    .init(
      name: "lists of lists",
      template: "{% set ns = namespace(l=range(1000)) %}"
        + "{% for i in range(9) %}{% set ns.l = [ns.l] * 1000 %}{% endfor %}",
      expected: "rendering takes more than 20000000 steps: is a loop too long?"),
    .init(
      name: "a format's width", template: "{{ \"%99999d\" % 1 }}",
      expected: "a format's width is at most 1000"),
    .init(
      name: "replacing", template: "{{ (\"a\" * 9999)|replace(\"a\", \"b\" * 9999) }}",
      expected: "a value grew over its limit of 33554432"),
    .init(
      name: "division", template: "{{ 1 // zero }}", expected: "division by zero"),
    .init(
      name: "a big number", template: "{{ 9223372036854775807 + 1 }}",
      expected: "the result is too big for a 64-bit number"),
    .init(
      name: "a power", template: "{{ 10 ** 99999999 }}",
      expected: "the result is too big for a 64-bit number"),
    .init(
      name: "printing a list that only rendering finds", template: "{{ data.deep.er }}",
      expected: "a list can't be printed"),
    .init(
      name: "calculating with a dynamic text", template: "{{ data.colour * 1.5 }}",
      expected: "'*' does not work on a string and a double"),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: cases)
  func `what goes too far ends with a clear error`(_ row: LimitCase) {
    let (set, diagnostics) = TemplateSet.compile(
      SampleContext.sources(row.template, row.files), schema: SampleContext.schema())
    guard let template = set?.template("main.html") else {
      #expect(diagnostics.map(\.message).contains(row.expected))
      return
    }
    #expect { try SampleContext.render(template) } throws: { error in
      (error as? RenderError)?.diagnostic.message == row.expected
    }
  }

  @Test func `what stays just below the limits is compiled and rendered`() {
    let expression =
      "{{ " + String(repeating: "[", count: 60) + "1"
      + String(repeating: "]", count: 60) + "|length }}"
    let text =
      String(repeating: "{% if yes %}", count: 70) + expression
      + String(repeating: "{% endif %}", count: 70)
    #expect(TemplateCase(text, "").output() == "1")
  }

  @Test func `a template over its size is not read`() {
    var limits = TemplateLimits()
    limits.templateSize = 10
    let (set, diagnostics) = TemplateSet.compile(
      SampleContext.sources("12345678901"), schema: SampleContext.schema(limits: limits))
    #expect(set == nil)
    #expect(diagnostics.map(\.message) == ["a template has at most 10 bytes"])
  }

  @Test func `bytes that are no UTF-8 are shown where they stand`() {
    let source = TemplateSource(
      name: "main.html", file: "t/main.html", text: Array("ok\nab".utf8) + [0xFF])
    let (_, diagnostics) = TemplateSet.compile([source], schema: SampleContext.schema())
    #expect(
      diagnostics.map { describe($0) }
        == ["t/main.html:2:3: error: a template is UTF-8 text [invalid-utf8]"])
  }

  @Test func `an error while rendering shows the tags that led there and leaves no output`() throws
  {
    let files = [
      "card.html": "\n{% import \"m.html\" as m %}{{ m.half(n) }}",
      "m.html": "{% macro half(x) %}{{ 1 / (x - 7) }}{% endmacro %}",
    ]
    let (set, _) = TemplateSet.compile(
      SampleContext.sources("a{% include \"card.html\" %}", files), schema: SampleContext.schema())
    let template = try #require(set?.template("main.html"))
    var output = Array("before".utf8)
    #expect {
      try template.render(
        globals: SampleContext.globals.map(\.1), variables: SampleContext.variables.map(\.1),
        into: &output)
    } throws: { error in
      let diagnostic = (error as? RenderError)?.diagnostic
      return diagnostic.map { describe($0) } == """
        templates/m.html:1:23: error: division by zero [template-rendering]
        templates/card.html:2:30: note: called here
        templates/main.html:1:13: note: included here
        """
    }
    #expect(output == Array("before".utf8))
  }

  @Test func `too few values for a template are an error, not a crash`() throws {
    let (set, _) = TemplateSet.compile(
      SampleContext.sources("{{ name }}"), schema: SampleContext.schema())
    let template = try #require(set?.template("main.html"))
    var output: [UInt8] = []
    #expect(throws: RenderError.self) {
      try template.render(globals: [], variables: [], into: &output)
    }
  }
}
