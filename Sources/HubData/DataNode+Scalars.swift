extension DataNode {
  /// What a value is, in the words of diagnostics.
  package enum Kind: String, Sendable {
    case nothing
    case bool = "true or false"
    case number = "a number"
    case text = "text"
    case list = "a list"
    case mapping = "a mapping"
  }

  package var kind: Kind {
    switch content {
    case .null: .nothing
    case .sequence: .list
    case .mapping: .mapping
    case .scalar(_, isQuoted: true): .text
    case .scalar(let text, isQuoted: false):
      Self.bool(text) != nil ? .bool : Self.double(text) != nil ? .number : .text
    }
  }

  /// A scalar's text, also that of an unquoted `12` or `true`.
  package var text: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  package var isNull: Bool {
    guard case .null = content else { return false }
    return true
  }

  /// An unquoted `true` or `false`.
  package var bool: Bool? { plainText.flatMap(Self.bool) }

  /// An unquoted whole number.
  package var int: Int? { plainText.flatMap(Self.int) }

  /// An unquoted number.
  package var double: Double? { plainText.flatMap(Self.double) }

  private var plainText: String? {
    guard case .scalar(let text, isQuoted: false) = content else { return nil }
    return text
  }

  // The core schema of YAML 1.2 (chapter 10.3).

  static func isNull(_ plain: String) -> Bool {
    switch plain {
    case "", "~", "null", "Null", "NULL": true
    default: false
    }
  }

  static func bool(_ plain: String) -> Bool? {
    switch plain {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  static func int(_ plain: String) -> Int? {
    if plain.hasPrefix("0x") { return Int(plain.dropFirst(2), radix: 16) }
    if plain.hasPrefix("0o") { return Int(plain.dropFirst(2), radix: 8) }
    return Int(plain)
  }

  static func double(_ plain: String) -> Double? {
    if let whole = int(plain) { return Double(whole) }
    switch plain {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
    case "-.inf", "-.Inf", "-.INF": return -.infinity
    case ".nan", ".NaN", ".NAN": return .nan
    default: break
    }
    // `Double` also takes hexadecimal numbers and words, which are text here.
    let isDecimal = plain.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"),
        UInt8(ascii: "-"), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    return isDecimal ? Double(plain) : nil
  }
}

extension DataValue {
  /// The node's value by YAML's core schema, without its place.
  package init(_ node: DataNode) {
    switch node.content {
    case .null: self = .null
    case .sequence(let elements): self = .list(elements.map { DataValue($0) })
    case .mapping(let entries):
      self = .map(entries.map { Entry(key: $0.key, value: DataValue($0.value)) })
    case .scalar(let text, isQuoted: true): self = .string(text)
    case .scalar(let text, isQuoted: false):
      if let bool = DataNode.bool(text) {
        self = .bool(bool)
      } else if let int = DataNode.int(text) {
        self = .int(int)
      } else if let double = DataNode.double(text), !double.isNaN {
        self = .double(double)
      } else {
        self = .string(text)
      }
    }
  }
}
