/// Tells the sentences that say most of what a text says.
///
/// A word is worth the more, the more sentences have it, unless so many have it that it says
/// nothing: every language's small words fall out by themselves. A sentence is worth the sum of
/// its words for its length, and more where a text puts what matters: early, and first in a
/// paragraph.
struct SentenceRanking {
  struct Sentence {
    var text: String
    var isFirstInParagraph: Bool
  }

  /// One score for each sentence.
  static func scores(of sentences: [Sentence], title: String) -> [Double] {
    let words = sentences.map { self.words(in: $0.text) }
    var frequency: [UInt64: Int] = [:]
    for set in words { for word in set { frequency[word, default: 0] += 1 } }
    let titleWords = Set(self.words(in: title))
    let count = sentences.count
    // In a short text nothing is frequent enough to be told from a small word.
    let tooMany = max(4, count / 5)
    return sentences.indices.map { index in
      var sum = 0.0
      for word in words[index] {
        let times = frequency[word] ?? 1
        guard times < tooMany else { continue }
        sum += times > 1 ? Double(times) : 0.4
        if titleWords.contains(word) { sum += 2 }
      }
      let length = Double(words[index].count)
      var score = sum / (length + 6).squareRoot()
      score *= 1.3 - 0.3 * Double(index) / Double(max(count, 1))
      if sentences[index].isFirstInParagraph { score *= 1.8 }
      return score
    }
  }

  /// The different words of a text as numbers, in their order; of a script without spaces its
  /// pairs of characters.
  private static func words(in text: String) -> [UInt64] {
    var words: [UInt64] = []
    var word: UInt64 = 0
    var length = 0
    var bytes = 0
    var previous: UInt32 = 0
    func add(_ word: UInt64) {
      if !words.contains(word) { words.append(word) }
    }
    for scalar in text.unicodeScalars {
      if scalar.isWrittenWithoutSpaces {
        if previous > 0 { add(UInt64(previous) << 32 | UInt64(scalar.value)) }
        previous = scalar.value
        continue
      }
      previous = 0
      if scalar.isWordScalar {
        length += 1
        bytes += scalar.utf8.count
        // Endings differ, beginnings mostly don't: coffee, coffees; káva, kávy.
        if length <= 6 { word = word &* 0x100_0000_01B3 ^ UInt64(scalar.lowercase) }
      } else if length > 0 {
        if bytes >= 3 { add(word) }
        (word, length, bytes) = (0, 0, 0)
      }
    }
    if bytes >= 3 { add(word) }
    return words
  }
}

extension Unicode.Scalar {
  /// Of Han, kana, Thai, Lao, Khmer or Burmese.
  fileprivate var isWrittenWithoutSpaces: Bool {
    switch value {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// Letters, digits and marks; what is no punctuation of the scripts people write here.
  fileprivate var isWordScalar: Bool {
    switch value {
    case 0..<0x80: isASCIIAlphanumeric
    case 0x80...0xBF, 0xD7, 0xF7, 0x55A...0x55F, 0x589...0x58A, 0x60C, 0x61B, 0x61F,
      0x66A...0x66D, 0x6D4, 0x964...0x965, 0x2000...0x2BFF, 0x3000...0x303F, 0xFF00...0xFF0F,
      0x1F000...0x1FFFF:
      false
    default: true
    }
  }

  /// Of the scripts that have two cases; elsewhere the scalar itself.
  fileprivate var lowercase: UInt32 {
    switch value {
    case 0x41...0x5A, 0xC0...0xDE, 0x391...0x3A9, 0x410...0x42F: value + 0x20
    case 0x100...0x17F: value | 1
    case 0x400...0x40F: value + 0x50
    case 0x531...0x556: value + 0x30
    default: value
    }
  }
}
