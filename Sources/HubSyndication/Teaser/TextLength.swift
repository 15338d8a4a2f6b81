import Foundation

/// How long a text is, as each network counts.
package enum TextLength {
  package static func count(_ text: String, _ counting: TextRules.Counting) -> Int {
    switch counting {
    case .graphemes(let urlWeight):
      // Only an address and a mention count otherwise than by their length.
      isPlainASCII(text)
        ? text.utf8.count
        : urlWeight.map { FediverseLength.count(text, urlWeight: $0) } ?? text.count
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

  /// ASCII without a line feed after a carriage return, an address or a mention.
  private static func isPlainASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      $0 < 0x80 && $0 != 0x0D && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "@")
    }
  }

  /// Threads counts characters, and an emoji by its bytes.
  private static func emojiAsBytes(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
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
