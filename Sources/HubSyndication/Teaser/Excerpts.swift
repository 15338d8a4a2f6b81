package import HubModel

/// What may be cut from one article, the best first: its beginning, what its author says of it,
/// its strongest passages, lists with their openings, and quotations.
///
/// The beginning costs little; all else is only looked for when it is asked for.
package final class Excerpts {
  let article: Article
  let lead: Passage
  private lazy var further = FurtherPassages(article, besides: lead).ranked()

  private var hashtags: [HashtagConfig.Style: [String]] = [:]

  package init(_ article: Article) {
    self.article = article
    lead = Self.lead(of: article)
  }

  /// How many there are.
  var count: Int { 1 + further.count }

  /// Nil where there are not so many.
  subscript(index: Int) -> Passage? {
    if index == 0 { return lead }
    return index <= further.count ? further[index - 1] : nil
  }

  /// The article's hashtags, however many they are.
  func hashtags(_ style: HashtagConfig.Style) -> [String] {
    if let found = hashtags[style] { return found }
    let found = Hashtags.all(article.frontMatter.social.hashtags ?? article.tags, style)
    hashtags[style] = found
    return found
  }

  /// The beginning and the strongest passages in the order of the text, as a thread tells them.
  func story(parts: Int) -> [Passage] {
    let strongest = FurtherPassages(article, besides: lead).strongest(parts - 1)
    return [lead] + strongest
  }

  private static func lead(of article: Article) -> Passage {
    var text = article.excerpt.trimmed
    if text.isEmpty { text = opening(of: article.plainText).trimmed }
    if text.isEmpty { text = article.frontMatter.description?.trimmed ?? "" }
    if text.isEmpty { text = article.frontMatter.title.trimmed }
    return Passage(units: Passage.units(of: text, languageCode: article.language.code))
  }

  /// As much of a text as any teaser takes.
  private static func opening(of text: String) -> String {
    let longest = 4000
    if text.utf8.count <= longest { return text }
    return WordCut.longest(text.prefix(2 * longest)) { $0.count <= longest }
  }
}

/// Looks for what can be cut from the middle of an article.
private struct FurtherPassages {
  private struct Paragraph {
    var units: [Passage.Unit]
    var block: Int
    /// Which of its sentences send readers to another page.
    var referring: Set<Int>
  }

  /// A passage, where it stands, and whether it says little without what stands around it.
  private struct Find {
    var passage: Passage
    var block: Int
    var score = 0.0
    var isWeak: Bool
  }

  /// Enough for a repeat every week of a year's quarter.
  private static let most = 12
  /// A shorter passage goes on with the next paragraph, or says too little.
  private static let short = 100
  /// What is shorter and ends with a colon names what follows and says nothing of it.
  private static let label = 30

  private let article: Article
  private let blocks: [TextBlock]
  private let leadSentences: Set<String>
  private let paragraphs: [Paragraph]
  private let dependent: DependentSentences
  private let text: [UInt8]

  init(_ article: Article, besides lead: Passage) {
    self.article = article
    blocks = article.textBlocks
    leadSentences = Set(lead.units.map(\.text))
    dependent = DependentSentences(languageCode: article.language.code)
    let text = Array(article.plainText.utf8)
    self.text = text
    paragraphs = blocks.indices.filter { article.textBlocks[$0].kind == .paragraph }.map { index in
      let words = String(decoding: text[article.textBlocks[index].range], as: UTF8.self)
      var units = Passage.units(of: words, languageCode: article.language.code)
      if let last = units.indices.last {
        // What stands before a list or a table belongs to it, with or without a colon.
        let next = article.textBlocks[(index + 1)...].first?.kind
        units[last].isOpening =
          next == .listItem || (next == .leftOut && last > 0)
          || Self.opens(units[last].text, article.language.code)
      }
      let referring = units.indices.filter { unit in
        article.links.contains { link in
          (link.isTitle || units[unit].size < Self.short / 2)
            && units[unit].text.contains(link.text)
        }
      }
      return Paragraph(units: units, block: index, referring: Set(referring))
    }
  }

