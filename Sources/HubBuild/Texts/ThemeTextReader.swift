import HubData
import HubDiagnostics

/// Reads a file `i18n/CODE.yaml`: keys with their texts, or with a form for each plural category.
struct ThemeTextReader {
  private let file: String
  private let language: String
  private let rule: PluralRule?
  private(set) var texts: [Entry] = []
  private(set) var diagnostics: [Diagnostic]

  struct Entry {
    var key: String
    var text: ThemeText
    var span: SourceSpan
    /// By each name in braces: where the text that has it stands.
    var placeholders: [String: SourceSpan]
  }

  /// Reads a file; what is wrong in it is reported and left out.
  init(_ bytes: [UInt8], file: String, language: String) {
    self.file = file
    self.language = language
    rule = PluralRule.named(language)
    let (node, problems) = YAML.parse(bytes[...], file: file)
    diagnostics = problems
    guard let node, !node.isNull else { return }
    guard case .mapping(let entries) = node.content else {
      diagnostics.append(
        .error(
          "wrong-type", "a theme's texts are a mapping, not \(node.kind.rawValue)",
          at: SourceLocation(file: file, span: node.span),
          notes: ["write a key and its text on each line, such as 'readMore: Read more'"]))
      return
    }
    for entry in entries {
      switch entry.value.content {
      case .scalar(let text, _):
        texts.append(
          Entry(
            key: entry.key, text: ThemeText(text), span: entry.keySpan,
            placeholders: Self.places(of: [(text, entry.value.span)])))
      case .mapping(let forms): readForms(forms, of: entry)
      default:
        report("text-type", "'\(entry.key)' takes a text, or its plural forms", entry.value.span)
      }
    }
  }

  private mutating func report(
    _ id: String, _ message: String, _ span: SourceSpan, notes: [String] = [],
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(
        severity, id: id, message, at: SourceLocation(file: file, span: span),
        notes: notes.map { Diagnostic.Note($0) }))
  }

  private mutating func readForms(_ entries: [DataNode.Entry], of text: DataNode.Entry) {
    var forms: [PluralRule.Category: String] = [:]
    var written: [(String, SourceSpan)] = []
    var isValid = true
    for entry in entries {
      guard let category = PluralRule.Category(rawValue: entry.key) else {
        let names = PluralRule.Category.allCases.map(\.rawValue)
        report(
          "unknown-plural-form", "'\(entry.key)' is no plural form", entry.keySpan,
          notes: didYouMean(entry.key, in: names) + [
            "the forms are \(names.joined(separator: ", "))"
          ])
        isValid = false
        continue
      }
      guard case .scalar(let form, _) = entry.value.content else {
        report("text-type", "'\(entry.key)' takes a text", entry.value.span)
        isValid = false
        continue
      }
      if let rule, !rule.categories.contains(category) {
        report(
          "unused-plural-form", "'\(language)' never uses the form '\(category.rawValue)'",
          entry.keySpan, severity: .warning)
      }
      forms[category] = form
      written.append((form, entry.value.span))
    }
    guard isValid else { return }
    guard let other = forms.removeValue(forKey: .other) else {
      report(
        "missing-plural-form", "'\(text.key)' needs the form 'other'", text.keySpan,
        notes: ["it is shown for every count that has no other form"])
      return
    }
    guard let result = ThemeText(forms, other: other, rule: rule) else {
      report(
        "no-count", "a text with plural forms and several values needs '{count}'", text.keySpan,
        notes: ["the count chooses the form"])
      return
    }
    texts.append(
      Entry(
        key: text.key, text: result, span: text.keySpan, placeholders: Self.places(of: written)))
    warnOfMissing(forms, text)
  }

  /// Where each name in braces stands first.
  private static func places(of texts: [(text: String, span: SourceSpan)]) -> [String: SourceSpan] {
    texts.reduce(into: [:]) { places, entry in
      for name in ThemeText(entry.text).placeholders where places[name] == nil {
        places[name] = entry.span
      }
    }
  }

  private mutating func warnOfMissing(
    _ forms: [PluralRule.Category: String], _ text: DataNode.Entry
  ) {
    guard let rule else { return }
    let examples = rule.examples
    for category in rule.categories where category != .other && forms[category] == nil {
      guard let counts = examples[category] else { continue }
      let shown = counts.map(String.init).joined(separator: ", ")
      report(
        "missing-plural-form",
        "'\(text.key)' lacks the form '\(category.rawValue)', which '\(language)' uses for \(shown)",
        text.keySpan, notes: ["until it is there, 'other' is shown"], severity: .warning)
    }
  }
}
