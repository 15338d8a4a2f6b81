import HubModel

/// Text and markup written as UTF-8 into one buffer that grows.
extension [UInt8] {
  /// Adds text as it is.
  mutating func append(text: some StringProtocol) {
    append(contentsOf: text.utf8)
  }

  /// Adds text with `&`, `<`, `>` and `"` escaped, for XML and HTML; characters that XML forbids
  /// are left out.
  mutating func append(escaped text: some StringProtocol) {
    append(escapedBytes: text.utf8)
  }

  /// Adds UTF-8 bytes escaped in the same way.
  mutating func append(escapedBytes bytes: some Sequence<UInt8>) {
    for byte in bytes {
      append(escapedByte: byte)
      // U+FFFE and U+FFFF are no characters of XML either.
      if byte >= 0xBE, byte <= 0xBF, count >= 3, self[count - 2] == 0xBF, self[count - 3] == 0xEF {
        removeLast(3)
      }
    }
  }

  /// Adds an address or a part of one: what may not stand in a URL is percent-encoded, `&` escaped.
  mutating func append(escapedAddress text: String) {
    append(address: text, ampersand: "&amp;")
  }

  /// Adds an address: what may not stand in a URL is percent-encoded.
  mutating func append(address text: String, ampersand: String = "&") {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append(text: ampersand)
      case 0...0x20, 0x7F..., UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"),
        UInt8(ascii: "|"), UInt8(ascii: "}"):
        append(text: URLPath.encode(byte))
      default: append(byte)
      }
    }
  }

  private mutating func append(escapedByte byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): append(text: "&amp;")
    case UInt8(ascii: "<"): append(text: "&lt;")
    case UInt8(ascii: ">"): append(text: "&gt;")
    case UInt8(ascii: "\""): append(text: "&quot;")
    case 0..<0x20 where byte != 0x09 && byte != 0x0A && byte != 0x0D: break
    default: append(byte)
    }
  }

  /// Adds text as a JSON string with its quotes (RFC 8259); safe within a `<script>` too.
  mutating func append(json text: String) {
    var text = text
    text.withUTF8 { append(jsonBytes: $0) }
  }

  /// Adds UTF-8 bytes as a JSON string with its quotes, copying what needs no escape in runs.
  mutating func append(jsonBytes bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append(jsonBytes: $0) }
  }

  private mutating func append(jsonBytes bytes: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    var start = 0
    for (index, byte) in bytes.enumerated() {
      // `</script` and `<!--` would end or change a script element.
      let isPlain =
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        && byte != UInt8(ascii: "<")
      if isPlain { continue }
      append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
      start = index + 1
      switch byte {
      case UInt8(ascii: "\""): append(text: "\\\"")
      case UInt8(ascii: "\\"): append(text: "\\\\")
      case UInt8(ascii: "\n"): append(text: "\\n")
      case UInt8(ascii: "\r"): append(text: "\\r")
      case UInt8(ascii: "\t"): append(text: "\\t")
      default:
        let digits = Array("0123456789abcdef".utf8)
        append(text: "\\u00")
        append(digits[Int(byte >> 4)])
        append(digits[Int(byte & 15)])
      }
    }
    append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    append(UInt8(ascii: "\""))
  }
}
