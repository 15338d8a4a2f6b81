import HubDiagnostics
import HubModel
import HubTemplates

extension Theme {
  /// Checks and compiles the templates; notes which texts they use.
  ///
  /// - Parameters:
  ///   - config: of the hub that the theme is for.
  ///   - use: what is told of every use of a text.
  /// - Returns: the templates, nil where one has an error; and the problems.
  func compile(
    for config: HubConfig, noting use: TextUse
  ) -> (templates: TemplateSet?, diagnostics: [Diagnostic]) {
    let texts = TextFilter(theme: self, config: config, use: use)
    let (compiled, mistakes) = TemplateSet.compile(
      templates, schema: templateSchema(theme: self, config: config, texts: texts))
    var diagnostics = texts.withoutRepeats(mistakes)
    // A template that could not be read through may use any text.
    if !mistakes.hasErrors { diagnostics += unusedHubTexts(use, config) }
    return (compiled, diagnostics)
  }
}
