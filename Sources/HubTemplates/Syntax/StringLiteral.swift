/// Reads the escapes of a string literal as Python does.
enum StringLiteral {
  /// The value of a literal between its quotes, or what is wrong with an escape in it.
  static func value(of bytes: ArraySlice<UInt8>) -> Result<String, TemplateError> {
    guard bytes.contains(UInt8(ascii: "\\")) else {
      return .success(String(decoding: bytes, as: UTF8.self))
    }
    var text: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < bytes.endIndex else {
        text.append(byte)
        continue
      }
      let letter = bytes[index]
      index += 1
      switch letter {
      case UInt8(ascii: "\n"): continue
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(letter)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "a"): text.append(0x07)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "v"): text.append(0x0B)
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        var value = UInt32(letter - 0x30)
        var digits = 1
        while digits < 3, index < bytes.endIndex, (0x30...0x37).contains(bytes[index]) {
          value = value * 8 + UInt32(bytes[index] - 0x30)
          index += 1
          digits += 1
        }
        append(value, to: &text)
      case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
        let count = letter == UInt8(ascii: "x") ? 2 : letter == UInt8(ascii: "u") ? 4 : 8
        let name = String(Unicode.Scalar(letter))
        let digits = bytes[index...].prefix(count)
        guard digits.count == count, digits.allSatisfy({ hexValue($0) != nil }),
          let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
          append(value, to: &text)
        else {
          return .failure(
            TemplateError("'\\\(name)' needs \(count) digits of a character's number"))
        }
        index += count
      case UInt8(ascii: "N"):
        return .failure(TemplateError("'\\N' is not supported: write the character itself"))
      default: text += [byte, letter]
      }
    }
    return .success(String(decoding: text, as: UTF8.self))
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }

  @discardableResult
  private static func append(_ value: UInt32, to text: inout [UInt8]) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    text += Array(String(Character(scalar)).utf8)
    return true
  }
}