  /// All of them, each kind in the order of its strength, the kinds mixed.
  func ranked() -> [Passage] {
    var found: [Passage] = []
    let description = article.frontMatter.description?.trimmed ?? ""
    let units = Passage.units(of: description, languageCode: article.language.code)
    if let first = units.first, !leadSentences.contains(first.text) {
      found.append(Passage(units: units))
    }
    let allLists = lists()
    var lists = allLists.filter { !$0.isWeak }[...]
    var quotations = quotations()[...]
    let told = Set(allLists.filter { $0.passage.least > 3 }.map(\.block))
    let strongest = strongestFirst().filter { !told.contains($0.block) }.prefix(Self.most)
    for (index, find) in strongest.filter({ !$0.isWeak }).enumerated() {
      found.append(find.passage)
      if index % 3 == 1, let list = lists.popFirst() { found.append(list.passage) }
      if index % 3 == 2, let quotation = quotations.popFirst() { found.append(quotation) }
    }
    return found + lists.prefix(2).map(\.passage) + quotations.prefix(2)
      + (strongest + allLists).filter(\.isWeak).map(\.passage)
  }

  func strongest(_ count: Int) -> [Passage] {
    strongestFirst().prefix(count).sorted { $0.block < $1.block }.map(\.passage)
  }

  /// One passage a paragraph: from its strongest sentence that stands by itself; the weak ones
  /// after all others.
  private func strongestFirst() -> [Find] {
    let sentences = paragraphs.flatMap { paragraph in
      paragraph.units.enumerated().map { index, unit in
        SentenceRanking.Sentence(text: unit.text, isFirstInParagraph: index == 0)
      }
    }
    let scores = SentenceRanking.scores(of: sentences, title: article.frontMatter.title)
    var found: [Find] = []
    var first = 0
    for (index, paragraph) in paragraphs.enumerated() {
      defer { first += paragraph.units.count }
      let order = paragraph.units.indices.sorted {
        (scores[first + $1], $0) < (scores[first + $0], $1)
      }
      let best = order.first {
        stands(paragraph.units[$0]) && !paragraph.referring.contains($0)
      }
      guard let best else { continue }
      let passage = Passage(units: units(from: best, of: index))
      // What announces something is left out where nothing follows, and little is left then.
      let least = paragraph.units.last?.isOpening == true ? Self.short : Self.short / 2
      if passage.units.reduce(0, { $1.isOpening ? $0 : $0 + $1.size }) >= least {
        found.append(
          Find(
            passage: passage, block: paragraph.block, score: scores[first + best],
            isWeak: belongsToOthers(index)))
      }
    }
    return found.sorted { left, right in
      if left.isWeak != right.isWeak { return right.isWeak }
      return (right.score, left.block) < (left.score, right.block)
    }
  }

  /// Whether a paragraph speaks of a table, code or an example before or after it.
  private func belongsToOthers(_ index: Int) -> Bool {
    let block = paragraphs[index].block
    if block > 0, ![.paragraph, .heading].contains(blocks[block - 1].kind) { return true }
    guard block + 1 < blocks.count else { return false }
    if blocks[block + 1].kind == .leftOut { return true }
    // A label such as `Before:` begins an example.
    guard index + 1 < paragraphs.count, paragraphs[index + 1].block == block + 1 else {
      return false
    }
    let next = paragraphs[index + 1].units
    return next.count == 1 && next[0].isOpening && next[0].size < Self.label
  }

  /// Whether a sentence can open a teaser.
  private func stands(_ unit: Passage.Unit) -> Bool {
    !unit.isOpening && (25...300).contains(unit.size) && !leadSentences.contains(unit.text)
      && !dependent.contains(unit.text)
  }

  private func units(from start: Int, of paragraph: Int) -> [Passage.Unit] {
    func readable(_ index: Int, from start: Int) -> [Passage.Unit] {
      let paragraph = paragraphs[index]
      let end = paragraph.referring.filter { $0 >= start }.min() ?? paragraph.units.count
      return Array(paragraph.units[start..<end])
    }
    var units = readable(paragraph, from: start)
    units[0].joint = ""
    var last = paragraph
    while units.reduce(0, { $0 + $1.size }) < Self.short, last + 1 < paragraphs.count,
      paragraphs[last + 1].block == paragraphs[last].block + 1, !belongsToOthers(last + 1)
    {
      last += 1
      var next = readable(last, from: 0)
      guard !next.isEmpty else { break }
      next[0].joint = "\n\n"
      units += next
    }
    return units
  }
}

