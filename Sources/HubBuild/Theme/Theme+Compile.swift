import HubData
import HubDiagnostics
import HubModel
import HubTemplates

extension Theme {
  /// Checks and compiles the templates; notes which texts they use, and which shortcodes no page
  /// can be held against.
  ///
  /// - Parameters:
  ///   - config: of the hub that the theme is for.
  ///   - use: what is told of every use of a text.
  /// - Returns: the templates, nil where one has an error; and the problems.
  mutating func compile(
    for config: HubConfig, noting use: ThemeUse
  ) -> (templates: TemplateSet?, diagnostics: [Diagnostic]) {
    guard !isBroken else { return (nil, []) }
    let texts = TextFilter(theme: self, config: config, use: use)
    let schema = templateSchema(theme: self, config: config, texts: texts)
    if let problem = missingTemplates(schema) {
      isBroken = true
      return (nil, [problem])
    }
    let (compiled, mistakes) = TemplateSet.compile(templates, schema: schema)
    let files = Set(mistakes.lazy.filter { $0.severity == .error }.compactMap(\.location?.file))
    for index in shortcodes.indices
    where templates.contains(where: {
      $0.name == shortcodes[index].template && files.contains($0.file)
    }) {
      shortcodes[index].isBroken = true
    }
    var diagnostics = texts.withoutRepeats(mistakes)
    // A template that could not be read through may use any text.
    if !mistakes.hasErrors { diagnostics += unusedHubTexts(use, config) }
    return (compiled, diagnostics)
  }

  /// The page templates that the theme lacks: more would be missing with them than can be told.
  private func missingTemplates(_ schema: TemplateSchema) -> Diagnostic? {
    let names = templates.map(\.name)
    let missing = schema.entries.filter { $0.isRequired && !names.contains($0.template) }
      .map(\.template)
    guard let first = missing.first, let base = folders.last else { return nil }
    var notes = missing.count == 1 ? didYouMean(first, in: names.sorted()) : []
    notes.append(
      "a theme that holds only what differs says whose the rest is, such as 'extends: plaza' in"
        + " \(base.shown)/\(ThemeFolders.manifest)")
    return .error(
      "missing-template",
      "the theme has no " + missing.map { "'\($0)'" }.joined(separator: ", ", last: " and no "),
      at: SourceLocation(file: folder + "/templates"), notes: notes)
  }
}
