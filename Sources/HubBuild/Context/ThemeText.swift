import HubTemplates

/// A text of the theme, cut at its placeholders once: `{minutes} minutes to read`.
struct ThemeText: Sendable {
  private enum Part: Sendable {
    case text(Substring)
    case placeholder(String)
  }

  /// As written.
  let plain: String
  private let parts: [Part]

  init(_ text: String) {
    plain = text
    var parts: [Part] = []
    var rest = text[...]
    while let found = rest.firstMatch(of: #/\{([A-Za-z_][A-Za-z0-9_]*)\}/#) {
      parts.append(.text(rest[..<found.range.lowerBound]))
      parts.append(.placeholder(String(found.1)))
      rest = rest[found.range.upperBound...]
    }
    self.parts = parts + [.text(rest)]
  }

  /// The names in braces.
  var placeholders: [String] {
    parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
  }

  /// The text with each placeholder replaced by the value of that name.
  ///
  /// - Parameters:
  ///   - key: the text's name, for the error.
  ///   - values: by name.
  /// - Returns: the text.
  /// - Throws: if a placeholder has no value.
  func filled(
    of key: String, with values: [TemplateValue.MapEntry]
  ) throws(TemplateError) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .placeholder(let name):
        guard let entry = values.first(where: { $0.key == name }) else {
          throw TemplateError("text '\(key)' needs argument '\(name)'")
        }
        result += entry.value.shown
      }
    }
    return result
  }
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
