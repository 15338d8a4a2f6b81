import HubDiagnostics
import HubTemplates
import Testing

/// A template, the templates beside it, and what it prints.
struct TemplateCase: CustomTestStringConvertible, Sendable {
  var template: String
  var files: [String: String]
  var expected: String

  init(_ template: String, _ expected: String, files: [String: String] = [:]) {
    self.template = template
    self.files = files
    self.expected = expected
  }

  var testDescription: String { template.isEmpty ? "(empty)" : template }

  /// What the template prints, or its problems.
  func output() -> String {
    let (set, diagnostics) = TemplateSet.compile(
      SampleContext.sources(template, files), schema: SampleContext.schema())
    guard let template = set?.template("main.html") else {
      return diagnostics.map { describe($0) }.joined(separator: "\n")
    }
    do { return try SampleContext.render(template) } catch { return describe(error.diagnostic) }
  }
}

/// A diagnostic on lines as the terminal shows it, without the source.
func describe(_ diagnostic: Diagnostic) -> String {
  DiagnosticRenderer { _, _ in nil }.render(diagnostic).trimmingEnd()
}

extension String {
  func trimmingEnd() -> String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
