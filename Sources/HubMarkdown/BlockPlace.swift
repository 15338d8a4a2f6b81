import HubDiagnostics

/// Where in the source the walk stands: a block, and how far into it the inlines have come.
///
/// cmark-gfm knows on which lines a block stands, but counts columns of inlines wrongly in quotes,
/// lists and after definitions. So a link's place is found by looking for its text in the block.
struct BlockPlace {
  let range: Range<Int>
  private(set) var cursor: Int

  init(range: Range<Int>) {
    self.range = range
    cursor = range.lowerBound
  }

  /// Finds a text after everything found before, and stands behind it.
  mutating func find(_ text: StaticString, in source: Source) -> Int? {
    find(Bytes(text), in: source)
  }

  mutating func find(_ text: Bytes, in source: Source) -> Int? {
    guard let found = source.bytes.firstIndex(of: text, from: cursor, before: range.upperBound)
    else { return nil }
    cursor = found + text.count
    return found
  }

  /// Finds the beginning of a tag; between inlines, `\<` begins none.
  mutating func findTag(_ start: Bytes, isInline: Bool, in source: Source) -> Int? {
    while let found = find(start, in: source) {
      let isEscaped = isInline && found > 0 && source.bytes[found - 1] == UInt8(ascii: "\\")
      if !isEscaped { return found }
    }
    return nil
  }

  /// Stands behind an offset, if it does not already.
  mutating func move(behind offset: Int) {
    cursor = max(cursor, min(offset, range.upperBound))
  }

  /// Stands behind a text if it comes.
  mutating func pass(_ text: Bytes, in source: Source) {
    _ = find(text, in: source)
  }

  /// The place of something found, or of the block.
  func location(_ offset: Int?, length: Int, in source: Source) -> SourceLocation {
    guard let offset else { return source.location(at: firstText(in: source)) }
    return source.location(at: offset, length: length)
  }

  private func firstText(in source: Source) -> Int {
    range.first { !source.bytes[$0].isWhitespace } ?? range.lowerBound
  }

  /// The address of a link or image that ends here: in `](…)`, else in a definition.
  mutating func findLink(
    _ address: Bytes, in source: Source, definitions: inout SourceNotes
  ) -> (offset: Int, length: Int) {
    var index = cursor
    var firstInline: (offset: Int, length: Int)?
    while let close = source.bytes.firstIndex(
      of: Bytes("]("), from: index, before: range.upperBound)
    {
      let written = Self.address(at: close + 2, in: source, before: range.upperBound)
      if source.bytes[written.offset..<written.offset + written.length] == address {
        cursor = written.offset + written.length
        return (written.offset, max(1, written.length))
      }
      if firstInline == nil { firstInline = written }
      index = close + 2
    }
    if let definition = definitions.definition(of: address) { return definition }
    // Written with escapes or character references, so that the bytes differ.
    if let firstInline {
      cursor = firstInline.offset + firstInline.length
      return (firstInline.offset, max(1, firstInline.length))
    }
    return (firstText(in: source), 1)
  }

  /// The address as written at or after an offset, without `<>`.
  static func address(at offset: Int, in source: Source, before end: Int) -> (
    offset: Int, length: Int
  ) {
    var start = offset
    while start < end, source.bytes[start].isWhitespace { start += 1 }
    if start < end, source.bytes[start] == UInt8(ascii: "<") {
      var close = start + 1
      while close < end, source.bytes[close] != UInt8(ascii: ">"), source.bytes[close] != 0x0A {
        close += 1
      }
      return (start + 1, close - start - 1)
    }
    var index = start
    var depth = 0
    while index < end, !source.bytes[index].isWhitespace {
      if source.bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if source.bytes[index] == UInt8(ascii: ")") {
        if depth == 0 { break }
        depth -= 1
      }
      if source.bytes[index] == UInt8(ascii: "\\") { index += 1 }
      index += 1
    }
    return (start, min(index, end) - start)
  }
}

extension Bytes {
  static func == (left: Bytes, right: Bytes) -> Bool {
    left.count == right.count && left.hasPrefix(right)
  }
}
