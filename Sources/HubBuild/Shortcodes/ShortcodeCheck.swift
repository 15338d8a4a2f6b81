import HubData
import HubDiagnostics
import HubModel

/// Holds the shortcodes of a page against what the theme's templates take.
struct ShortcodeCheck: Sendable {
  private let declarations: [String: ShortcodeDeclaration]
  private let folder: String

  init(_ theme: Theme) {
    declarations = Dictionary(theme.shortcodes.map { ($0.name, $0) }) { first, _ in first }
    folder = theme.folder + "/templates/" + ShortcodeDeclaration.folder
  }

  struct Result {
    var calls: [ShortcodeCall] = []
    var references: [ShortcodeReference] = []
    var diagnostics: [Diagnostic] = []
  }

  func callAsFunction(_ document: MarkdownDocument, file: String) -> Result {
    var result = Result()
    for index in document.shortcodes.indices {
      let shortcode = document.shortcodes[index]
      guard let declaration = declarations[shortcode.name] else {
        result.diagnostics.append(unknown(shortcode, file: file))
        continue
      }
      guard !declaration.isBroken else {
        result.calls.append(ShortcodeCall(values: []))
        continue
      }
      var binding = ShortcodeBinding(
        shortcode: shortcode, declaration: declaration, file: file, result: result)
      binding.bind()
      binding.checkPlace()
      binding.checkInner(isEmpty: isEmpty(index, in: document))
      result = binding.result
    }
    return result
  }

  private func unknown(_ shortcode: Shortcode, file: String) -> Diagnostic {
    let names = declarations.keys.sorted()
    var notes = didYouMean(shortcode.name, in: names)
    if notes.isEmpty {
      notes = [
        names.isEmpty
          ? "the theme has none: they stand in '\(folder)'"
          : "the theme has " + names.joined(separator: ", "),
        "{{</* \(shortcode.name) */>}} shows the tag as it is",
      ]
    }
    return .error(
      "unknown-shortcode", "no shortcode '\(shortcode.name)'",
      at: SourceLocation(file: file, span: shortcode.span), notes: notes)
  }

  private func isEmpty(_ index: Int, in document: MarkdownDocument) -> Bool {
    let shortcode = document.shortcodes[index]
    let next = index + 1
    if next < document.shortcodes.count, document.shortcodes[next].depth > shortcode.depth {
      return false
    }
    return document.html[shortcode.html].allSatisfy { $0 <= 0x20 }
  }
}

/// One shortcode's arguments put in the order of its parameters.
private struct ShortcodeBinding {
  let shortcode: Shortcode
  let declaration: ShortcodeDeclaration
  let file: String
  var result: ShortcodeCheck.Result

  private mutating func report(
    _ id: String, _ message: String, at span: SourceSpan, notes: [String] = []
  ) {
    result.diagnostics.append(
      .error(id, message, at: SourceLocation(file: file, span: span), notes: notes))
  }

  mutating func bind() {
    let name = shortcode.name
    let known = declaration.parameters.map(\.name)
    for argument in shortcode.arguments where !known.contains(argument.name) {
      var notes = didYouMean(argument.name, in: known)
      if notes.isEmpty {
        notes = [known.isEmpty ? "it takes none" : "it takes " + known.joined(separator: ", ")]
      }
      report(
        "unknown-argument", "'\(name)' takes no argument '\(argument.name)'", at: argument.nameSpan,
        notes: notes)
    }
    var values: [ShortcodeCall.Value] = []
    for parameter in declaration.parameters {
      if let argument = shortcode.arguments.first(where: { $0.name == parameter.name }) {
        values.append(value(argument, parameter))
        continue
      }
      values.append(parameter.standard)
      guard parameter.isRequired, parameter.standard == .null else { continue }
      let hint = parameter.documentation
      report(
        "missing-argument", "'\(name)' needs '\(parameter.name)'", at: shortcode.span,
        notes: hint.isEmpty ? [] : ["\(parameter.name): \(hint)"])
    }
    result.calls.append(ShortcodeCall(values: values))
  }

