import HubDiagnostics

/// The body as it was written, with the place of each of its lines.
struct Source {
  let bytes: Bytes
  let file: String
  /// The line of the file on which the body begins.
  let firstLine: Int
  /// Where each line begins; a line feed, a carriage return or both end one.
  let lineStarts: [Int32]
  /// The same in the file itself: marks for shortcodes take no line feed from it.
  private let linesOfFile: [Int32]

  init(_ bytes: Bytes, file: String, firstLine: Int) {
    self.bytes = bytes
    self.file = file
    self.firstLine = firstLine
    lineStarts = Self.lineStarts(of: bytes)
    linesOfFile = lineStarts
  }

  /// The same body with other bytes of the same number in place of some.
  init(_ bytes: Bytes, replacing original: Source) {
    self.bytes = bytes
    file = original.file
    firstLine = original.firstLine
    lineStarts = Self.lineStarts(of: bytes)
    linesOfFile = original.linesOfFile
  }

  private static func lineStarts(of bytes: Bytes) -> [Int32] {
    var starts: [Int32] = [0]
    starts.reserveCapacity(bytes.count / 40 + 8)
    guard bytes.firstIndex(of: 0x0D) != nil else {
      var index = 0
      while let feed = bytes.firstIndex(of: 0x0A, from: index) {
        index = feed + 1
        starts.append(Int32(truncatingIfNeeded: index))
      }
      return starts
    }
    for index in 0..<bytes.count {
      let byte = bytes[index]
      let endsLine =
        byte == 0x0A || (byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A))
      if endsLine { starts.append(Int32(truncatingIfNeeded: index + 1)) }
    }
    return starts
  }

  /// The bytes of a line counted from 1, or of the nearest one there is, with its line end.
  func range(ofLine line: Int) -> Range<Int> {
    let index = min(max(line, 1), lineStarts.count) - 1
    let start = Int(lineStarts[index])
    return start..<(index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) : bytes.count)
  }

  /// The bytes from the start of one line to the end of another.
  func range(ofLines first: Int, _ last: Int) -> Range<Int> {
    let start = range(ofLine: first).lowerBound
    return start..<max(start, range(ofLine: max(first, last)).upperBound)
  }

  /// The place of an offset, for a stretch that is cut at the end of its line.
  func span(at offset: Int, length: Int = 1) -> SourceSpan {
    var lower = 0
    var upper = linesOfFile.count
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if Int(linesOfFile[middle]) <= offset { lower = middle } else { upper = middle }
    }
    let column = offset - Int(linesOfFile[lower]) + 1
    return SourceSpan(line: firstLine + lower, column: column, length: length)
  }

  func location(at offset: Int, length: Int = 1) -> SourceLocation {
    SourceLocation(file: file, span: span(at: offset, length: length))
  }
}
