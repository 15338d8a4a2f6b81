import HubDiagnostics
import HubTemplates
import Synchronization
import Testing

/// Counts how often its field was read.
private final class Counter: DeclaredObject {
  private let count = Mutex(0)
  let next: Counter?

  init(next: Counter? = nil) { self.next = next }

  var reads: Int { count.withLock { $0 } }

  static let declaration = ObjectDeclaration<Counter>(
    "Counter", "Counts its reads.",
    fields: [
      .init("n", .int, "How often it was read.") { counter in
        .int(
          counter.count.withLock {
            $0 += 1
            return $0
          })
      },
      .init("next", .optional(.object("Counter")), "Another one.") {
        $0.next.map { .object($0) } ?? .null
      },
    ])
}

@Suite("fields of globals")
struct KeptFieldTests {
  private func render(_ text: String, _ counter: Counter) throws -> String {
    let schema = TemplateSchema(
      types: [Counter.declaration.type],
      globals: [.init(name: "counter", type: .object("Counter"))],
      entries: [.init(template: "page.html", variables: [])])
    let (set, diagnostics) = TemplateSet.compile(
      [TemplateSource(name: "page.html", file: "page.html", text: Array(text.utf8))], schema: schema
    )
    #expect(diagnostics.map(\.message) == [])
    var output: [UInt8] = []
    try #require(set?.template("page.html")).render(
      globals: [.object(counter)], variables: [], into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test("a field is read once a page, in loops, macros and behind other fields too")
  func once() throws {
    let next = Counter()
    let counter = Counter(next: next)
    let text = """
      {% macro own() %}{{ counter.n }}{% endmacro -%}
      {{ counter.n }}{% for i in [1, 2, 3] %}{{ counter.n }}{% endfor %}{{ own() }}
      {%- if counter.next %}{{ counter.next.n }}{{ counter.next.n }}{% endif %}
      """
    #expect(try render(text, counter) == "1111111")
    #expect(counter.reads == 1)
    #expect(next.reads == 1)
  }

  @Test("each page reads anew, and a variable of the same name is read by itself")
  func anew() throws {
    let next = Counter()
    let counter = Counter(next: next)
    let text = """
      {{ counter.n }}
      {%- if counter.next %}{% set counter = counter.next %}{{ counter.n }}{{ counter.n }}{% endif %}
      """
    #expect(try render(text, counter) == "112")
    #expect(try render(text, counter) == "234")
  }
}
