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

  static let ellipsis = "…"

  func fits(_ text: String) -> Bool { TextLength.count(text, counting) <= limit }

  /// As many whole sentences from the start as fit, else the first one cut at a word.
  func fit(sentences: [String]) -> Fitted {
    var text = ""
    for (index, sentence) in sentences.enumerated() {
      let longer = text.isEmpty ? sentence : text + " " + sentence
      guard fits(longer) else {
        return text.isEmpty ? fit(words: sentence) : Fitted(text: text, isCut: index > 0)
      }
      text = longer
    }
    return Fitted(text: text, isCut: false)
  }

  /// The text, or as many of its words as fit with an ellipsis; empty where not one does.
  func fit(words text: String) -> Fitted {
    if fits(text) { return Fitted(text: text, isCut: false) }
    let ends = WordEnds.find(in: text)
    // The longest that fits: lengths grow with the position.
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if fits(closed(text[..<ends[middle].index])) { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return Fitted(text: "", isCut: true) }
    var best = low - 1
    if ends[best].isWeak {
      // Between two ideographs may be inside a word: a nearby comma or space is better.
      let nearby = ends[(best / 2)...best].lastIndex { !$0.isWeak }
      if let nearby { best = nearby }
    }
    return Fitted(text: closed(text[..<ends[best].index]), isCut: true)
  }

  /// The text with an ellipsis after its last word.
  private func closed(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last.isWhitespace || ",;:–—-(«“„‚[،؛՝、，；：・（「『".contains(last) {
      text = text.dropLast()
    }
    if text.isEmpty { return "" }
    if let last = text.last, ".!?…։؟。！？।".contains(last) { return String(text) }
    return text + Self.ellipsis
  }
}

/// Where a text may be cut.
struct WordEnds {
  struct End {
    var index: String.Index
    /// Allowed, but perhaps inside a word: between two characters of a script without spaces.
    var isWeak: Bool
  }

  static func find(in text: String) -> [End] {
    var ends: [End] = []
    for token in text.split(whereSeparator: \.isWhitespace) {
      if !isAtomic(token) { addInner(token, to: &ends) }
      ends.append(End(index: token.endIndex, isWeak: false))
    }
    return ends
  }

  /// Addresses, mentions and hashtags stay whole.
  private static func isAtomic(_ token: Substring) -> Bool {
    token.contains("://") || token.contains("@") || token.contains("#") || token.contains("＃")
      || token.lowercased().hasPrefix("www.")
  }

  private static func addInner(_ token: Substring, to ends: inout [End]) {
    var previous: Character?
    for index in token.indices {
      let character = token[index]
      defer { previous = character }
      guard let previous, !closing.contains(character), !opening.contains(previous) else {
        continue
      }
      if pauses.contains(previous) {
        ends.append(End(index: index, isWeak: false))
      } else if previous.isIdeograph || character.isIdeograph {
        ends.append(End(index: index, isWeak: true))
      }
    }
  }

  private static let opening = Set("（「『【《〈“‘(［")
  private static let closing = Set("）」』】》〉”’)］、，；：。！？・ー…")
  private static let pauses = Set("、，；：。！？")
}

extension Character {
  /// Of a script that is written without spaces and may be broken anywhere: Han and kana.
  fileprivate var isIdeograph: Bool {
    guard let first = unicodeScalars.first else { return false }
    switch first.value {
    case 0x3041...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0x20000...0x3FFFD:
      return true
    default: return false
    }
  }
}
