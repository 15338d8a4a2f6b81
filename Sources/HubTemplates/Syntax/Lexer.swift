/// Cuts a template into text and the tokens of its tags.
///
/// A mistake is reported and reading goes on at the end of its tag or at the next tag.
struct Lexer {
  let source: SourceText
  let bytes: [UInt8]
  var position = 0
  var tokens: [Token] = []
  var errors: [SyntaxError] = []

  private enum Tag { case print, block, comment }

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  /// The tokens of the whole template; the last is `.end`.
  mutating func run() -> [Token] {
    tokens.reserveCapacity(bytes.count / 8)
    while position < bytes.count {
      let start = position
      let (tag, begin) = nextTag(from: start)
      var textEnd = begin
      let sign = begin + 2 < bytes.count ? bytes[begin + 2] : 0
      if tag != nil, sign == UInt8(ascii: "-") {
        textEnd = trimmedEnd(from: start, to: begin)
      }
      addText(start, textEnd)
      guard let tag else { break }
      let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
      position = begin + (isSigned ? 3 : 2)
      switch tag {
      case .comment: skipComment(begin)
      case .print: lexTag(begin, isPrint: true)
      case .block:
        if !lexRaw(begin) { lexTag(begin, isPrint: false) }
      }
    }
    tokens.append(Token(kind: .end, place: Place(start: bytes.count, end: bytes.count)))
    return tokens
  }

  private mutating func addText(_ start: Int, _ end: Int) {
    if start < end { tokens.append(Token(kind: .text, place: Place(start: start, end: end))) }
  }

  func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func isAt(_ text: StaticString, _ offset: Int) -> Bool {
    guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for index in 0..<buffer.count where buffer[index] != bytes[offset + index] { return false }
      return true
    }
  }

  private func nextTag(from start: Int) -> (Tag?, Int) {
    var offset = start
    while offset + 1 < bytes.count {
      if bytes[offset] == UInt8(ascii: "{") {
        switch bytes[offset + 1] {
        case UInt8(ascii: "{"): return (.print, offset)
        case UInt8(ascii: "%"): return (.block, offset)
        case UInt8(ascii: "#"): return (.comment, offset)
        default: break
        }
      }
      offset += 1
    }
    return (nil, bytes.count)
  }

  private func trimmedEnd(from start: Int, to end: Int) -> Int {
    var end = end
    while end > start {
      let length = Whitespace.length(in: bytes, before: end)
      if length == 0 || end - length < start { break }
      end -= length
    }
    return end
  }

  func afterSpace(_ offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count {
      let length = Whitespace.length(in: bytes, at: offset)
      if length == 0 { break }
      offset += length
    }
    return offset
  }

  private mutating func skipComment(_ begin: Int) {
    var offset = position
    while offset < bytes.count {
      if isAt("-#}", offset) {
        position = afterSpace(offset + 3)
        return
      }
      if isAt("+#}", offset) || isAt("#}", offset) {
        position = offset + (bytes[offset] == UInt8(ascii: "+") ? 3 : 2)
        return
      }
      offset += 1
    }
    report("this comment is not closed", begin, begin + 2, note: "a comment ends with '#}'")
    position = bytes.count
  }

  /// Reads `{% raw %}…{% endraw %}`; false where the tag is another one.
  private mutating func lexRaw(_ begin: Int) -> Bool {
    var offset = afterSpace(position)
    guard isAt("raw", offset) else { return false }
    offset = afterSpace(offset + 3)
    if isAt("-%}", offset) {
      offset = afterSpace(offset + 3)
    } else if isAt("%}", offset) {
      offset += 2
    } else {
      return false
    }
    let start = offset
    while offset < bytes.count {
      if isAt("{%", offset), let (next, isTrimmed) = endOfRaw(offset) {
        addText(start, isTrimmed ? trimmedEnd(from: start, to: offset) : offset)
        position = next
        return true
      }
      offset += 1
    }
    report("'raw' is not closed", begin, position, note: "it ends with '{% endraw %}'")
    position = bytes.count
    return true
  }

  private func endOfRaw(_ begin: Int) -> (next: Int, isTrimmed: Bool)? {
    let sign = byte(begin + 2)
    let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    var offset = afterSpace(begin + (isSigned ? 3 : 2))
    guard isAt("endraw", offset) else { return nil }
    offset = afterSpace(offset + 6)
    let isTrimmed = sign == UInt8(ascii: "-")
    if isAt("-%}", offset) { return (afterSpace(offset + 3), isTrimmed) }
    if isAt("+%}", offset) { return (offset + 3, isTrimmed) }
    return isAt("%}", offset) ? (offset + 2, isTrimmed) : nil
  }

  mutating func report(_ message: String, _ start: Int, _ end: Int, note: String? = nil) {
    errors.append(
      SyntaxError(
        message: message, place: Place(start: start, end: end),
        notes: note.map { [$0] } ?? []))
  }
}
