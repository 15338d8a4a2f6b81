import HubDiagnostics
import HubTemplates
import Testing

struct MistakeTests {
  @Test(arguments: MistakeTable.all)
  func `a mistake is reported with its place and a hint`(_ row: TemplateCase) {
    let (set, diagnostics) = TemplateSet.compile(
      SampleContext.sources(row.template, row.files), schema: SampleContext.schema())
    let shown = diagnostics.map { describe($0) }.joined(separator: "\n")
    #expect(shown == row.expected)
    #expect((set == nil) == diagnostics.hasErrors)
  }

  @Test func `a template that is no text is the only thing reported of it`() {
    var sources = SampleContext.sources(
      #"{% include "p.html" %}{% include ["p.html", "q.html"] %}{% import "p.html" as p %}{{ p.x() }}"#
    )
    sources.append(TemplateSource(name: "p.html", file: "templates/p.html", text: [0x61, 0xFF]))
    var broken = TemplateSource(name: "q.html", file: "templates/q.html", text: [])
    broken.use = .broken
    sources.append(broken)
    let (set, diagnostics) = TemplateSet.compile(sources, schema: SampleContext.schema())
    #expect(set == nil)
    #expect(
      diagnostics.map { describe($0) } == [
        "templates/p.html:1:2: error: a template is UTF-8 text [invalid-utf8]"
      ])
  }
}