  private mutating func value(
    _ argument: Shortcode.Argument, _ parameter: ShortcodeDeclaration.Parameter
  ) -> ShortcodeCall.Value {
    switch (parameter.kind, argument.value) {
    case (.string, .string(let text)):
      if !parameter.values.isEmpty, !parameter.values.contains(text) {
        let words = parameter.values.joined(separator: ", ", last: " or ")
        report(
          "unknown-value", "'\(parameter.name)' takes \(words), not '\(text)'",
          at: argument.valueSpan, notes: didYouMean(text, in: parameter.values))
      }
      return .string(text)
    case (.int, .int(let number)): return .int(number)
    case (.double, .double(let number)): return .double(number)
    case (.double, .int(let number)): return .double(Double(number))
    case (.bool, .bool(let flag)): return .bool(flag)
    case (.link, .string(let text)): return reference(.link, text, argument)
    case (.file, .string(let text)): return reference(.file, text, argument)
    case (.folder, .string(let text)): return reference(.folder, text, argument)
    default:
      reportType(argument, parameter)
      return .null
    }
  }

  private mutating func reportType(
    _ argument: Shortcode.Argument, _ parameter: ShortcodeDeclaration.Parameter
  ) {
    let name = parameter.name
    let (found, written) =
      switch argument.value {
      case .string(let text): ("a text", text)
      case .int(let number): ("a number", String(number))
      case .double(let number) where parameter.kind == .int: (String(number), String(number))
      case .double(let number): ("a number", String(number))
      case .bool(let flag): ("'\(flag)'", String(flag))
      }
    var notes: [String] = []
    switch (parameter.kind, argument.value) {
    case (.string, _): notes = ["write \(name)=\"\(written)\""]
    case (.int, .string(let text)) where Int(text) != nil,
      (.double, .string(let text)) where Double(text) != nil:
      notes = ["write \(name)=\(text) without quotes"]
    case (.bool, .string(let text)) where text == "true" || text == "false":
      notes = ["write \(name)=\(text) without quotes"]
    default: break
    }
    report(
      "wrong-type", "'\(name)' takes \(parameter.kind.shown), not \(found)", at: argument.valueSpan,
      notes: notes)
  }

  private mutating func reference(
    _ kind: ShortcodeReference.Kind, _ text: String, _ argument: Shortcode.Argument
  ) -> ShortcodeCall.Value {
    let destination = text.trimmingPrefix { $0.isWhitespace }
    guard !destination.isEmpty else {
      report("empty-value", "'\(argument.name)' must not be empty", at: argument.valueSpan)
      return .null
    }
    if let scheme = urlScheme(destination) {
      let allowed =
        switch kind {
        case .link: ["https", "http", "mailto", "tel"]
        case .file: ["https", "http"]
        case .folder: [String]()
        }
      guard allowed.contains(scheme.lowercased()) else {
        report(
          "bad-address", "'\(argument.name)' can't begin with '\(scheme):'", at: argument.valueSpan,
          notes: [
            allowed.isEmpty
              ? "it takes a folder beside the page"
              : "it takes a file or page of the hub, or an address with "
                + allowed.map { $0 + ":" }.joined(separator: ", ", last: " or ")
          ])
        return .null
      }
    }
    result.references.append(
      ShortcodeReference(kind: kind, destination: String(destination), span: argument.valueSpan))
    return .reference(result.references.count - 1)
  }

  mutating func checkPlace() {
    guard declaration.isBlock, shortcode.isInText else { return }
    report(
      "shortcode-place", "'\(shortcode.name)' is a block, which can't stand in a sentence",
      at: shortcode.span, notes: ["put it on a line of its own, between empty lines"])
  }

  mutating func checkInner(isEmpty: Bool) {
    let name = shortcode.name
    let closing = "{{< /\(name) >}}"
    switch declaration.inner {
    case .none where shortcode.isClosed:
      report(
        "shortcode-inner", "'\(name)' encloses nothing", at: shortcode.span,
        notes: ["remove its closing tag \(closing)"])
    case .required where shortcode.isSelfClosing:
      report(
        "shortcode-inner", "'\(name)' needs something between its tags", at: shortcode.span,
        notes: ["end the tag with '>}}' instead of '/>}}', and close it with \(closing)"])
    case .required where !shortcode.isClosed:
      report(
        "unclosed-shortcode", "'\(name)' is not closed", at: shortcode.span,
        notes: ["it ends with \(closing)"])
    case .required where isEmpty:
      report(
        "shortcode-inner", "'\(name)' needs something between its tags", at: shortcode.span)
    default: break
    }
  }
}

/// The scheme before an address's colon (RFC 3986, 3.1), or nil.
func urlScheme(_ address: some StringProtocol) -> String? {
  guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
  let scheme = address.utf8[..<colon]
  let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
  guard let first = scheme.first, isLetter(first),
    scheme.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) })
  else { return nil }
  return String(decoding: scheme, as: UTF8.self)
}
