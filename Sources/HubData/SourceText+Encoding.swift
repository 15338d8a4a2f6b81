import HubDiagnostics

extension SourceText {
  /// The first byte that is no UTF-8, or the first character that no data file may hold.
  ///
  /// Both parsers would stop there as well, but in words of their own and without a column.
  mutating func encodingProblem() -> Diagnostic? {
    var position = 0
    while position < count {
      let byte = self[position]
      if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        position += 1
        continue
      }
      guard let (scalar, length) = decode(at: position) else {
        return notUTF8(at: position)
      }
      guard Self.isAllowed(scalar) else { return forbidden(scalar, at: position, length) }
      position += length
    }
    return nil
  }

  private mutating func notUTF8(at position: Int) -> Diagnostic {
    let isUTF16 = unsafe bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    return .error(
      "invalid-utf8", isUTF16 ? "a file must be UTF-8, not UTF-16" : "a file must be valid UTF-8",
      at: location(span(atByte: position)), notes: ["save the file as UTF-8"])
  }

  private mutating func forbidden(_ scalar: UInt32, at position: Int, _ length: Int) -> Diagnostic {
    forbidden(scalar, at: span(atByte: position, length: length))
  }

  private func forbidden(_ scalar: UInt32, at span: SourceSpan) -> Diagnostic {
    let digits = String(scalar, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return .error(
      "control-character", "the invisible character \(name) is not allowed here",
      at: location(span))
  }

  /// What is wrong with a text in quotes: escapes such as `\x01` can stand for any character.
  func escapeProblem(in text: String, at span: SourceSpan) -> Diagnostic? {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return nil }
    let found = text.unicodeScalars.first { !Self.isAllowed($0.value) }
    return found.map { forbidden($0.value, at: span) }
  }

  /// YAML's printable characters (YAML 1.2, production 1), a byte order mark and Unicode's
  /// noncharacters excepted.
  private static func isAllowed(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFDD0...0xFDEF: false
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD:
      true
    case 0x10000...0x10FFFF: scalar & 0xFFFE != 0xFFFE
    default: false
    }
  }

  /// The scalar that begins at a byte, if it is well formed (Unicode, table 3-7).
  private func decode(at position: Int) -> (scalar: UInt32, length: Int)? {
    let first = self[position]
    let length: Int
    var scalar: UInt32
    switch first {
    case 0..<0x80: return (UInt32(first), 1)
    case 0xC2...0xDF: (length, scalar) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, scalar) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, scalar) = (4, UInt32(first & 0x07))
    default: return nil
    }
    guard position + length <= count else { return nil }
    for next in 1..<length {
      let byte = self[position + next]
      guard byte & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let smallest: UInt32 = length == 3 ? 0x800 : length == 4 ? 0x10000 : 0x80
    guard scalar >= smallest, Unicode.Scalar(scalar) != nil else { return nil }
    return (scalar, length)
  }
}
