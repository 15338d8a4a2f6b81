import HubModel

/// Cuts a text to a length: at the end of a sentence, else of a word, never inside an address, a
/// mention or a character.
struct TextFitter {
  struct Fitted: Equatable {
    var text: String
    /// Whether something of what was asked for is missing.
    var isCut: Bool
  }

  var counting: TextRules.Counting
  var limit: Int

  func fits(_ text: String) -> Bool { TextLength.count(text, counting) <= limit }

  /// As many whole sentences from the start as fit, else the first one cut at a word.
  ///
  /// A first sentence that is an address alone, too long to fit, is left out.
  func fit(sentences: [String]) -> Fitted {
    var text = ""
    var isCut = false
    for sentence in sentences {
      let longer = text.isEmpty ? sentence : text + " " + sentence
      if fits(longer) {
        text = longer
        continue
      }
      isCut = true
      if text.isEmpty, sentence.contains("://"), !sentence.contains(where: \.isWhitespace) {
        continue
      }
      return text.isEmpty ? fit(words: sentence) : Fitted(text: text, isCut: true)
    }
    return Fitted(text: text, isCut: isCut)
  }

  /// The text, or as many of its words as fit with an ellipsis; empty where not one does.
  func fit(words text: String) -> Fitted {
    if fits(text) { return Fitted(text: text, isCut: false) }
    return Fitted(text: WordCut.longest(text[...], where: fits), isCut: true)
  }
}