extension FurtherPassages {
  /// Whether a sentence announces what follows it.
  private static func opens(_ sentence: String, _ languageCode: String) -> Bool {
    guard let last = sentence.last else { return false }
    // In Armenian a full stop ends no sentence: where it ends a paragraph, more is to come.
    return ":：՝".contains(last)
      || (last == "." && languageCode == "hy" && !sentence.hasSuffix(".."))
  }

  private func words(_ block: TextBlock) -> String {
    String(decoding: text[block.range], as: UTF8.self)
  }

  /// A paragraph that announces a list, and the list's items.
  private func lists() -> [Find] {
    paragraphs.compactMap { paragraph in
      guard let last = paragraph.units.last, Self.opens(last.text, article.language.code),
        let opening = opening(of: paragraph)
      else { return nil }
      let items = blocks[(paragraph.block + 1)...]
        .prefix { $0.kind == .listItem || $0.kind == .listText }
        .filter { $0.kind == .listItem }
      guard items.count > 1 else { return nil }
      let units = items.map { Passage.Unit(text: "• " + firstWords(of: words($0)), joint: "\n") }
      return Find(
        passage: Passage(
          units: opening + units, least: opening.count + 2, closing: "…", mayBeCut: false),
        block: paragraph.block, isWeak: opening.reduce(0) { $0 + $1.size } < Self.label)
    }
  }

  /// The sentences that lead to what follows a paragraph.
  private func opening(of paragraph: Paragraph) -> [Passage.Unit]? {
    guard paragraph.units.last?.isOpening == true else { return nil }
    var units = paragraph.units
    if units.reduce(0, { $0 + $1.size }) > 160 { units = Array(units.suffix(1)) }
    units[0].joint = ""
    return dependent.contains(units[0].text) ? nil : units
  }

  /// An item, of a long one its first sentences, more than a label.
  private func firstWords(of item: String) -> String {
    guard item.count > 100 else { return item }
    var text = ""
    for unit in Passage.units(of: item, languageCode: article.language.code) {
      guard text.count < 40 else { break }
      text += unit.joint + unit.text
    }
    return text
  }

  /// What somebody said, in the language's quotation marks, with the words that announce it.
  private func quotations() -> [Passage] {
    let marks = Self.marks(article.language.code)
    var found: [Passage] = []
    var index = 0
    while index < blocks.count {
      let run = blocks[index...].prefix { $0.kind == .quotation }
      defer { index = max(run.endIndex, index + 1) }
      guard !run.isEmpty else { continue }
      let quotation = run.map { words($0) }.joined(separator: "\n\n")
      // Hashtags and mentions of another's words would be taken for ours, and so would words that
      // nothing announces.
      guard quotation.count <= 400, !quotation.contains(marks.1),
        !quotation.contains(where: { "#@".contains($0) }), !quotation.contains("://"),
        let before = paragraphs.first(where: { $0.block == index - 1 }),
        let opening = opening(of: before)
      else { continue }
      let units =
        opening + [Passage.Unit(text: "\(marks.0)\(quotation)\(marks.1)", joint: "\n")]
      found.append(Passage(units: units, least: units.count, mayBeCut: false))
    }
    return found
  }

  private static func marks(_ languageCode: String) -> (String, String) {
    switch languageCode.prefix(while: { $0 != "-" }) {
    case "sk", "cs", "de", "sl", "hr", "is", "et", "lt", "bg": ("„", "“")
    case "pl", "ro", "hu": ("„", "”")
    case "hy", "ar", "fa", "el", "ru", "uk", "be", "es", "it", "pt", "no", "nb": ("«", "»")
    case "fr": ("« ", " »")
    case "ja", "zh": ("「", "」")
    default: ("“", "”")
    }
  }
}

extension String {
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
