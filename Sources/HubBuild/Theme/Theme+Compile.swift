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
  ///   - layouts: the templates, without `.html`, that pages name; nil where no content was read.
  /// - Returns: the templates, nil where one has an error; and the problems.
  mutating func compile(
    for config: HubConfig, noting use: ThemeUse, layouts: Set<String>?
  ) -> (templates: TemplateSet?, diagnostics: [Diagnostic]) {
    guard !isBroken else { return (nil, []) }
    let texts = TextFilter(theme: self, config: config, use: use)
    let schema = templateSchema(
      theme: self, config: config, texts: texts, layouts: layouts?.sorted() ?? [])
    if let problem = missingTemplates(schema) {
      isBroken = true
      return (nil, [problem])
    }
    let (compiled, mistakes) = TemplateSet.compile(
      sources(knowingLayouts: layouts != nil), schema: schema)
    let files = Set(mistakes.lazy.filter { $0.severity == .error }.compactMap(\.location?.file))
    for index in shortcodes.indices
    where templates.contains(where: {
      $0.name == shortcodes[index].template && files.contains($0.file)
    }) {
      shortcodes[index].isBroken = true
    }
    var diagnostics = texts.withoutRepeats(mistakes).map(addLayoutHint)
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

  /// Whether what was compiled without content has to be compiled again for these layouts.
  func needsLayouts(_ layouts: Set<String>) -> Bool {
    !layouts.subtracting(["article", "page"]).isEmpty
      || zip(templates, sources(knowingLayouts: false)).contains { $0.use != $1.use }
  }

  /// The templates, with those that may be layouts marked: all at the top but those whose names
  /// are misspelt ones of the theme's.
  ///
  /// `knowingLayouts`: whether content has said which of the hub's own are; otherwise all that may
  /// be count as used.
  private func sources(knowingLayouts: Bool) -> [TemplateSource] {
    let names = templates.filter { $0.use == .free }.map(\.name)
    return templates.map { source in
      guard source.use == .free || source.use == .expected, !source.name.contains("/"),
        source.use == .free || closestMatch(to: source.name, in: names) == nil
      else { return source }
      var source = source
      source.mayShowPages = true
      if !knowingLayouts { source.use = .free }
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
