/// The HTML being written.
struct HTMLBuffer {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  mutating func append(_ text: StaticString) {
    unsafe bytes.append(contentsOf: Bytes(text).buffer)
  }

  mutating func append(_ text: Bytes) {
    unsafe bytes.append(contentsOf: text.buffer)
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func append(number: Int) {
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func append(_ text: [UInt8]) {
    bytes.append(contentsOf: text)
  }

  /// Begins a new line unless the text already stands at the start of one.
  mutating func startLine() {
    if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
  }

  /// Appends text with `<`, `>`, `&` and `"` written as references.
  mutating func append(escaping text: Bytes) {
    var start = 0
    for index in 0..<text.count {
      let replacement: StaticString
      switch text[index] {
      case UInt8(ascii: "\""): replacement = "&quot;"
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      default: continue
      }
      append(text[start..<index])
      append(replacement)
      start = index + 1
    }
    append(start == 0 ? text : text[start..<text.count])
  }

  mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { utf8 in
      unsafe append(escaping: Bytes(utf8))
    }
  }

  /// Appends an address: what may not stand in a URL is percent-encoded, the rest is escaped.
  mutating func append(escapingAddress text: Bytes) {
    for index in 0..<text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "'"): append("&#x27;")
      case _ where byte.mayStandInAddress: bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(Self.hexadecimal(byte >> 4))
        bytes.append(Self.hexadecimal(byte & 15))
      }
    }
  }

  private static func hexadecimal(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x37 + value
  }
}

extension UInt8 {
  /// Letters, digits and `-_.+!*(),%#@?=;:/$~`: safe or reserved in a URL.
  fileprivate var mayStandInAddress: Bool {
    if isASCIILetter || isASCIIDigit { return true }
    switch self {
    case 0x21, 0x23, 0x24, 0x25, 0x28...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5F, 0x7E: return true
    default: return false
    }
  }
}
