/// How long a text may be, and how the network counts.
package struct TextRules: Hashable, Sendable {
  package enum Counting: Hashable, Sendable {
    /// Grapheme clusters; with `urlWeight`, each http(s) URL counts as that many, and of a
    /// mention `@user@host` only `@user` counts.
    case graphemes(urlWeight: Int?)
    /// Unicode scalars.
    case codePoints
    case utf16Units
    case utf8Bytes
    /// As X weighs: an address 23, an emoji 2, Latin and its like 1, all else 2.
    case tweet
    /// Unicode scalars, but an emoji by its bytes of UTF-8, as Threads does.
    case emojiAsBytes
    /// UTF-16 units, and one more for each character that LinkedIn wants escaped.
    case littleText
  }

  /// Where a reader finds the link.
  package enum LinkPlace: Hashable, Sendable {
    /// In the text, which it makes longer.
    case text
    /// In a field of its own, or nowhere: the text goes without.
    case apart
  }

  package var limit: Int
  package var counting: Counting
  /// Bytes of UTF-8 allowed besides; nil where only `limit` counts.
  package var maximumBytes: Int?
  /// Hashtags allowed at most; nil where the network sets no bound.
  package var maximumHashtags: Int?
  package var link: LinkPlace
  /// The length up to which people read here, as far as `limit` allows it.
  package var comfortableLength: Int

  package init(
    limit: Int, counting: Counting, maximumBytes: Int? = nil, maximumHashtags: Int? = nil,
    link: LinkPlace = .text, comfortableLength: Int = 500
  ) {
    self.limit = limit
    self.counting = counting
    self.maximumBytes = maximumBytes
    self.maximumHashtags = maximumHashtags
    self.link = link
    self.comfortableLength = comfortableLength
  }

  /// Whether the network takes a text of that length.
  package func allows(_ text: String) -> Bool {
    TextLength.count(text, counting) <= limit
      && maximumBytes.map { text.utf8.count <= $0 } ?? true
  }
}
