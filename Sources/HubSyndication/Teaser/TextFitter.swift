import HubModel

/// Cuts a text to a length: at the end of a word, never inside an address, a mention or a
/// character.
struct TextFitter {
  private let rules: TextRules
  /// As the network counts.
  let limit: Int
  private let bytes: Int

  /// What the rules leave for the words before `tail`.
  ///
  /// A tail begins with white space, so that lengths add up.
  init(_ rules: TextRules, before tail: String) {
    self.rules = rules
    limit = rules.limit - TextLength.count(tail, rules.counting)
    bytes = rules.maximumBytes.map { $0 - tail.utf8.count } ?? .max
  }

  func count(_ text: String) -> Int { TextLength.count(text, rules.counting) }

  func hasRoom(forBytes count: Int) -> Bool { count <= bytes }

  func fits(_ text: String) -> Bool { hasRoom(forBytes: text.utf8.count) && count(text) <= limit }

  /// The text, or as many of its words as fit with an ellipsis; empty where not one does.
  func fit(words text: String) -> String {
    fits(text) ? text : WordCut.longest(text[...], where: fits)
  }

  /// The same fitter with less room: words stand before.
  func after(_ lead: String) -> TextFitter {
    var rules = rules
    rules.limit = limit
    rules.maximumBytes = rules.maximumBytes.map { _ in bytes }
    return TextFitter(rules, before: lead)
  }
}
