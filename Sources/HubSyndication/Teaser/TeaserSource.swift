/// The words a teaser is cut from.
struct TeaserSource {
  private enum Words {
    /// Written for posts: cut only where it can't be helped.
    case own(String)
    case passage(Passage)
  }

  private var words: Words
  var hook: String?
  /// Written for this very account: no hook opens it.
  var standsAlone = false
  /// The author has placed the article's address in the text.
  private(set) var containsLink = false

  init(_ passage: Passage) {
    words = .passage(passage)
  }

  init(own text: String, _ canonicalURL: String, _ link: String) {
    let place = text.ranges(of: canonicalURL).first { range in
      range.upperBound == text.endIndex || text[range.upperBound].isWhitespace
    }
    containsLink = place != nil
    words = .own(place.map { text.replacingCharacters(in: $0, with: link) } ?? text)
  }

  var isOwn: Bool {
    if case .own = words { true } else { false }
  }

  /// All there is.
  var text: String { hook.map { $0 + "\n\n" + body } ?? body }

  private var body: String {
    switch words {
    case .own(let text): text
    case .passage(let passage): passage.units.reduce("") { $0 + $1.joint + $1.text }
    }
  }

  /// Takes the address out of the text, which must be cut: it stands safely after it instead.
  mutating func removeLink(_ link: String) {
    words = .own(body.replacing(link, with: "", maxReplacements: 1).trimmed)
    containsLink = false
  }

  /// As much as fits, in whole sentences where they are the article's; empty where nothing does.
  func fit(_ fitter: TextFitter, enough length: Int) -> (text: String, isCut: Bool) {
    guard case .passage(let passage) = words else {
      let text = text
      let fitted = fitter.fit(words: text)
      return (fitted, fitted != text)
    }
    guard let hook else { return passage.fit(fitter, enough: length) }
    let (rest, isCut) = passage.fit(fitter.after("\n\n" + hook), enough: length)
    return rest.isEmpty ? (fitter.fit(words: hook), true) : (hook + "\n\n" + rest, isCut)
  }

  /// What must not give way to hashtags: an author's words, else the first sentence.
  var opening: String {
    guard case .passage(let passage) = words else { return text }
    let first = passage.units.first?.text ?? ""
    return hook.map { $0 + "\n\n" + first } ?? first
  }

  /// Its sentences, for a thread.
  func units(languageCode: String) -> [Passage.Unit] {
    switch words {
    case .own: Passage.units(of: text, languageCode: languageCode)
    case .passage(let passage): passage.units
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
