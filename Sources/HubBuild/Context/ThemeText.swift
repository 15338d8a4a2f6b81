import HubTemplates

/// A text of the theme, cut at its placeholders once: `{minutes} minutes to read`.
struct ThemeText: Sendable {
  private enum Part: Sendable {
    case text(Substring)
    /// The name in braces, and the same as written.
    case placeholder(Substring, written: Substring)
  }

  /// As written.
  let plain: String
  private let parts: [Part]

  init(_ text: String) {
    plain = text
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      if open > rest.startIndex { parts.append(.text(rest[..<open])) }
      parts.append(
        .placeholder(
          rest[rest.utf8.index(after: open)..<close], written: rest[open...close]))
      rest = rest[rest.utf8.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(rest)) }
    self.parts = parts
  }

  /// The text with each placeholder replaced by the value of that name, if there is one.
  func filled(with values: [TemplateValue.MapEntry]) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .placeholder(let name, let written):
        if let entry = values.first(where: { $0.key == name }) {
          result += entry.value.shown
        } else {
          result += written
        }
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
