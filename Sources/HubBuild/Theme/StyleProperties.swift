/// The custom properties that a style sheet sets for the whole page, as `:root { --name: value }`.
struct StyleProperties {
  struct Property: Hashable {
    var name: String
    var value: String
    /// The value in the dark, where that is another one.
    var dark: String?
  }

  private(set) var properties: [Property] = []
  /// The rules that the place being read lies in, outermost first.
  private var rules: [String] = []

  init(_ styles: [UInt8]) {
    var text: [UInt8] = []
    var index = 0
    var parentheses = 0
    while index < styles.count {
      let byte = styles[index]
      if styles[index...].starts(with: "/*".utf8) {
        index = styles[index...].firstRange(of: Array("*/".utf8))?.upperBound ?? styles.count
        continue
      }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        let end = styles[(index + 1)...].firstIndex(of: byte) ?? styles.count - 1
        text += styles[index...end]
        index = end + 1
        continue
      }
      switch byte {
      case UInt8(ascii: "("): parentheses += 1
      case UInt8(ascii: ")"): parentheses -= 1
      default: break
      }
      switch byte {
      case UInt8(ascii: "{"):
        rules.append(Self.words(text))
        text = []
      case UInt8(ascii: "}"):
        declaration(text)
        _ = rules.popLast()
        text = []
      case UInt8(ascii: ";") where parentheses <= 0:
        declaration(text)
        text = []
      default: text.append(byte)
      }
      index += 1
    }
  }

  private mutating func declaration(_ text: [UInt8]) {
    guard rules.last == ":root", let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = Self.words(text[..<colon])
    let value = Self.words(text[(colon + 1)...])
    guard name.hasPrefix("--") else { return }
    let known = properties.firstIndex { $0.name == name }
    switch rules.dropLast().last {
    case nil where known == nil: properties.append(Property(name: name, value: value))
    case let media? where media.contains("prefers-color-scheme") && media.contains("dark"):
      if let known { properties[known].dark = value }
    default: break
    }
  }

  private static func words(_ text: some Sequence<UInt8>) -> String {
    String(decoding: Array(text), as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}
