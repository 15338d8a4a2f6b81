import HubModel

/// A stretch of an article that reads as a whole: sentences that follow one another, a list with
/// its opening, or a quotation.
struct Passage: Sendable {
  /// What is taken whole or left out.
  struct Unit: Sendable {
    var text: String
    /// What parts it from the unit before: a blank, a line feed, an empty line or nothing.
    var joint: String
    /// Announces what follows: nothing ends with it.
    var isOpening = false

    /// About how long it is.
    var size: Int { text.utf8.count { $0 & 0xC0 != 0x80 } }
  }

  var units: [Unit]
  /// Fewer units than that say nothing.
  var least = 1
  /// Stands at the end where units had to be left out.
  var closing = ""
  /// Whether the first unit may be cut at a word where it does not fit whole.
  var mayBeCut = true

  /// The sentences of a text, with the white space between them made even.
  static func units(of text: String, languageCode: String) -> [Unit] {
    var units: [Unit] = []
    var end = text.startIndex
    for sentence in Sentences.split(text, languageCode: languageCode) {
      let gap = text[end..<sentence.startIndex]
      let lines = gap.utf8.count { $0 == 0x0A }
      let joint = lines > 1 ? "\n\n" : lines == 1 ? "\n" : gap.isEmpty ? "" : " "
      units.append(Unit(text: String(sentence), joint: units.isEmpty ? "" : joint))
      end = sentence.endIndex
    }
    return units
  }
}

extension Passage {
  /// As many units from the start as fit, else the first one cut at a word; empty where neither
  /// fits.
  ///
  /// - Parameters:
  ///   - fitter: how much there is room for.
  ///   - length: how much is enough: what follows a text of that length is left out.
  /// - Returns: the words, nothing where too little of the passage fits.
  func fit(_ fitter: TextFitter, enough length: Int) -> TextFitter.Fitted {
    var text = ""
    var taken: [Int] = []
    var used = 0
    for (index, unit) in units.enumerated() {
      let joint = taken.isEmpty ? "" : unit.joint
      let added = joint.utf8.count + fitter.count(unit.text)
      let isLast = index == units.count - 1
      let rest = isLast || closing.isEmpty ? 0 : fitter.count("\n" + closing)
      guard used + added + rest <= fitter.limit, taken.count < least || used + added <= length,
        fitter.hasRoom(forBytes: text.utf8.count + joint.utf8.count + unit.text.utf8.count)
      else {
        // An address alone, too long to fit, is left out.
        if taken.isEmpty, unit.isAddressAlone { continue }
        break
      }
      text += joint + unit.text
      used += added
      taken.append(index)
    }
    while let last = taken.last, units[last].isOpening {
      taken.removeLast()
      used -= fitter.count(units[last].text) + (taken.isEmpty ? 0 : units[last].joint.utf8.count)
      text.removeLast(units[last].text.count + (taken.isEmpty ? 0 : units[last].joint.count))
    }
    if taken.count >= least {
      guard taken.last != units.count - 1, !closing.isEmpty else {
        return .init(text: text, length: used)
      }
      return .init(text: text + "\n" + closing, length: used + fitter.count("\n" + closing))
    }
    guard mayBeCut, let first = units.first(where: { !$0.isAddressAlone }) else {
      return .init(text: "", length: 0)
    }
    return fitter.fit(words: first.text)
  }
}

extension Passage.Unit {
  fileprivate var isAddressAlone: Bool {
    !text.utf8.contains(0x20) && text.contains("://") && !text.contains(where: \.isWhitespace)
  }
}
