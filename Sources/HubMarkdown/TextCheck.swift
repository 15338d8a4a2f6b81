import HubDiagnostics

/// Finds the first byte that can't stand in a page: invalid UTF-8, NUL, a control character or one
/// of Unicode's noncharacters.
struct TextCheck {
  enum Problem { case invalidUTF8, controlCharacter }

  /// The offset of the first problem, or nil where the text is good.
  static func firstProblem(in bytes: Bytes) -> (offset: Int, problem: Problem)? {
    var index = 0
    let count = bytes.count
    while index < count {
      if index + 8 <= count, isPlain(bytes.word(at: index)) {
        index += 8
        continue
      }
      let byte = bytes[index]
      if byte < 0x80 {
        guard byte >= 0x20 || byte.isTextControl, byte != 0x7F else {
          return (index, .controlCharacter)
        }
        index += 1
        continue
      }
      let length = sequenceLength(bytes, at: index)
      guard length > 0 else { return (index, .invalidUTF8) }
      // U+0080 to U+009F are control characters too.
      if byte == 0xC2, bytes[index + 1] < 0xA0 { return (index, .controlCharacter) }
      if byte >= 0xEF, isForbidden(scalar(bytes, at: index, length: length)) {
        return (index, .controlCharacter)
      }
      index += length
    }
    return nil
  }

  /// Whether a character is a control character other than a blank, or a noncharacter.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0C, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// A character that is known to be well formed.
  private static func scalar(_ bytes: Bytes, at index: Int, length: Int) -> Unicode.Scalar {
    bytes[index..<index + length].string.unicodeScalars.first ?? "\u{FFFD}"
  }

  /// Whether all eight bytes are printable ASCII.
  private static func isPlain(_ word: UInt64) -> Bool {
    let high: UInt64 = 0x8080_8080_8080_8080
    let belowSpace = (word &- 0x2020_2020_2020_2020) & ~word & high
    let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
    let isDelete = (delete &- 0x0101_0101_0101_0101) & ~delete & high
    return (word & high) | belowSpace | isDelete == 0
  }

  /// The length of a well-formed sequence that begins with a byte of 0x80 or more, else 0.
  private static func sequenceLength(_ bytes: Bytes, at index: Int) -> Int {
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    switch bytes[index] {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }

  static func diagnostics(for source: Source) -> [Diagnostic] {
    guard let (offset, problem) = firstProblem(in: source.bytes) else { return [] }
    let place = source.location(at: offset)
    switch problem {
    case .invalidUTF8:
      return [.error("invalid-utf8", "a content file must be UTF-8 text", at: place)]
    case .controlCharacter:
      let digits = String(
        scalar(source.bytes, at: offset, length: min(4, source.bytes.count - offset)).value,
        radix: 16,
        uppercase: true)
      let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      return [
        .error("control-character", "U+\(code) is not allowed in a content file", at: place)
      ]
    }
  }
}

extension UInt8 {
  /// Tab, line feed, form feed or carriage return.
  fileprivate var isTextControl: Bool { self == 9 || self == 10 || self == 12 || self == 13 }
}
