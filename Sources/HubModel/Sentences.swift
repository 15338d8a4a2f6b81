/// Cuts text into sentences, by the marks of every script that hubgen's readers write in.
package enum Sentences {
  /// The sentences of a text, without the white space between them.
  ///
  /// A line feed always ends a sentence. A full stop does not end one after an abbreviation, an
  /// initial or a number that counts, nor where a lower-case letter follows.
  package static func split(_ text: String, languageCode: String) -> [Substring] {
    let utf8 = text.utf8
    let bytes = Array(utf8)
    var sentences: [Substring] = []
    var start = 0
    var place = utf8.startIndex
    var placeOffset = 0
    func index(_ offset: Int) -> String.Index {
      place = utf8.index(place, offsetBy: offset - placeOffset)
      placeOffset = offset
      return place
    }
    for range in ranges(in: bytes, languageCode: languageCode) {
      let lower = index(range.lowerBound)
      sentences.append(text[lower..<index(range.upperBound)])
      start = range.upperBound
    }
    assert(start <= bytes.count)
    return sentences
  }

  /// The same as ranges of UTF-8 bytes, in order.
  package static func ranges(
    in text: some RandomAccessCollection<UInt8>, languageCode: String
  ) -> [Range<Int>] {
    let rules = SentenceRules(Array(text), languageCode: languageCode)
    var ranges: [Range<Int>] = []
    var start = 0
    while let range = rules.next(from: start) {
      ranges.append(range)
      start = range.upperBound
    }
    return ranges
  }
}

