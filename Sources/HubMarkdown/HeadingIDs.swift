/// Gives each heading an id that is stable, readable in its own script and unique in the document.
struct HeadingIDs {
  /// What a heading without a letter or digit is called.
  static let fallback = "section"

  private var taken: Set<String> = []
  private var counts: [String: Int] = [:]

  /// Keeps an id away from headings; false where it was taken already.
  @discardableResult
  mutating func reserve(_ id: String) -> Bool { taken.insert(id).inserted }

  /// The id of a heading: GitHub's rule, then `-1`, `-2` where it is taken.
  mutating func next(for text: [UInt8]) -> String {
    let slug = Self.slug(text)
    if taken.insert(slug).inserted { return slug }
    var count = counts[slug] ?? 0
    while true {
      count += 1
      let id = "\(slug)-\(count)"
      if taken.insert(id).inserted {
        counts[slug] = count
        return id
      }
    }
  }

  /// Lower case, white space as hyphens, everything dropped but letters, marks, numbers, `-` and `_`.
  static func slug(_ text: [UInt8]) -> String {
    let trimmed = text.withBytes(\.trimmed.array)
    var slug: [UInt8] = []
    slug.reserveCapacity(trimmed.count)
    guard trimmed.allSatisfy({ $0 < 0x80 }) else { return unicodeSlug(trimmed) }
    for byte in trimmed {
      if byte.isASCIILetter || byte.isASCIIDigit || byte == 0x2D || byte == 0x5F {
        slug.append(byte.asciiLowercased)
      } else if byte.isWhitespace {
        slug.append(0x2D)
      }
    }
    return orFallback(String(decoding: slug, as: UTF8.self))
  }

  private static func unicodeSlug(_ text: [UInt8]) -> String {
    var slug = ""
    let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if scalar == "-" || scalar == "_" {
        slug.unicodeScalars.append(scalar)
      } else if scalar.properties.isWhitespace {
        slug.append("-")
      } else if scalar.isWordPart {
        slug += scalar.properties.lowercaseMapping
      } else if scalar == "\u{200C}" || scalar == "\u{200D}", index > 0,
        scalars[index - 1].isWordPart,
        index + 1 < scalars.count, scalars[index + 1].isWordPart
      {
        // A joiner between letters is spelling, as in Persian and Malayalam.
        slug.unicodeScalars.append(scalar)
      }
    }
    return orFallback(slug)
  }

  private static func orFallback(_ slug: String) -> String {
    slug.utf8.allSatisfy { $0 == 0x2D || $0 == 0x5F } ? fallback : slug
  }
}

extension Unicode.Scalar {
  /// A letter, a mark or a number.
  fileprivate var isWordPart: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      // The variation selectors are marks that belong to emoji.
      !(0xFE00...0xFE0F).contains(value)
    default: false
    }
  }
}
