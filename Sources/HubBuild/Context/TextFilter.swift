import HubDiagnostics
import HubModel
import HubTemplates

/// Texts of the theme: `{{ "readingTime" | t(minutes=5) }}`.
struct TextFilter: Sendable {
  /// By language of the hub, the default one first.
  private let texts: [[String: String]]
  private let folder: String
  private let standard: String

  init(theme: Theme, config: HubConfig) {
    standard = config.languages.standard.code
    folder = theme.folder
    texts = config.languages.all.map { [standard] language in
      theme.texts(for: language.code, fallback: standard)
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
        guard case .map(let entries)? = arguments.last else { return .string(text) }
        return .string(try fill(text, of: key, with: entries))
      })
    filter.keywordsOfLiteral = { [texts] key in
      var names: [String] = []
      // Not every language needs every value: a template gives what any of them asks for.
      for text in texts {
        for name in placeholders(text[key] ?? "") where !names.contains(name) { names.append(name) }
      }
      return names
    }
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

/// The names in braces that a text holds.
private func placeholders(_ text: String) -> [String] {
  text.matches(of: #/\{([A-Za-z_][A-Za-z0-9_]*)\}/#).map { String($0.1) }
}

/// The text with each `{name}` replaced by the value of that name.
private func fill(
  _ text: String, of key: String, with entries: [TemplateValue.MapEntry]
) throws(TemplateError) -> String {
  var result = ""
  var rest = text[...]
  while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
    let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
  {
    let name = rest[rest.utf8.index(after: open)..<close]
    result += rest[..<open]
    if let entry = entries.first(where: { $0.key == name }) {
      result += entry.value.shown
    } else if placeholders(String(rest[open...close])).isEmpty {
      result += rest[open...close]
    } else {
      throw TemplateError("text '\(key)' needs argument '\(name)'")
    }
    rest = rest[rest.utf8.index(after: close)...]
  }
  return result + rest
}

extension TemplateValue {
  /// A simple value as text, for filling in.
  var shown: String {
    switch self {
    case .string(let text): text
    case .int(let number): String(number)
    case .double(let number): String(number)
    case .bool(let flag): String(flag)
    default: ""
    }
  }
}
