/// Cuts a text after a word: never inside a word, a character, an address, a mention or a hashtag.
package enum WordCut {
  private static let ellipsis = "…"

  /// As much of the text as fits, with an ellipsis after its last word; empty where no word fits.
  ///
  /// Of two starts of the text the longer one must not fit where the shorter one doesn't.
  package static func longest(_ text: Substring, where fits: (String) -> Bool) -> String {
    let ends = WordEnds.find(in: text)
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if fits(closed(text, at: ends[middle])) { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return "" }
    var best = low - 1
    if ends[best].isWeak {
      // Between two ideographs may be inside a word: a nearby comma or space is better.
      let nearby = ends[(best / 2)...best].lastIndex { !$0.isWeak }
      if let nearby { best = nearby }
    }
    return closed(text, at: ends[best])
  }

  /// The text up to an end, with an ellipsis.
  private static func closed(_ text: Substring, at end: WordEnds.End) -> String {
    var text = text[..<end.index]
    // A hyphen or a bracket may be an address's own.
    let loose = end.isAddress ? ",;:、，；：" : ",;:–—-(«“„‚[،؛՝、，；：・（「『"
    while let last = text.last, last.isWhitespace || loose.contains(last) { text.removeLast() }
    guard let last = text.last else { return "" }
    if ".!?…։؟。！？।".contains(last) { return String(text) }
    // What follows an address without a space may be taken for a part of it.
    return text + (end.isAddress ? " " : "") + ellipsis
  }
}

/// Where a text may be cut.
private enum WordEnds {
  struct End {
    var index: Substring.Index
    /// Allowed, but perhaps inside a word: between two characters of a script without spaces.
    var isWeak = false
    /// Whether an address, a mention or a hashtag ends here.
    var isAddress = false
  }

  static func find(in text: Substring) -> [End] {
    var ends: [End] = []
    for token in text.split(whereSeparator: \.isWhitespace) {
      let address = addressStart(in: token)
      addInner(token, upTo: address ?? token.endIndex, to: &ends)
      ends.append(End(index: token.endIndex, isAddress: address != nil))
    }
    return ends
  }

  /// Where an address, a mention or a hashtag begins, which all end with the token.
  private static func addressStart(in token: Substring) -> Substring.Index? {
    let scheme = token.firstRange(of: "://").map { start(of: token, before: $0.lowerBound, "+-.") }
    let mention = token.firstIndex(of: "@").map { start(of: token, before: $0, "._-+") }
    let hashtag = token.firstIndex { $0 == "#" || $0 == "＃" }
    let host = token.firstRange(of: "www.")?.lowerBound
    return [scheme, mention, hashtag, host].compactMap(\.self).min()
  }

  private static func start(
    of token: Substring, before end: Substring.Index, _ marks: String
  ) -> Substring.Index {
    let name = token[..<end].reversed().prefix {
      ($0.isASCII && ($0.isLetter || $0.isNumber)) || marks.contains($0)
    }
    return token.index(end, offsetBy: -name.count)
  }

  private static func addInner(
    _ token: Substring, upTo limit: Substring.Index, to ends: inout [End]
  ) {
    var previous: Character?
    for index in token.indices {
      guard index <= limit else { return }
      let character = token[index]
      defer { previous = character }
      guard let previous, !closing.contains(character), !opening.contains(previous) else {
        continue
      }
      if pauses.contains(previous) {
        ends.append(End(index: index))
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
