import HubDiagnostics
import HubModel
import HubTemplates

/// Texts of the theme: `{{ "readingTime" | t(minutes=5) }}`.
struct TextFilter: Sendable {
  /// By language of the hub, the default one first.
  private let texts: [[String: ThemeText]]
  private let folder: String
  private let standard: String
  private let use: TextUse

  /// `use`: told of every text that a template asks for.
  init(theme: Theme, config: HubConfig, use: TextUse) {
    self.use = use
    standard = config.languages.standard.code
    folder = theme.folder
    texts = config.languages.all.map { [standard] language in
      theme.texts(for: language.code, fallback: standard).mapValues { ThemeText($0) }
    }
  }

  /// What each use of the filter reports where there is no text at all.
  private var noTexts: String {
    "the theme has no texts for '\(standard)': write them into '\(folder)/i18n/\(standard).yaml'"
  }

  var definition: FilterDefinition {
    var filter = FilterDefinition(
      name: "t",
      documentation: "The theme's text of that name in the page's language, `{name}` filled in.",
      input: .string, otherKeywords: .dynamic, result: .string, checkLiteral: problem,
      apply: { (value, arguments, environment) throws(TemplateError) in
        guard case .string(let key) = value else { return .string("") }
        guard let text = environment.site?.texts[key] else {
          throw TemplateError("no text '\(key)' in the theme's i18n/")
        }
        guard case .map(let entries)? = arguments.last else { return .string(text.plain) }
        return .string(try text.filled(of: key, with: entries))
      })
    filter.keywordsOfLiteral = { [texts] key in
      var names: [String] = []
      // Not every language needs every value: a template gives what any of them asks for.
      for text in texts {
        for name in text[key]?.placeholders ?? [] where !names.contains(name) { names.append(name) }
      }
      return names
    }
    filter.noteUse = { [use] in use.note($0) }
    return filter
  }

  private func problem(with key: String) -> String? {
    guard let known = texts.first, !known.isEmpty else { return noTexts }
    guard known[key] == nil else { return nil }
    let hint = closestMatch(to: key, in: known.keys).map { "; did you mean '\($0)'?" } ?? ""
    return "no text '\(key)' in the theme's i18n/\(hint)"
  }

  /// The problems of templates with only the first of those that a missing file of texts causes.
  func withoutRepeats(_ problems: [Diagnostic]) -> [Diagnostic] {
    let first = problems.firstIndex { $0.message == noTexts }
    return problems.enumerated().filter { $0.offset == first || $0.element.message != noTexts }
      .map(\.element)
  }
}
