import Foundation

/// The part of an address that a title becomes.
package enum Slug {
  /// Lower-case letters, digits and marks of every script, with single hyphens in between.
  ///
  /// Apostrophes and invisible characters go without a hyphen, so that "don't" stays one word. The
  /// slug of a slug is the same; a text without letters has an empty one.
  package static func make(_ text: String) -> String {
    ascii(text) ?? anyScript(text)
  }

  private static func ascii(_ text: String) -> String? {
    var slug: [UInt8] = []
    slug.reserveCapacity(text.utf8.count)
    var needsHyphen = false
    for byte in text.utf8 {
      guard byte < 0x80 else { return nil }
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if needsHyphen, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
        needsHyphen = false
        slug.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
      case UInt8(ascii: "'"): break
      default: needsHyphen = true
      }
    }
    return String(decoding: slug, as: UTF8.self)
  }

  private static func anyScript(_ text: String) -> String {
    var slug = String.UnicodeScalarView()
    var needsHyphen = false
    // Lower case first: `İ` becomes two scalars, of which one is a mark.
    let lower = text.lowercased().precomposedStringWithCanonicalMapping
    for scalar in lower.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        if needsHyphen, !slug.isEmpty { slug.append("-") }
        needsHyphen = false
        slug.append(scalar)
      case .nonspacingMark, .spacingMark:
        // A mark belongs to the letter before it; after a blank it has none.
        if !needsHyphen, !slug.isEmpty, !isVariationSelector(scalar) { slug.append(scalar) }
      case .format: break
      default: if scalar != "'", scalar != "’" { needsHyphen = true }
      }
    }
    return String(slug).precomposedStringWithCanonicalMapping
  }

  private static func isVariationSelector(_ scalar: Unicode.Scalar) -> Bool {
    (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
  }
}
