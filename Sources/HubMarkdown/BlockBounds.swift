import HubDiagnostics

/// Bounds on what the block parser is given, found by one look at each line.
///
/// Some inputs of a few kilobytes keep cmark-gfm busy for minutes: lines that open thousands of
/// quotes, tables of thousands of columns. No text that a person wrote comes near these numbers.
struct BlockBounds {
  static let largestBody = 10_000_000
  static let deepestNesting = 100
  static let widestTable = 500
  /// Cells that short rows leave out and the parser fills in.
  static let mostMissingCells = 100_000
  /// Bytes times lines of the paragraphs in which the parser looks for a table's header.
  static let mostHeaderWork = 500_000_000

  private let source: Source
  private var widestLine = (offset: 0, pipes: 0)
  private var missingCells = 0
  /// Where the lines begin that look like a table's delimiter row.
  private(set) var delimiterRows: [Int] = []

  init(_ source: Source) { self.source = source }

  /// Looks at every line; the first problem ends the look.
  mutating func check() -> [Diagnostic] {
    let hasPipes = source.bytes.firstIndex(of: UInt8(ascii: "|")) != nil
    var columns = 0
    for line in 1...source.lineStarts.count {
      let range = source.range(ofLine: line)
      let (text, markers) = prefix(range)
      if markers > Self.deepestNesting, !isThematicBreak(range) {
        return [nestingError(at: range.lowerBound)]
      }
      guard hasPipes else { continue }
      if text == range.upperBound {
        columns = 0
        continue
      }
      let pipes = count(UInt8(ascii: "|"), in: text..<range.upperBound)
      if pipes > widestLine.pipes { widestLine = (range.lowerBound, pipes) }
      if isDelimiterRow(text..<range.upperBound) {
        delimiterRows.append(range.lowerBound)
        columns = max(columns, pipes + 1)
      } else if columns > 0 {
        missingCells += max(0, columns - pipes - 1)
        if missingCells > Self.mostMissingCells { return [tableError(at: range.lowerBound)] }
      }
    }
    if !delimiterRows.isEmpty, widestLine.pipes > Self.widestTable {
      return [tableError(at: widestLine.offset)]
    }
    return []
  }

  /// Where a line's own text begins, and how many quotes and list items it may open before.
  func prefix(_ range: Range<Int>) -> (text: Int, markers: Int) {
    var index = range.lowerBound
    var markers = 0
    // A blank line ends at `range.upperBound`: its line end is white space too.
    while index < range.upperBound {
      let byte = source.bytes[index]
      if byte.isWhitespace {
        index += 1
      } else if byte == UInt8(ascii: ">") {
        index += 1
        markers += 1
      } else if let length = listMarker(at: index, before: range.upperBound) {
        markers += 1
        index += length
      } else if source.bytes.hasPrefix("[^", at: index), let end = footnoteLabel(index, range) {
        markers += 1
        index = end
      } else {
        break
      }
    }
    return (index, markers)
  }

  private func listMarker(at index: Int, before end: Int) -> Int? {
    var length = 0
    switch source.bytes[index] {
    // A hyphen also begins a table's delimiter row, which has no text to miss.
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): length = 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while length < 9, index + length < end, source.bytes[index + length].isASCIIDigit {
        length += 1
      }
      guard index + length < end else { return nil }
      let mark = source.bytes[index + length]
      guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") else { return nil }
      length += 1
    default: return nil
    }
    guard index + length < end, source.bytes[index + length].isWhitespace else { return nil }
    return length
  }

  private func footnoteLabel(_ index: Int, _ range: Range<Int>) -> Int? {
    guard let close = source.bytes[0..<range.upperBound].firstIndex(of: 0x5D, from: index),
      close + 1 < range.upperBound, source.bytes[close + 1] == UInt8(ascii: ":")
    else { return nil }
    return close + 2
  }

  private func count(_ byte: UInt8, in range: Range<Int>) -> Int {
    let text = source.bytes[range]
    var total = 0
    var index = 0
    while let found = text.firstIndex(of: byte, from: index) {
      total += 1
      index = found + 1
    }
    return total
  }

  /// Whether the line holds nothing but hyphens, colons, pipes and white space.
  private func isDelimiterRow(_ range: Range<Int>) -> Bool {
    var hyphens = 0
    for index in range {
      switch source.bytes[index] {
      case UInt8(ascii: "-"): hyphens += 1
      case UInt8(ascii: "|"), UInt8(ascii: ":"): continue
      case let byte where byte.isWhitespace: continue
      default: return false
      }
    }
    return hyphens > 0
  }

  private func isThematicBreak(_ range: Range<Int>) -> Bool {
    let text = source.bytes[range].trimmed
    guard let first = text.isEmpty ? nil : text[0], "*-_".utf8.contains(first) else {
      return false
    }
    return (0..<text.count).allSatisfy { text[$0] == first || text[$0].isWhitespace }
  }

  func tableError(at offset: Int) -> Diagnostic {
    .error(
      "table-too-large",
      "a table may have at most \(Self.widestTable) columns and \(Self.mostMissingCells) missing cells",
      at: source.location(at: offset))
  }

  private func nestingError(at offset: Int) -> Diagnostic {
    .error(
      "nesting-too-deep", "blocks may be nested at most \(Self.deepestNesting) deep",
      at: source.location(at: offset))
  }

  static func sizeError(_ count: Int, file: String) -> Diagnostic {
    .error(
      "file-too-large",
      "a content file may have at most \(largestBody / 1_000_000) MB of text, not \(count) bytes",
      at: SourceLocation(file: file))
  }
}
