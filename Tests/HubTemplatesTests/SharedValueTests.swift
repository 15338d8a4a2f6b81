import HubDiagnostics
import HubTemplates
import Synchronization
import Testing

/// What a template makes of globals that all pages share.
struct SharedValueTests {
  /// How often the filter `count` was applied.
  private final class Counter: Sendable {
    let count = Mutex(0)
  }

  private let counter = Counter()

  private func template(_ text: String) throws -> Template {
    let counter = counter
    let count = FilterDefinition(
      name: "count", documentation: "Counts.", input: .string, result: .string
    ) { value, _, _ throws(TemplateError) in
      counter.count.withLock { $0 += 1 }
      if value.text == "bad" { throw TemplateError("it is bad") }
      return value
    }
    let schema = TemplateSchema(
      globals: [
        .init(name: "site", type: .list(.string), isShared: true),
        .init(name: "page", type: .string),
      ],
      entries: [.init(template: "a.html", variables: [.init(name: "yes", type: .bool)])],
      filters: [count])
    let source = TemplateSource(name: "a.html", file: "a.html", text: Array(text.utf8))
    let (set, diagnostics) = TemplateSet.compile([source], schema: schema)
    #expect(diagnostics.isEmpty)
    return try #require(set?.template("a.html"))
  }

  /// Three pages, in the second of which `yes` holds.
  private func pages(_ text: String) throws -> [String] {
    let template = try template(text)
    let site = TemplateValue.list([.string("<a>"), .string("b")])
    let shared = template.sharedValues(globals: [site, .null], environment: .init())
    return (1...3).map { number in
      var output: [UInt8] = []
      do throws(RenderError) {
        try template.render(
          globals: [site, .string("p\(number)")], variables: [.bool(number == 2)], shared: shared,
          into: &output)
      } catch { return error.diagnostic.message }
      return String(decoding: output, as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("{{ 'x' | count }}{{ page }}", 1, ["xp1", "xp2", "xp3"]),
    ("{{ page | count }}", 3, ["p1", "p2", "p3"]),
    (
      "{% for item in site if item != 'c' %}{{ loop.index }}{{ item | count }}{% endfor %}{{ page }}",
      2, ["1&lt;a&gt;2bp1", "1&lt;a&gt;2bp2", "1&lt;a&gt;2bp3"]
    ),
    (
      "{% for item in site %}{{ item | count }}{{ page }}{% endfor %}", 6,
      ["&lt;a&gt;p1bp1", "&lt;a&gt;p2bp2", "&lt;a&gt;p3bp3"]
    ),
    (
      "{% if yes %}{{ 'x' | count if site | length > 1 else 'y' }}{% else %}-{% endif %}", 1,
      ["-", "x", "-"]
    ),
    (
      "{% macro m(site) %}{{ site | count }}{% endmacro %}{{ m(page) }}{{ m('q') }}", 6,
      ["p1q", "p2q", "p3q"]
    ),
  ])
  func `is evaluated once for all pages`(text: String, count: Int, expected: [String]) throws {
    #expect(try pages(text) == expected)
    #expect(counter.count.withLock { $0 } == count)
  }

  @Test func `fails only the pages that come to it`() throws {
    let text = "{{ page }}{% if yes %}{{ 'bad' | count }}{% endif %}"
    #expect(try pages(text) == ["p1", "it is bad", "p3"])
  }
}
