import HubDiagnostics
import HubModel
import HubTemplates

extension Theme {
  /// Checks and compiles the templates; notes which texts they use.
  ///
  /// - Parameters:
  ///   - config: of the hub that the theme is for.
  ///   - use: what is told of every use of a text.
  ///   - layouts: the templates, without `.html`, that pages name; nil where no content was read.
  /// - Returns: the templates, nil where one has an error; and the problems.
  func compile(
    for config: HubConfig, noting use: TextUse, layouts: Set<String>?
  ) -> (templates: TemplateSet?, diagnostics: [Diagnostic]) {
    let texts = TextFilter(theme: self, config: config, use: use)
    let (compiled, mistakes) = TemplateSet.compile(
      layouts == nil ? maybeLayouts : templates,
      schema: templateSchema(
        theme: self, config: config, texts: texts, layouts: layouts?.sorted() ?? []))
    var diagnostics = texts.withoutRepeats(mistakes).map(addLayoutHint)
    // A template that could not be read through may use any text.
    if !mistakes.hasErrors { diagnostics += unusedHubTexts(use, config) }
    return (compiled, diagnostics)
  }

  /// The templates where no content says which of the hub's own are layouts: those whose names
  /// resemble none of the theme's may be.
  private var maybeLayouts: [TemplateSource] {
    let names = templates.filter { $0.use == .free }.map(\.name)
    return templates.map { source in
      guard source.use == .expected, !source.name.contains("/"),
        closestMatch(to: source.name, in: names) == nil
      else { return source }
      var source = source
      source.use = .free
      return source
    }
  }

  private func addLayoutHint(_ problem: Diagnostic) -> Diagnostic {
    // What resembles a template's name is misspelt.
    guard problem.id == "unused-template", problem.notes.count == 1,
      let file = problem.location?.file,
      let source = templates.first(where: { $0.file == file }), !source.name.contains("/")
    else { return problem }
    var problem = problem
    let hint = "or show pages with it: 'layout: \(source.name.dropLast(5))' in their front matter"
    problem.notes.append(Diagnostic.Note(hint))
    return problem
  }
}
