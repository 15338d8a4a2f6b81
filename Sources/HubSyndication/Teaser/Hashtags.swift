package import HubModel

/// Tags as networks link them: `content plan` becomes `#ContentPlan`.
package enum Hashtags {
  /// Where neither the account nor the network says how many.
  static let standardMaximum = 5

  /// Hashtags of terms in their order, without repeats and without those that are in `text`.
  package static func make(
    _ terms: [String], style: HashtagConfig.Style = .camelCase, maximum: Int, besides text: String
  ) -> [String] {
    choose(all(terms, style), maximum: maximum, besides: text)
  }

  static func all(_ terms: [String], _ style: HashtagConfig.Style) -> [String] {
    terms.compactMap { hashtag($0, style) }
  }

  static func choose(_ hashtags: [String], maximum: Int, besides text: String) -> [String] {
    guard maximum > 0, !hashtags.isEmpty else { return [] }
    var seen = mayHoldHashtag(text) ? existing(in: text) : []
    var chosen: [String] = []
    for hashtag in hashtags where chosen.count < maximum {
      let word = hashtag.lowercased()
      guard !seen.contains(word) else { continue }
      seen.append(word)
      chosen.append(hashtag)
    }
    return chosen
  }

  /// Whether a byte of `#` or the first one of `＃` is there.
  private static func mayHoldHashtag(_ text: String) -> Bool {
    text.utf8.contains { $0 == UInt8(ascii: "#") || $0 == 0xEF }
  }

  /// Nil where no letter is left: networks don't link `#2026`.
  static func hashtag(_ term: String, _ style: HashtagConfig.Style = .camelCase) -> String? {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in term.unicodeScalars {
      if scalar.isTagScalar {
        word.append(scalar)
      } else if !scalar.isSilent, !word.isEmpty {
        words.append(String(word))
        word = .init()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    guard words.contains(where: { $0.contains(where: \.isLetter) }) else { return nil }
    switch style {
    case .asIs: return "#" + words.joined()
    case .lower: return "#" + words.joined().lowercased()
    case .camelCase:
      // One word stays as it is written: `SEO`, `coffee`.
      guard words.count > 1 else { return "#" + words[0] }
      return "#" + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
  }

  private static func existing(in text: String) -> [String] {
    text.split { !$0.isWordCharacter && $0 != "#" && $0 != "＃" }
      .filter { $0.hasPrefix("#") || $0.hasPrefix("＃") }
      .map { "#" + $0.dropFirst().lowercased() }
  }
}

extension Unicode.Scalar {
  /// Letters and digits of every script, with the marks that belong to them.
  fileprivate var isTagScalar: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .nonspacingMark, .spacingMark:
      true
    default: self == "_" || self == "\u{200C}" || self == "\u{200D}"
    }
  }

  /// An apostrophe parts no words: `Founder's day` is `#FoundersDay`.
  fileprivate var isSilent: Bool { self == "'" || self == "’" }
}
