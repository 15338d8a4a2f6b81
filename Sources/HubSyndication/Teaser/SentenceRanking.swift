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
    var frequency: [Substring: Int] = [:]
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

  /// The different words of a text in lower case, in their order; of a script without spaces its
  /// pairs of characters.
  static func words(in text: String) -> [Substring] {
    let text = text.lowercased()
    var words: [Substring] = []
    var seen: Set<Substring> = []
    func add(_ word: Substring) {
      if seen.insert(word).inserted { words.append(word) }
    }
    for run in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      guard run.utf8.count >= 3, let first = run.unicodeScalars.first else { continue }
      if first.isWrittenWithoutSpaces {
        var index = run.startIndex
        while let next = run.index(index, offsetBy: 2, limitedBy: run.endIndex) {
          add(run[index..<next])
          index = run.index(after: index)
        }
      } else {
        // Endings differ, beginnings mostly don't: coffee, coffees; káva, kávy.
        add(run.prefix(6))
      }
    }
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
}
