package import HubDiagnostics

/// Where the front matter of a Markdown file lies, and where its body begins.
package struct FrontMatterBlock: Hashable, Sendable {
  package enum Format: Hashable, Sendable {
    /// Between two lines `---`.
    case yaml
    /// Between two lines `+++`.
    case toml
  }

  /// The largest block, in bytes.
  package static let maximumSize = 64 * 1024

  package var format: Format
  /// The bytes between the two lines; they begin on line 2.
  package var content: Range<Int>
  /// The bytes after the block.
  package var body: Range<Int>
  /// The line of the file on which the body begins.
  package var bodyFirstLine: Int

  /// Finds the block at the very start of a file; a byte order mark may come before it.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name in diagnostics.
  /// - Returns: the block, or nil and the reason.
  package static func split(
    _ bytes: [UInt8], file: String
  ) -> (block: FrontMatterBlock?, diagnostics: [Diagnostic]) {
    bytes.withUnsafeBufferPointer { bytes in
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let place = SourceLocation(file: file, line: 1, column: start + 1, length: 3)
      let opening = line(of: bytes, from: start)
      let mark = opening.first == UInt8(ascii: "+") ? UInt8(ascii: "+") : UInt8(ascii: "-")
      guard isDelimiter(opening, of: mark) else {
        return (nil, [missing(in: bytes, from: start, file: file)])
      }
      let format: Format = mark == UInt8(ascii: "+") ? .toml : .yaml
      var position = min(opening.endIndex + 1, bytes.count)
      let content = position
      var number = 2
      while position < bytes.count {
        let line = line(of: bytes, from: position)
        let next = min(line.endIndex + 1, bytes.count)
        if isDelimiter(line, of: mark) {
          guard position - content <= maximumSize else { return (nil, [tooLarge(at: place)]) }
          let block = FrontMatterBlock(
            format: format, content: content..<position, body: next..<bytes.count,
            bodyFirstLine: number + 1)
          return (block, [])
        }
        position = next
        number += 1
      }
      let name = format == .toml ? "+++" : "---"
      return (
        nil,
        [
          .error(
            "unterminated-front-matter", "the front matter has no closing '\(name)'", at: place,
            notes: ["put '\(name)' on a line of its own where the text begins"])
        ]
      )
    }
  }

  private static func tooLarge(at place: SourceLocation) -> Diagnostic {
    .error(
      "front-matter-too-large", "front matter may hold at most \(maximumSize / 1024) KB", at: place)
  }

  private static func missing(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, file: String
  ) -> Diagnostic {
    let hint = "begin the file with three lines: '---', 'title: The page's title', '---'"
    // Blank lines above the block are a common slip.
    let text = bytes[start...].drop { " \t\r\n".utf8.contains($0) }
    let isLate =
      text.startIndex > start && (text.starts(with: "---".utf8) || text.starts(with: "+++".utf8))
    return .error(
      "missing-title", "a page needs a 'title' in front matter",
      at: bytes.count > start
        ? SourceLocation(file: file, line: 1, column: start + 1) : SourceLocation(file: file),
      notes: [isLate ? "the front matter must begin on the first line" : hint])
  }

  /// The bytes up to the next line feed.
  private static func line(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return bytes[start..<end]
  }

  /// Whether a line is three marks with nothing but blanks after them.
  private static func isDelimiter(
    _ line: Slice<UnsafeBufferPointer<UInt8>>, of mark: UInt8
  ) -> Bool {
    line.count >= 3 && line.prefix(3).allSatisfy { $0 == mark }
      && line.dropFirst(3).allSatisfy { " \t\r".utf8.contains($0) }
  }
}
