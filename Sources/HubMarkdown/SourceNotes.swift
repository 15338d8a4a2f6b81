import HubDiagnostics

/// What the tree does not tell: where definitions stand, and footnotes that the library dropped.
struct SourceNotes {
  private let source: Source
  /// Whether a text may hold `[a][b]` or `[^a]` that led nowhere.
  let mayHoldLostReferences: Bool
  /// Blocks of code and raw HTML, in which nothing is a definition.
  private var skipped: [Range<Int>] = []
  /// Where link reference definitions write their addresses; made when first asked for.
  private var definitions: [String: (offset: Int, length: Int)]?
  /// The longest label that cmark-gfm reads.
  private static let longestLabel = 1_000

  init(_ source: Source) {
    self.source = source
    var mayHold = false
    var index = 0
    while let open = source.bytes.firstIndex(of: UInt8(ascii: "["), from: index) {
      index = open + 1
      let isFootnote = index < source.bytes.count && source.bytes[index] == UInt8(ascii: "^")
      if isFootnote || (open > 0 && source.bytes[open - 1] == UInt8(ascii: "]")) {
        mayHold = true
        break
      }
    }
    mayHoldLostReferences = mayHold
  }

  mutating func skip(_ range: Range<Int>) {
    if mayHoldLostReferences { skipped.append(range) }
  }

  func isSkipped(_ offset: Int) -> Bool {
    skipped.contains { $0.contains(offset) }
  }

  /// Where the definition of an address writes it.
  mutating func definition(of address: Bytes) -> (offset: Int, length: Int)? {
    let known = definitions ?? allDefinitions()
    definitions = known
    return known[address.string]
  }

  private func allDefinitions() -> [String: (offset: Int, length: Int)] {
    var found: [String: (offset: Int, length: Int)] = [:]
    var index = 0
    while let close = source.bytes.firstIndex(
      of: Bytes("]:"), from: index, before: source.bytes.count)
    {
      index = close + 2
      guard let open = labelStart(before: close), source.bytes[open + 1] != UInt8(ascii: "^") else {
        continue
      }
      let place = BlockPlace.address(at: close + 2, in: source, before: source.bytes.count)
      let address = source.bytes[place.offset..<place.offset + place.length].string
      if found[address] == nil { found[address] = place }
    }
    return found
  }

  /// The bracket that opens a label, if nothing but quotes and white space stands before it.
  private func labelStart(before close: Int) -> Int? {
    var open = close - 1
    let first = max(0, close - Self.longestLabel)
    while open >= first, source.bytes[open] != UInt8(ascii: "["), source.bytes[open] != 0x0A {
      open -= 1
    }
    guard open >= first, source.bytes[open] == UInt8(ascii: "[") else { return nil }
    var index = open - 1
    while index >= 0, source.bytes[index] != 0x0A {
      guard source.bytes[index].isWhitespace || ">-*+".utf8.contains(source.bytes[index]) else {
        return nil
      }
      index -= 1
    }
    return open
  }

  struct FootnoteDefinition {
    var label: String
    var offset: Int
    var length: Int
    var line: Int
  }

  /// Every `[^label]:` that begins a line outside code and raw HTML.
  func footnoteDefinitions() -> [FootnoteDefinition] {
    guard mayHoldLostReferences else { return [] }
    var found: [FootnoteDefinition] = []
    var index = 0
    while let close = source.bytes.firstIndex(
      of: Bytes("]:"), from: index, before: source.bytes.count)
    {
      index = close + 2
      guard let open = labelStart(before: close), source.bytes[open + 1] == UInt8(ascii: "^"),
        close > open + 2, !isSkipped(open)
      else { continue }
      let label = source.bytes[open + 2..<close].string
      let line = source.span(at: open).line - source.firstLine + 1
      found.append(
        FootnoteDefinition(label: label, offset: open, length: close + 1 - open, line: line))
    }
    return found
  }
}
