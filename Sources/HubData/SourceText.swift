import HubDiagnostics

/// The bytes of a file or of a part of one, checked, and the way from characters to places.
///
/// Parsers count characters; diagnostics count UTF-8 bytes. Asking for places in the order of the
/// text costs one pass over it.
@safe struct SourceText {
  /// The text without its byte order mark.
  let bytes: UnsafeBufferPointer<UInt8>
  let count: Int
  let file: String
  private let firstLine: Int
  private let markLength: Int

  // Where the last question left off.
  private var index = 0
  private var offset = 0
  private var line = 0
  private var lineStart = 0

  /// - Parameters:
  ///   - all: what was read, which must outlive this value.
  ///   - file: the name in diagnostics.
  ///   - firstLine: the line of the file on which the bytes begin.
  init(_ all: UnsafeBufferPointer<UInt8>, file: String, firstLine: Int) {
    let hasMark = unsafe all.starts(with: [0xEF, 0xBB, 0xBF])
    markLength = hasMark ? 3 : 0
    unsafe bytes = UnsafeBufferPointer(rebasing: all.dropFirst(markLength))
    count = unsafe bytes.count
    self.file = file
    self.firstLine = firstLine
  }

  /// The byte at an offset, which must be below `count`.
  subscript(offset: Int) -> UInt8 {
    precondition(offset >= 0 && offset < count)
    return unsafe bytes[offset]
  }

  /// The stretch between two characters, cut at the end of the first one's line.
  ///
  /// - Parameters:
  ///   - start: the number of characters before the stretch.
  ///   - end: the number of characters before what follows it.
  /// - Returns: where it lies in the file.
  mutating func span(from start: Int, to end: Int) -> SourceSpan {
    move(toCharacter: start)
    let stop = byteOffset(from: offset, characters: max(0, end - start))
    return spanHere(to: stop)
  }

  /// The stretch between two places given as 1-based line and column in characters.
  mutating func span(
    fromLine line: Int, column: Int, toLine endLine: Int, column endColumn: Int
  ) -> SourceSpan {
    move(toLine: line - 1)
    // The place behind the end of a line or of the text may be counted one too far.
    var endOfLine = offset
    while endOfLine < count, self[endOfLine] != UInt8(ascii: "\n") { endOfLine += 1 }
    offset = min(endOfLine, byteOffset(from: offset, characters: max(0, column - 1)))
    let stop =
      endLine > line ? count : byteOffset(from: offset, characters: endColumn - column)
    let span = spanHere(to: stop)
    // Columns start again from the line's own start.
    offset = lineStart
    return span
  }

  /// The place of a byte.
  mutating func span(atByte target: Int, length: Int = 1) -> SourceSpan {
    rewind()
    while offset < min(target, count) { step() }
    let span = spanHere(to: min(count, offset + length))
    rewind()
    return span
  }

  /// The first byte of a line of the file.
  func offset(ofLine line: Int) -> Int {
    var offset = 0
    var breaks = line - firstLine
    while breaks > 0, offset < count {
      if self[offset] == UInt8(ascii: "\n") { breaks -= 1 }
      offset += 1
    }
    return offset
  }

  func location(_ span: SourceSpan) -> SourceLocation {
    SourceLocation(file: file, span: span)
  }

  private func spanHere(to stop: Int) -> SourceSpan {
    var end = offset
    while end < stop, self[end] != UInt8(ascii: "\n") { end += 1 }
    while end > offset, self[end - 1] == UInt8(ascii: " ") || self[end - 1] == 0x0D {
      end -= 1
    }
    return SourceSpan(
      line: firstLine + line, column: offset - lineStart + 1 + (line == 0 ? markLength : 0),
      length: end - offset)
  }

  private mutating func rewind() {
    (index, offset, line, lineStart) = (0, 0, 0, 0)
  }

  private mutating func move(toCharacter target: Int) {
    if target < index { rewind() }
    while index < target, offset < count {
      step()
      while offset < count, self[offset] & 0xC0 == 0x80 { offset += 1 }
      index += 1
    }
  }

  private mutating func move(toLine target: Int) {
    if target < line { rewind() }
    while line < target, offset < count { step() }
  }

  private mutating func step() {
    let isBreak = self[offset] == UInt8(ascii: "\n")
    offset += 1
    guard isBreak else { return }
    line += 1
    lineStart = offset
  }

  func byteOffset(from start: Int, characters: Int) -> Int {
    var end = start
    for _ in 0..<max(0, characters) where end < count {
      end += 1
      while end < count, self[end] & 0xC0 == 0x80 { end += 1 }
    }
    return end
  }
}
