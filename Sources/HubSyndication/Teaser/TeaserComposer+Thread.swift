import HubModel

extension TeaserComposer {
  /// A teaser in parts: the author's own words divided between sentences, else the beginning and
  /// the strongest passages in the order of the text.
  ///
  /// A hook opens the first part.
  func thread(
    _ given: TeaserSource, _ excerpts: Excerpts, _ config: ThreadConfig, link: String
  ) -> Teaser {
    let teaser = divided(given, excerpts, config, link: link)
    let texts = [teaser.text] + teaser.parts.map(\.text)
    guard given.containsLink, teaser.isOwnTextCut,
      !texts.contains(where: { TeaserSource.place(of: link, in: $0) != nil })
    else { return teaser }
    // Its author's place for the link is cut off: it stands after the words instead.
    var source = given
    source.removeLink(link)
    return divided(source, excerpts, config, link: link)
  }

  private func divided(
    _ source: TeaserSource, _ excerpts: Excerpts, _ config: ThreadConfig, link: String
  ) -> Teaser {
    var ending = ending(source, excerpts, link)
    let linkEnding = TeaserEnding(byline: nil, link: ending.link, hashtags: [])
    if config.link == .last { ending.link = nil }
    let number = config.isNumbered ? " \(config.parts)/\(config.parts)" : ""
    let first = fitter(before: ending.text, shrinking: &ending, number: number)
    // Which part is the last one shows at the end: each keeps room for the link.
    let tail = config.link == .last ? linkEnding.text : ""
    let others = TextFitter(rules, before: tail + "\n" + number)
    var texts: [String]
    var isCut = false
    if source.isOwn {
      let units = source.units(languageCode: excerpts.article.language.code)
      var division = Division(units: units)
      texts = division.divide(into: config.parts, first: first, others: others)
      isCut = division.isCut
    } else {
      texts = []
      for (index, passage) in excerpts.story(parts: config.parts).enumerated() {
        let enough = rules.comfortableLength
        // The first is the source's own, with its hook.
        let text =
          index == 0
          ? source.fit(first, enough: enough).text : passage.fit(others, enough: enough).text
        if !text.isEmpty { texts.append(text) }
      }
    }
    if texts.isEmpty { texts = [""] }
    let count = texts.count
    let parts = texts.enumerated().map { index, words in
      var text = words
      if config.isNumbered, count > 1 { text += " \(index + 1)/\(count)" }
      if index == 0 { text += ending.text }
      if index == count - 1, config.link == .last { text += linkEnding.text }
      text = text.trimmed
      return Teaser.Part(text: text, length: self.count(text))
    }
    return Teaser(
      text: parts[0].text, link: link, length: parts[0].length,
      words: Teaser.words(of: parts[0].text, link: link), isOwnTextCut: isCut,
      parts: Array(parts.dropFirst()), comment: comment(source, excerpts, link))
  }

  /// Gives up hashtags until half the post is left for words.
  private func fitter(
    before tail: String, shrinking ending: inout TeaserEnding, number: String
  ) -> TextFitter {
    var fitter = TextFitter(rules, before: ending.text + "\n" + number)
    while fitter.limit < rules.limit / 2, ending.canShrink {
      ending.shrink()
      fitter = TextFitter(rules, before: ending.text + "\n" + number)
    }
    return fitter
  }
}

/// Divides a text between its sentences so that each part fits; nothing is lost unless there are
/// too few parts.
private struct Division {
  private var rest: [Passage.Unit]
  private(set) var isCut = false

  init(units: [Passage.Unit]) {
    rest = units
  }

  mutating func divide(into most: Int, first: TextFitter, others: TextFitter) -> [String] {
    var parts: [String] = []
    while !rest.isEmpty, parts.count < most {
      let part = take(parts.isEmpty ? first : others)
      guard !part.isEmpty else { break }
      parts.append(part)
    }
    guard !rest.isEmpty else { return parts }
    isCut = true
    if let last = parts.popLast() {
      let fitter = parts.isEmpty ? first : others
      parts.append(fitter.fit(words: last + " " + (rest.first?.text ?? "")).text)
    }
    return parts
  }

  /// Whole sentences, or as many words of a long one as fit.
  private mutating func take(_ fitter: TextFitter) -> String {
    var text = ""
    while let unit = rest.first {
      let longer = text.isEmpty ? unit.text : text + unit.joint + unit.text
      guard fitter.fits(longer) else { break }
      text = longer
      rest.removeFirst()
    }
    guard text.isEmpty, let unit = rest.first else { return text }
    let beginning = fitter.fit(words: unit.text).text
    guard !beginning.isEmpty else { return "" }
    let kept = zip(beginning, unit.text).prefix { $0 == $1 }.count
    let isAtWord = unit.text.prefix(kept).last?.isWhitespace == false
    let left = Self.withoutPauses(unit.text.dropFirst(kept), isAtWord)
    if left.isEmpty { rest.removeFirst() } else { rest[0].text = left }
    return beginning
  }

  /// What is left of a sentence, without the marks at which it was cut: the part before ends with
  /// an ellipsis in their place.
  ///
  /// A mark right after a word is that word's; one after a blank may be the next one's.
  private static func withoutPauses(_ left: Substring, _ isAtWord: Bool) -> String {
    var text = left
    var isAtWord = isAtWord
    while let first = text.first {
      let isBeforeBlank = text.dropFirst().first?.isWhitespace ?? true
      if first.isWhitespace {
        isAtWord = false
      } else if !((isAtWord || isBeforeBlank) && ",;:،؛՝、，；：・".contains(first)),
        !(isBeforeBlank && "–—-".contains(first))
      {
        break
      }
      text.removeFirst()
    }
    return String(text).trimmed
  }
}
