import HubData
import HubDiagnostics
import HubModel

extension ThemeSetting {
  /// Reads the value of a key, a theme's default or a hub's choice; nil after reporting what is
  /// wrong with it.
  func value(_ key: String, _ reader: inout DataReader) -> Value? {
    guard let node = reader.node(key) else { return nil }
    switch kind {
    case .bool:
      let count = reader.diagnostics.count
      let value = reader.bool(key, otherwise: false)
      return reader.diagnostics.count == count ? .bool(value) : nil
    case .int:
      if let value = node.int { return .int(value) }
      if node.kind == .number, let text = node.text {
        reader.report("wrong-type", "'\(key)' takes a whole number, not \(text)", at: node.span)
      } else {
        reader.reportType(key, takes: "a whole number", not: node)
      }
      return nil
    case .image:
      if node.text?.isEmpty == true { return Value.none }
      return reader.image(key).map { .image($0.value) }
    case .string, .color, .choice, .url:
      guard let text = node.text else {
        reader.reportType(key, takes: expected, not: node)
        return nil
      }
      return value(Located(text, span: node.span), key, &reader)
    }
  }

  /// What the setting takes, after "takes".
  private var expected: String {
    switch kind {
    case .color: "a colour such as \"#0a7d5a\""
    case .choice: choices.joined(separator: ", ", last: " or ")
    case .url: "an address"
    default: "text"
    }
  }

  private func value(
    _ text: Located<String>, _ key: String, _ reader: inout DataReader
  ) -> Value? {
    switch kind {
    case .color:
      guard text.value.isHexColor else {
        reader.report(
          "bad-color", "'\(key)' takes \(expected), not '\(text.value)'", at: text.span,
          notes: ["write # and 3 or 6 hexadecimal digits, in quotes"])
        return nil
      }
    case .choice:
      guard choices.contains(text.value) else {
        reader.report(
          "unknown-value", "'\(key)' takes \(expected), not '\(text.value)'", at: text.span,
          notes: didYouMean(text.value, in: choices))
        return nil
      }
    case .url: return address(text, &reader)
    default: break
    }
    return .text(text.value)
  }

  /// An `http` or `https` address, or one of the site itself, which starts with `/`.
  private func address(_ text: Located<String>, _ reader: inout DataReader) -> Value? {
    if text.value.isEmpty { return Value.none }
    let isOwn = text.value.hasPrefix("/") && !text.value.hasPrefix("//")
    if isOwn, text.value.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "\\") && $0 != 0x7F }) {
      return .text(text.value)
    }
    do throws(URLProblem) {
      _ = try AbsoluteURL(text.value)
      return .text(text.value)
    } catch {
      reader.report(
        "bad-url", error.message, at: text.span,
        notes: error.notes.isEmpty
          ? ["an address of the site itself starts with '/', such as '/about/'"] : error.notes)
      return nil
    }
  }
}

extension String {
  /// Whether the text is `#rgb` or `#rrggbb`: nothing else can end a style attribute early.
  var isHexColor: Bool {
    let digits = utf8.dropFirst()
    return utf8.first == UInt8(ascii: "#") && (digits.count == 3 || digits.count == 6)
      && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
  }
}
