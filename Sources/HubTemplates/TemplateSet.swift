package import HubDiagnostics

/// The templates of a theme, checked and compiled together.
package struct TemplateSet: Sendable {
  private let templates: [String: Template]

  /// A compiled page template by its name.
  package func template(_ name: String) -> Template? { templates[name] }

  /// Checks all templates and compiles those that are rendered for pages.
  ///
  /// The set is nil where a diagnostic is an error; all problems of all templates are found in one
  /// run.
  package static func compile(
    _ sources: [TemplateSource], schema: TemplateSchema
  ) -> (TemplateSet?, [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var parsed: [String: ParsedTemplate] = [:]
    var unreadable = Set(sources.filter { $0.use == .broken }.map(\.name))
    for source in sources where source.use != .broken {
      let (template, problems) = Parser.parse(source, limits: schema.limits)
      diagnostics += problems
      if let template { parsed[source.name] = template } else { unreadable.insert(source.name) }
    }
    let library = Library(schema: schema, templates: parsed, unreadable: unreadable)
    var templates: [String: Template] = [:]
    for entry in schema.entries {
      guard let template = parsed[entry.template] else {
        if entry.isRequired, !unreadable.contains(entry.template) {
          diagnostics.append(missing(entry.template, in: sources))
        }
        continue
      }
      let compiler = Compiler(
        library: library, template: template, variables: entry.variables,
        refinements: schema.refinements[entry.template, default: []])
      let program = compiler.run()
      diagnostics += compiler.diagnostics
      templates[entry.template] = Template(
        name: entry.template, program: program, globalCount: schema.globals.count,
        variableCount: entry.variables.count)
    }
    let shared = sharedVariables(schema)
    let used = Set(parsed.values.flatMap { TemplateOutline.uses(of: $0) })
    let isPage = { (source: TemplateSource) in source.mayShowPages && !used.contains(source.name) }
    // Those that may show pages come first: they use others, with the names that they set.
    for source in sources.filter(isPage) + sources.filter({ !isPage($0) })
    where source.use != .original && source.use != .broken && !library.checked.contains(source.name)
    {
      if source.use == .expected { diagnostics.append(unused(source, among: sources)) }
      guard let template = parsed[source.name] else { continue }
      let compiler = Compiler(
        library: library, template: template, variables: isPage(source) ? [] : shared,
        refinements: isPage(source) ? schema.refinements[source.name, default: []] : [],
        isPartial: !isPage(source))
      _ = compiler.run()
      diagnostics += compiler.diagnostics
    }
    diagnostics = withoutRepeats(diagnostics)
    return (diagnostics.hasErrors ? nil : TemplateSet(templates: templates), diagnostics)
  }

  private static func missing(_ name: String, in sources: [TemplateSource]) -> Diagnostic {
    .error(
      "missing-template", "the theme has no template '\(name)'", at: nil,
      notes: nameHints(name, in: sources.map(\.name).sorted()))
  }

  /// The template that a wrong name may mean: one of that name in another folder, else one whose
  /// name is close.
  static func nameHints(_ name: String, in names: [String]) -> [String] {
    let last = { (path: String) in path.split(separator: "/").last.map(String.init) ?? path }
    if let same = names.first(where: { $0 != name && last($0) == last(name) }) {
      return ["did you mean '\(same)'?"]
    }
    let close = didYouMean(name, in: names)
    guard close.isEmpty, let match = closestMatch(to: last(name), in: names.map(last)) else {
      return close
    }
    return names.first { last($0) == match }.map { ["did you mean '\($0)'?"] } ?? []
  }

  private static func unused(
    _ source: TemplateSource, among sources: [TemplateSource]
  ) -> Diagnostic {
    let names = sources.filter { $0.use == .free }.map(\.name)
    return .warning(
      "unused-template", "no template uses '\(source.name)', and it replaces none",
      at: SourceLocation(file: source.file),
      notes: nameHints(source.name, in: names.sorted())
        + [source.unusedHint])
  }

  /// The variables of all page templates, for files that none of them reaches.
  private static func sharedVariables(_ schema: TemplateSchema) -> [TemplateSchema.Variable] {
    var types: [String: TemplateType] = [:]
    for variable in schema.entries.flatMap(\.variables) {
      let known = types[variable.name]
      types[variable.name] = known == nil || known == variable.type ? variable.type : .dynamic
    }
    return types.sorted { $0.key < $1.key }.map { .init(name: $0.key, type: $0.value) }
  }

  /// Each problem once: a partial is checked in every page template that includes it.
  private static func withoutRepeats(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    struct Key: Hashable {
      var id: String
      var message: String
      var location: SourceLocation?
    }
    var seen: Set<Key> = []
    return withoutRepeatedChains(
      diagnostics.filter {
        seen.insert(Key(id: $0.id, message: $0.message, location: $0.location)).inserted
      }.sortedForPrinting())
  }

  /// How a template was reached, said with the first of its problems that follow each other.
  private static func withoutRepeatedChains(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var result: [Diagnostic] = []
    var known: (file: String?, chain: [Diagnostic.Note]) = (nil, [])
    for var diagnostic in diagnostics {
      let chain = diagnostic.notes.filter { $0.location != nil }
      let file = diagnostic.location?.file
      if file == known.file, chain == known.chain {
        diagnostic.notes.removeAll { $0.location != nil }
      }
      known = (file, chain)
      result.append(diagnostic)
    }
    return result
  }
}
