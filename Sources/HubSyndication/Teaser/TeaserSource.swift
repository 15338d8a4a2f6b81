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
    let place = Self.place(of: canonicalURL, in: text)
    containsLink = place != nil
    words = .own(place.map { text.replacingCharacters(in: $0, with: link) } ?? text)
  }

  /// Where an address stands by itself, not as the beginning of a longer one.
  static func place(of address: String, in text: String) -> Range<String.Index>? {
    text.ranges(of: address).first { range in
      range.upperBound == text.endIndex || text[range.upperBound].isWhitespace
    }
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
    let text = body
    let place = Self.place(of: link, in: text)
    words = .own((place.map { text.replacingCharacters(in: $0, with: "") } ?? text).trimmed)
    containsLink = false
  }

  /// As much as fits, in whole sentences where they are the article's; empty where nothing does.
  func fit(_ fitter: TextFitter, enough length: Int) -> TextFitter.Fitted {
    guard case .passage(let passage) = words else { return fitter.fit(words: text) }
    guard let hook else { return passage.fit(fitter, enough: length) }
    let rest = passage.fit(fitter.after("\n\n" + hook), enough: length)
    if rest.text.isEmpty {
      var alone = fitter.fit(words: hook)
      alone.isCut = true
      return alone
    }
    let lead = hook + "\n\n"
    return .init(
      text: lead + rest.text, length: fitter.count(lead) + rest.length, isCut: rest.isCut)
  }

  /// How long it is: all of it, and what must not give way to hashtags, which are an author's
  /// words or else the first sentence.
  func lengths(_ count: (String) -> Int) -> (all: Int, opening: Int) {
    let lead = hook.map { count($0) + 2 } ?? 0
    guard case .passage(let passage) = words else {
      let length = lead + count(body)
      return (length, length)
    }
    let lengths = passage.units.map { count($0.text) + $0.joint.utf8.count }
    return (lead + lengths.reduce(0, +), lead + (lengths.first ?? 0))
  }

  /// Its sentences, for a thread; the hook belongs to the first, so that it does not stand alone.
  func units(languageCode: String) -> [Passage.Unit] {
    var units: [Passage.Unit] =
      switch words {
      case .own(let text): Passage.units(of: text, languageCode: languageCode)
      case .passage(let passage): passage.units
      }
    if let hook, !units.isEmpty { units[0].text = hook + "\n\n" + units[0].text }
    return units
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
