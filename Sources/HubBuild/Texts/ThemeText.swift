import HubTemplates

/// A text of the theme, cut at its placeholders once: `{minutes} minutes to read`.
///
/// It may have a form for each of its language's plural categories, chosen by a count.
struct ThemeText: Sendable {
  private struct Form {
    enum Part: Sendable {
      case text(Substring)
      case placeholder(String)
    }

    var parts: [Part] = []

    init(_ text: String) {
      var start = text.startIndex
      var search = text[...]
      while let open = search.utf8.firstIndex(of: UInt8(ascii: "{")) {
        search = text[text.utf8.index(after: open)...]
        let name = search.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard name.first?.isNumber == false, text[name.endIndex...].first == "}" else { continue }
        parts.append(.text(text[start..<open]))
        parts.append(.placeholder(String(name)))
        search = text[name.endIndex...].dropFirst()
        start = search.startIndex
      }
      parts.append(.text(text[start...]))
    }

    var placeholders: [String] {
      parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
    }
  }

  /// As written; of a text with forms, the one for all counts that have no other.
  let plain: String
  /// The argument that chooses the form; nil in a text without forms.
  let selector: String?
  /// What must be given: the names in braces, in any form, and the selector.
  let placeholders: [String]
  private let form: Form
  private let forms: [PluralRule.Category: Form]
  private let rule: PluralRule?

  init(_ text: String) {
    plain = text
    form = Form(text)
    forms = [:]
    rule = nil
    selector = nil
    placeholders = form.placeholders
  }

  /// A text with forms; nil if it does not say which of several values counts.
  ///
  /// The rule is that of the language in which the text is written, wherever it is shown.
  init?(_ texts: [PluralRule.Category: String], other: String, rule: PluralRule?) {
    plain = other
    form = Form(other)
    forms = texts.mapValues { Form($0) }
    self.rule = rule
    var names: [String] = []
    var all = [form]
    for category in PluralRule.Category.allCases { all += texts[category].map { [Form($0)] } ?? [] }
    for name in all.flatMap(\.placeholders) where !names.contains(name) { names.append(name) }
    guard names.count < 2 || names.contains("count") else { return nil }
    let selector = names.count == 1 ? names[0] : "count"
    self.selector = selector
    placeholders = names.isEmpty ? [selector] : names
  }

  /// The text with each placeholder replaced by the value of that name.
  ///
  /// - Parameters:
  ///   - key: the text's name, for the error.
  ///   - values: by name.
  /// - Returns: the text.
  /// - Throws: if a placeholder has no value, or one that is no text.
  func filled(
    of key: String, with values: [TemplateValue.MapEntry]
  ) throws(TemplateError) -> String {
    func value(_ name: String) throws(TemplateError) -> TemplateValue {
      guard let entry = values.first(where: { $0.key == name }) else {
        throw TemplateError("text '\(key)' needs argument '\(name)'")
      }
      return entry.value
    }
    var form = form
    if let selector {
      let given = try value(selector)
      guard case .int(let count) = given else {
        throw TemplateError(
          "argument '\(selector)' of text '\(key)' is an int, not \(given.shown)",
          notes: given.isNull
            ? ["put '| default(…)' after it, or test the value with '{% if … %}'"] : [],
          argument: selector)
      }
      form = rule.flatMap { forms[$0.category(of: count)] } ?? form
    }
    var result = ""
    for part in form.parts {
      switch part {
      case .text(let text): result += text
      case .placeholder(let name):
        guard let text = try value(name).text else {
          throw TemplateError(
            "argument '\(name)' of text '\(key)' is a list or an object", argument: name)
        }
        result += text
      }
    }
    return result
  }
}
