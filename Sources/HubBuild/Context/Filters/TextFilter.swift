import HubDiagnostics
import HubModel
import HubTemplates

/// Texts of the theme: `{{ "readingTime" | t(minutes=5) }}`.
struct TextFilter: Sendable {
  /// By language of the hub, the default one first.
  private let texts: [[String: ThemeText]]
  private let theme: Theme
  /// Whether any file has texts of the default language.
  private let hasOwnTexts: Bool
  private let standard: String
  /// What is told of every use.
  let use: ThemeUse
  /// The values that the theme's own templates give its texts, by key.
  private let given: [String: [String]]
  /// Whether a file of texts has mistakes: what it lacks is no second one then.
  private let isIncomplete: Bool

  /// `use`: told of every text that a template asks for.
  init(theme: Theme, config: HubConfig, use: ThemeUse) {
    self.use = use
    standard = config.languages.standard.code
    self.theme = theme
    given = theme.textValues
    isIncomplete = theme.hasBrokenTexts
    hasOwnTexts = Theme.codes(standard).contains { theme.texts[$0] != nil }
    texts = config.languages.all.map { [standard] language in
      theme.texts(for: language.code, fallback: standard)
    }
  }

  /// What each use of the filter reports where there is no text at all.
  private var noTexts: String {
    "the theme has no texts for '\(standard)': write them into '\(theme.writableTexts(standard))'"
  }

  var definition: FilterDefinition {
    var filter = FilterDefinition(
      name: "t",
      documentation: """
        The theme's text of that name in the page's language, `{name}` filled in; `count` chooses \
        its plural form.
        """,
      input: .string, otherKeywords: .dynamic, result: .string, checkLiteral: problem,
      apply: { (value, arguments, environment) throws(TemplateError) in
        guard case .string(let key) = value else { return .string("") }
        guard let text = environment.site?.texts[key] else {
          throw TemplateError("no text '\(key)'", notes: [place(of: key)])
        }
        guard case .map(let entries)? = arguments.last else { return .string(text.plain) }
        return .string(try text.filled(of: key, with: entries))
      })
    filter.keywordsOfLiteral = { [texts, given] key in
      let uses = texts.compactMap { $0[key] }
      let counts = Set(uses.compactMap(\.selector))
      var names: [String] = []
      // Not every language needs every value: a template gives what any of them asks for.
      for name in given[key, default: []] + uses.flatMap(\.placeholders) where !names.contains(name)
      { names.append(name) }
      return names.map { .init($0, counts.contains($0) ? .int : .dynamic) }
    }
    filter.noteUse = { [use] in use.note($0) }
    filter.blame = misspelt
    return filter
  }

  /// The report that a value which a template does not give is asked for in one language alone, so
  /// that it is misspelt there.
  private func misspelt(_ key: String, _ name: String, _ given: [String]) -> Diagnostic? {
    let entries = theme.textFiles.flatMap { file in
      file.keys.filter { $0.key == key }.map { (file: file, key: $0) }
    }
    let asking = entries.filter { $0.key.placeholders[name] != nil }
    guard let first = asking.first, let span = first.key.placeholders[name],
      asking.allSatisfy({ $0.file.language == first.file.language }),
      entries.contains(where: { $0.file.language != first.file.language })
    else { return nil }
    let known = Set(entries.flatMap { $0.key.placeholders.keys }).subtracting([name]).union(given)
    return .error(
      "unknown-placeholder", "'{\(name)}' of '\(key)' stands in no other language",
      at: SourceLocation(file: first.file.file, span: span),
      notes: didYouMean(name, in: known.sorted()))
  }

  private func problem(with key: String) -> String? {
    guard !isIncomplete else { return nil }
    guard let known = texts.first, !known.isEmpty else { return noTexts }
    guard known[key] == nil else { return nil }
    let hint = closestMatch(to: key, in: known.keys).map { "did you mean '\($0)'?" }
    return "no text '\(key)': \(hint ?? place(of: key))"
  }

  /// Where a text that is missing belongs.
  private func place(of key: String) -> String {
    let code = texts.first?.isEmpty == false && !hasOwnTexts ? "en" : standard
    return "write '\(key): …' into '\(theme.writableTexts(code))'"
  }

  /// The problems of templates with only the first of those that a missing file of texts causes.
  func withoutRepeats(_ problems: [Diagnostic]) -> [Diagnostic] {
    let first = problems.firstIndex { $0.message == noTexts }
    return problems.enumerated().filter { $0.offset == first || $0.element.message != noTexts }
      .map(\.element)
  }
}
