/// Templates with mistakes and the diagnostics for them.
enum MistakeTable {
  static let all: [TemplateCase] = []
}
