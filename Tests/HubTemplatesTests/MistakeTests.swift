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
}
