import HubModel

/// Whether a text is, as a whole, what networks make a link of, by the rules of X's own library.
package enum LinkedText {
  /// Whether it is an http or https address with a host that can exist and nothing in it that
  /// would have to be percent-encoded.
  ///
  /// Letters of other scripts may stand in the host; in the path only Cyrillic ones.
  package static func isAddress(_ text: String) -> Bool { AddressForm(text)?.isValid ?? false }

  /// Whether it is a person's name on X: `@ada_desk`, up to twenty letters, digits and lines.
  package static func isName(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "@") else { return false }
    return isBareName(text.utf8.dropFirst())
  }

  /// Whether it is a list on X: `@ada/friends`.
  package static func isList(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "@") else { return false }
    let parts = text.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, isBareName(parts[0]), let first = parts[1].first else { return false }
    return first.isLetter && parts[1].count <= 25
      && parts[1].allSatisfy { $0.isNameByte || $0 == UInt8(ascii: "-") }
  }

  /// Whether it is a hashtag: letters, digits and lines after `#`, one letter at least.
  package static func isHashtag(_ text: String) -> Bool { Hashtags.hashtag(text, .asIs) == text }

  /// The http and https addresses in a text, each to the next blank and without the punctuation
  /// after it.
  package static func addresses(in text: String) -> [Substring] {
    guard text.contains("://") else { return [] }
    return text.split { $0.isWhitespace || "<>\"“”„«»".contains($0) }.compactMap { word in
      let lower = word.lowercased()
      guard lower.contains("http://") || lower.contains("https://"),
        let scheme = word.firstRange(of: "://")
      else { return nil }
      let name = word[..<scheme.lowerBound].reversed().prefix { $0.isASCII && $0.isLetter }
      var address = word[word.index(scheme.lowerBound, offsetBy: -name.count)...]
      while let last = address.last, isLoose(last, after: address) { address.removeLast() }
      return address
    }
  }

  /// Whether a mark at the end of an address belongs to the sentence.
  private static func isLoose(_ mark: Character, after address: Substring) -> Bool {
    if mark == ")" { return address.count { $0 == ")" } > address.count { $0 == "(" } }
    return ".,;:!?'’]}…։՝،؛؟。、".contains(mark)
  }

  private static func isBareName(_ name: Substring.UTF8View) -> Bool {
    (1...20).contains(name.count) && name.allSatisfy(\.isNameByte)
  }
}

extension UInt8 {
  var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) && self < 0x80
  }

  /// A letter or digit of ASCII, or a low line.
  var isNameByte: Bool {
    isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: "_")
  }
}
