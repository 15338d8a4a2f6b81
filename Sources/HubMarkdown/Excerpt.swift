import HubModel

/// The first words of a document, for lists of pages, descriptions and teasers.
struct Excerpt {
  /// How many characters an excerpt without `<!--more-->` may have.
  static let length = 280

  let text: PlainText
  let languageCode: String

  /// What stands before the author's mark, headings and lone pictures left out.
  func before(_ end: Int) -> String {
    var bytes: [UInt8] = []
    var previous: PlainText.Block?
    for block in text.blocks where block.range.lowerBound < end {
      guard ![.heading, .imageOnly, .leftOut].contains(block.kind) else { continue }
      if let previous {
        let isSameList = previous.kind.isList && block.kind.isList
        bytes.append(contentsOf: isSameList ? [0x0A] : [0x0A, 0x0A])
      }
      bytes.append(contentsOf: text.bytes[block.range.clamped(to: 0..<end)])
      previous = block
    }
    while let last = bytes.last, last.isWhitespace { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whole sentences from the start, as many as fit.
  func sentences() -> String {
    var excerpt: [UInt8] = []
    var length = 0
    for block in candidates() {
      let bytes = Array(text.bytes[block.range])
      let rules = SentenceRules(bytes, languageCode: languageCode)
      var start = 0
      while let range = rules.next(from: start) {
        let added = scalars(bytes[range]) + (excerpt.isEmpty ? 0 : 1)
        guard length + added <= Self.length else {
          if !excerpt.isEmpty { return String(decoding: excerpt, as: UTF8.self) }
          let beginning = cut(bytes[range])
          if !beginning.isEmpty { return beginning }
          // Not one word fits: an address that is longer than an excerpt is left out.
          start = range.upperBound
          continue
        }
        if !excerpt.isEmpty, needsSpace(bytes, range, start) { excerpt.append(0x20) }
        excerpt.append(contentsOf: bytes[range])
        length += added
        start = range.upperBound
      }
    }
    return String(decoding: excerpt, as: UTF8.self)
  }

  /// Scripts that write sentences without a space between them keep it so.
  private func needsSpace(_ bytes: [UInt8], _ range: Range<Int>, _ start: Int) -> Bool {
    range.lowerBound == 0 || range.lowerBound > start
  }

  /// Paragraphs up to the second heading's topic; lists only where there is no paragraph.
  private func candidates() -> [PlainText.Block] {
    var found: [PlainText.Block] = []
    for block in text.blocks {
      if block.kind == .heading, !found.isEmpty { break }
      if block.kind == .paragraph || block.kind == .quotation { found.append(block) }
    }
    return found.isEmpty ? text.blocks.filter(\.kind.isList) : found
  }

  private func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// The start of a sentence that is too long alone, cut after a word; empty where none fits.
  private func cut(_ bytes: ArraySlice<UInt8>) -> String {
    // However long the sentence is: no more than this can matter.
    let text = Substring(decoding: bytes.prefix(16 * Self.length), as: UTF8.self)
    return WordCut.longest(text) {
      $0.unicodeScalars.count <= Self.length
    }
  }
}

extension PlainText.BlockKind {
  fileprivate var isList: Bool { self == .listLine || self == .listText }
}
