import HubModel

/// Cuts a text to a length: at the end of a word, never inside an address, a mention or a
/// character.
struct TextFitter {
  struct Fitted {
    var text: String
    /// As the network counts.
    var length: Int
    /// Whether a sentence or an author's text had to be cut.
    var isCut = false
  }

  private let rules: TextRules
  /// As the network counts.
  let limit: Int
  private let bytes: Int
  /// What the tail takes, as the network counts.
  let reserved: Int

  /// What the rules leave for the words before `tail`.
  ///
  /// A tail begins with white space, so that lengths add up.
  /// - Parameters:
  ///   - rules: the network's.
  ///   - tail: what stands after the words.
  ///   - length: that of the tail where it is known.
  init(_ rules: TextRules, before tail: String, length: Int? = nil) {
    self.rules = rules
    reserved = length ?? TextLength.count(tail, rules.counting)
    limit = rules.limit - reserved
    bytes = rules.maximumBytes.map { $0 - tail.utf8.count } ?? .max
  }

  func count(_ text: String) -> Int { TextLength.count(text, rules.counting) }

  func hasRoom(forBytes count: Int) -> Bool { count <= bytes }

  func fits(_ text: String) -> Bool { hasRoom(forBytes: text.utf8.count) && count(text) <= limit }

  /// The text, or as many of its words as fit with an ellipsis; empty where not one does.
  func fit(words text: String) -> Fitted {
    let length = count(text)
    if length <= limit, hasRoom(forBytes: text.utf8.count) {
      return Fitted(text: text, length: length)
    }
    let cut = WordCut.longest(text[...], where: fits)
    return Fitted(text: cut, length: count(cut), isCut: true)
  }

  /// The same fitter with less room: words stand before.
  func after(_ lead: String) -> TextFitter {
    var rules = rules
    rules.limit = limit
    rules.maximumBytes = rules.maximumBytes.map { _ in bytes }
    return TextFitter(rules, before: lead)
  }
}
