import Foundation

/// How long a text is, as each network counts.
package enum TextLength {
  package static func count(_ text: String, _ counting: TextRules.Counting) -> Int {
    switch counting {
    case .graphemes(let urlWeight):
      if let urlWeight, mayHoldLink(text) {
        FediverseLength.count(text, urlWeight: urlWeight)
      } else {
        graphemes(text)
      }
    case .codePoints: text.unicodeScalars.count
    case .utf16Units: text.utf16.count
    case .utf8Bytes: text.utf8.count
    case .tweet: tweet(text)
    case .emojiAsBytes: emojiAsBytes(text)
    case .littleText: text.utf16.count + text.utf8.count { littleTextEscapes.contains($0) }
    }
  }

  /// What LinkedIn's text format wants a backslash before; each counts twice.
  private static let littleTextEscapes = Set("|{}@[]()<>#*_~\\".utf8)

  /// Whether there may be an address or a mention, which count otherwise than by their length.
  private static func mayHoldLink(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "@") || (byte == UInt8(ascii: "/") && previous == UInt8(ascii: ":")) {
        return true
      }
      previous = byte
    }
    return false
  }

  /// The same as `text.count`, which is slow, where every scalar is a character of its own.
  private static func graphemes(_ text: String) -> Int {
    var count = 0
    for scalar in text.unicodeScalars {
      guard scalar.standsAlone else { return text.count }
      count += 1
    }
    return count
  }

  /// Threads counts characters, and an emoji by its bytes.
  private static func emojiAsBytes(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    if text.unicodeScalars.allSatisfy(\.standsAlone) { return text.unicodeScalars.count }
    return text.reduce(0) { $0 + ($1.isEmoji ? $1.utf8.count : $1.unicodeScalars.count) }
  }

  /// X's weights (twitter-text, version 3): Latin and its like 1, all else 2, an emoji 2, an
  /// address 23; after NFC.
  ///
  /// - Parameters:
  ///   - text: as it would be sent.
  ///   - weighsEmoji: false for version 2, where an emoji weighs what its scalars do.
  /// - Returns: the weight, of which a post may have 280.
  package static func tweet(_ text: String, weighsEmoji: Bool = true) -> Int {
    let normal =
      text.unicodeScalars.allSatisfy { $0.value < 0x300 }
      ? text : text.precomposedStringWithCanonicalMapping
    if weighsEmoji, !hasInnerDot(normal), normal.unicodeScalars.allSatisfy(\.standsAlone) {
      return normal.unicodeScalars.reduce(0) { $0 + $1.tweetWeight }
    }
    let scalars = Array(normal.unicodeScalars)
    let addresses = TweetAddresses(scalars).find()
    var length = 0
    var start = 0
    for address in addresses {
      length += weight(scalars[start..<address.lowerBound], weighsEmoji) + 23
      start = address.upperBound
    }
    return length + weight(scalars[start...], weighsEmoji)
  }

  /// Whether a full stop stands within a word: without one there is no address.
  private static func hasInnerDot(_ text: String) -> Bool {
    var wasDot = false
    for byte in text.utf8 {
      if wasDot, byte > 0x20 { return true }
      wasDot = byte == UInt8(ascii: ".")
    }
    return false
  }

  private static func weight(_ scalars: ArraySlice<Unicode.Scalar>, _ weighsEmoji: Bool) -> Int {
    if !weighsEmoji || scalars.allSatisfy({ $0.value < 0xA9 && $0.value != 0x23 }) {
      return scalars.reduce(0) { $0 + $1.tweetWeight }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text).reduce(0) { length, character in
      length
        + (character.isEmoji ? 2 : character.unicodeScalars.reduce(0) { $0 + $1.tweetWeight })
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is a character by itself whatever stands beside it, and no emoji: Latin, its
  /// punctuation, Armenian, and what is common of Cyrillic, Arabic and CJK.
  fileprivate var standsAlone: Bool {
    switch value {
    case 0x20...0xA8, 0xAA...0xAC, 0xAF...0x2FF, 0x0A, 0x400...0x482, 0x531...0x58F,
      0x60C, 0x61F...0x64A, 0x2010...0x2027, 0x2030...0x203B, 0x3000...0x3029, 0x3041...0x3096,
      0x30A0...0x30FF, 0x4E00...0x9FFF:
      true
    default: false
    }
  }

  fileprivate var tweetWeight: Int {
    switch value {
    case 0...4351, 8192...8205, 8208...8223, 8242...8247: 1
    default: 2
    }
  }
}

extension Character {
  var isWordCharacter: Bool { isLetter || isNumber || self == "_" }

  /// Whether it is shown as a picture: an emoji, alone or of several scalars, or a keycap.
  var isEmoji: Bool {
    guard let first = unicodeScalars.first, first.properties.isEmoji else { return false }
    if !first.isASCII { return true }
    return unicodeScalars.dropFirst().contains { $0 == "\u{20E3}" || $0 == "\u{FE0F}" }
  }
}