/// Finds the end of one sentence after another in UTF-8.
package struct SentenceRules {
  private let text: [UInt8]
  private let languageCode: String
  private let stopIsPause: Bool

  package init(_ text: [UInt8], languageCode: String) {
    self.text = text
    let code = languageCode.utf8.prefix { $0 != UInt8(ascii: "-") }
    self.languageCode = String(decoding: code, as: UTF8.self).lowercased()
    // In Armenian the full stop is a pause within a sentence, where the text has its own mark.
    stopIsPause =
      self.languageCode == "hy"
      && zip(text, text.dropFirst()).contains { $0.0 == 0xD6 && $0.1 == 0x89 }
  }

  /// The next sentence at or after an offset, without white space around it, or nil at the end.
  package func next(from offset: Int) -> Range<Int>? {
    var start = offset
    while start < text.count, isSpace(start) { start += spaceLength(start) }
    guard start < text.count else { return nil }
    var index = start
    while index < text.count {
      if text[index] == 0x0A { break }
      guard let mark = mark(at: index) else {
        index += 1
        continue
      }
      let end = afterEmoji(afterClosing(index + mark.length))
      if isEnd(mark, markAt: index, end: end, start: start) { return start..<end }
      index = max(end, index + mark.length)
    }
    var end = index
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 || text[end - 1] == 0x0D {
      end -= 1
    }
    return start..<end
  }

  private struct Mark {
    enum Kind { case fullStop, ellipsis, exclamation, own }
    var kind: Kind
    var length: Int
  }

  /// The mark that may end a sentence at an offset.
  private func mark(at index: Int) -> Mark? {
    switch text[index] {
    case UInt8(ascii: "."):
      var length = 1
      while byte(index + length) == UInt8(ascii: ".") { length += 1 }
      if length > 1 { return Mark(kind: .ellipsis, length: length) }
      return stopIsPause ? nil : Mark(kind: .fullStop, length: 1)
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return Mark(kind: .exclamation, length: 1)
    // Armenian ։ · Arabic ؟ and Urdu ۔
    case 0xD6 where byte(index + 1) == 0x89: return Mark(kind: .own, length: 2)
    case 0xD8 where byte(index + 1) == 0x9F: return Mark(kind: .own, length: 2)
    case 0xDB where byte(index + 1) == 0x94: return Mark(kind: .own, length: 2)
    // … · Devanagari । and ॥ · CJK 。 ｡ ！ ？ ．
    case 0xE2 where byte(index + 1) == 0x80 && byte(index + 2) == 0xA6:
      return Mark(kind: .ellipsis, length: 3)
    case 0xE0 where byte(index + 1) == 0xA5 && (byte(index + 2) | 1) == 0xA5:
      return Mark(kind: .own, length: 3)
    case 0xE3 where byte(index + 1) == 0x80 && byte(index + 2) == 0x82:
      return Mark(kind: .own, length: 3)
    case 0xEF where byte(index + 1) == 0xBD && byte(index + 2) == 0xA1:
      return Mark(kind: .own, length: 3)
    case 0xEF where byte(index + 1) == 0xBC && [0x81, 0x8E, 0x9F].contains(byte(index + 2)):
      return Mark(kind: .own, length: 3)
    default: return nil
    }
  }

  /// Where the marks, quotes and brackets end that belong to the sentence before them.
  private func afterClosing(_ offset: Int) -> Int {
    var end = offset
    while end < text.count {
      switch text[end] {
      case 0x21, 0x22, 0x27, 0x29, 0x3F, 0x5D: end += 1
      // » · ’ “ ” ‹ › · 」 』 】 〉 》 · ）
      case 0xC2 where byte(end + 1) == 0xBB: end += 2
      case 0xE2 where byte(end + 1) == 0x80 && [0x99, 0x9C, 0x9D, 0xBA].contains(byte(end + 2)):
        end += 3
      case 0xE3
      where byte(end + 1) == 0x80 && [0x89, 0x8B, 0x8D, 0x8F, 0x91].contains(byte(end + 2)):
        end += 3
      case 0xEF where byte(end + 1) == 0xBC && byte(end + 2) == 0x89: end += 3
      // A variation selector belongs to the mark before it.
      case 0xEF where byte(end + 1) == 0xB8 && byte(end + 2) < 0x90: end += 3
      default:
        guard let mark = mark(at: end), mark.kind != .fullStop else { return end }
        end += mark.length
      }
    }
    return end
  }

  /// Where the emoji end that follow a mark, as in `We opened! 🎉`.
  private func afterEmoji(_ offset: Int) -> Int {
    var index = offset
    while index < text.count, text[index] == 0x20 { index += 1 }
    var end = offset
    while index < text.count, text[index] >= 0xE2 {
      let length = text[index] >= 0xF0 ? 4 : 3
      let scalar = String(decoding: text[index..<min(index + length, text.count)], as: UTF8.self)
        .unicodeScalars.first
      guard let scalar,
        scalar.properties.isEmoji || scalar.properties.isEmojiModifier
          || (end > offset && scalar.continuesEmoji)
      else { return end }
      index += length
      end = index
    }
    return end
  }

  private func isEnd(_ mark: Mark, markAt index: Int, end: Int, start: Int) -> Bool {
    guard end < text.count else { return true }
    if mark.kind == .own { return true }
    guard isSpace(end) else { return false }
    var next = end
    while next < text.count, isSpace(next), text[next] != 0x0A { next += spaceLength(next) }
    guard next < text.count, text[next] != 0x0A else { return true }
    let followsLowercase = isLowercase(at: next)
    switch mark.kind {
    case .own: return true
    case .exclamation: return !(followsLowercase && end > index + 1)
    case .ellipsis: return !followsLowercase
    case .fullStop: return !followsLowercase && !isAbbreviation(before: index, start: start)
    }
  }

  /// Whether the word before a full stop is one that is written with it.
  private func isAbbreviation(before stop: Int, start: Int) -> Bool {
    var first = stop
    while first > start, !isSpace(first - 1), !"(\"'[".utf8.contains(text[first - 1]) { first -= 1 }
    let word = text[first..<stop]
    guard !word.isEmpty else { return false }
    if word.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return first == start || (word.count <= 2 && Abbreviations.ordinals.contains(languageCode))
    }
    let name = String(decoding: word, as: UTF8.self)
    if name.unicodeScalars.count == 1 {
      return name.unicodeScalars.allSatisfy(\.properties.isAlphabetic)
    }
    // Letters with stops between them: "e.g", "t.j", "J.R".
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count > 1, parts.allSatisfy({ $0.unicodeScalars.count == 1 }) { return true }
    return Abbreviations.contains(name.lowercased(), languageCode: languageCode)
  }

  private func isLowercase(at index: Int) -> Bool {
    let first = text[index]
    if first < 0x80 { return first >= 0x61 && first <= 0x7A }
    guard first < 0xE3 else { return false }
    let scalar = String(decoding: text[index..<min(index + 4, text.count)], as: UTF8.self)
      .unicodeScalars.first
    return scalar?.properties.isLowercase ?? false
  }

  private func byte(_ index: Int) -> UInt8 { index < text.count ? text[index] : 0 }

  private func isSpace(_ index: Int) -> Bool { spaceLength(index) > 0 }

  /// The length of white space at an offset: ASCII, no-break space, U+2000 to U+200A, U+3000.
  private func spaceLength(_ index: Int) -> Int {
    switch text[index] {
    case 0x20, 0x09...0x0D: 1
    case 0xC2 where byte(index + 1) == 0xA0: 2
    case 0xE2 where byte(index + 1) == 0x80 && (0x80...0x8A).contains(byte(index + 2)): 3
    case 0xE2 where byte(index + 1) == 0x80 && byte(index + 2) == 0xAF: 3
    case 0xE3 where byte(index + 1) == 0x80 && byte(index + 2) == 0x80: 3
    default: 0
    }
  }
}

extension Unicode.Scalar {
  /// A joiner, a variation selector, or a tag as in the flag of Scotland.
  fileprivate var continuesEmoji: Bool {
    self == "\u{200D}" || self == "\u{FE0F}" || (0xE0020...0xE007F).contains(value)
  }
}
