import HubDiagnostics
import HubModel

/// Reads one tag: `{{< name key="value" n=3 >}}`, `{{< /name >}}` or `{{</* name */>}}`.
struct ShortcodeSyntax {
  private struct Problem: Error {
    var id: String
    var message: String
    var range: Range<Int>
    var notes: [String] = []
  }

  private let source: Source
  private let start: Int
  private let limit: Int
  private var index: Int
  /// Bytes of one tag.
  private static let longest = 20_000

  private init(_ source: Source, at start: Int) {
    self.source = source
    self.start = start
    limit = Self.limit(source.bytes, from: start)
    index = start + 3
  }

  /// Reads the tag whose first brace stands at an offset.
  static func read(_ source: Source, at start: Int) -> ShortcodeTag {
    var syntax = ShortcodeSyntax(source, at: start)
    if let escaped = syntax.escaped() { return escaped }
    var tag = ShortcodeTag(
      kind: .opening, range: start..<start + 3, nameSpan: source.span(at: start, length: 3))
    do throws(Problem) {
      try syntax.read(&tag)
    } catch {
      tag.problem = .error(
        error.id, error.message,
        at: source.location(at: error.range.lowerBound, length: error.range.count),
        notes: error.notes)
      syntax.recover(&tag)
    }
    return tag
  }

  private var bytes: Bytes { source.bytes }

  private func hasPrefix(_ text: StaticString) -> Bool { bytes.hasPrefix(text, at: index) }

  private func escaped() -> ShortcodeTag? {
    guard hasPrefix("/*"),
      let end = bytes.firstIndex(of: Bytes("*/>}}"), from: index + 2, before: limit)
    else { return nil }
    return ShortcodeTag(
      kind: .escaped, range: start..<end + 5, nameSpan: source.span(at: start, length: 3))
  }

  /// Where an empty line ends what may belong to a tag that begins at an offset.
  private static func limit(_ bytes: Bytes, from start: Int) -> Int {
    let end = min(bytes.count, start + longest)
    var line = start
    while let feed = bytes.firstIndex(of: 0x0A, from: line), feed < end {
      line = feed + 1
      var next = line
      while next < end, bytes[next].isWhitespace, bytes[next] != 0x0A { next += 1 }
      if next == end || bytes[next] == 0x0A { return feed }
    }
    return end
  }

  private mutating func read(_ tag: inout ShortcodeTag) throws(Problem) {
    skipBlanks()
    if index < bytes.count, bytes[index] == UInt8(ascii: "/"), !hasPrefix("/>}}") {
      tag.kind = .closing
      index += 1
      skipBlanks()
    }
    let nameStart = index
    skipName(allowsHyphen: true)
    tag.name = bytes[nameStart..<index].string
    tag.nameSpan = source.span(at: nameStart, length: index - nameStart)
    guard index > nameStart else {
      throw Problem(
        id: "shortcode-name", message: "a shortcode begins with its name", range: here,
        notes: ["write {{< name >}}, or {{</* name */>}} to show it as it is"])
    }
    while true {
      let before = index
      skipBlanks()
      if hasPrefix(">}}") {
        index += 3
        break
      }
      if hasPrefix("/>}}"), tag.kind == .opening {
        tag.kind = .selfClosing
        index += 4
        break
      }
      guard index < limit, !hasPrefix("{{<") else { throw unfinished(tag.name) }
      guard tag.kind != .closing else {
        throw Problem(
          id: "shortcode-syntax", message: "a closing tag takes no arguments", range: here)
      }
      if tag.kind == .opening, bytes[index] == UInt8(ascii: "/") {
        throw Problem(
          id: "shortcode-syntax", message: "a tag that encloses nothing ends with '/>}}'",
          range: here, notes: ["write {{< \(tag.name) />}}, with no blank after the slash"])
      }
      guard index > before else {
        throw Problem(
          id: "shortcode-syntax", message: "a blank stands before each argument", range: here)
      }
      let argument = try argument()
      if let first = tag.arguments.first(where: { $0.name == argument.name }) {
        tag.problem =
          tag.problem
          ?? .error(
            "duplicate-argument", "argument '\(argument.name)' is given twice",
            at: SourceLocation(file: source.file, span: argument.nameSpan),
            notes: ["the first one stands in line \(first.nameSpan.line)"])
      } else {
        tag.arguments.append(argument)
      }
    }
    tag.range = start..<index
  }

  private var here: Range<Int> { index..<min(index + 1, max(index, bytes.count)) }

  private func unfinished(_ name: String) -> Problem {
    Problem(
      id: "shortcode-syntax", message: "the tag of '\(name)' does not end",
      range: start..<start + 3,
      notes: ["it ends with >}}, without an empty line in it"])
  }

  /// Ends a tag that can't be read at the first `>}}` that may be its own.
  private func recover(_ tag: inout ShortcodeTag) {
    let end = limit
    let other = bytes.firstIndex(of: Bytes("{{<"), from: start + 3, before: end) ?? end
    if let close = bytes.firstIndex(of: Bytes(">}}"), from: start + 3, before: other) {
      tag.range = start..<max(close + 3, start + 3)
    }
    // A mark needs room for its number.
    if tag.range.count < 7 {
      tag.range = start..<start + 3
      tag.kind = .unfinished
    }
  }

  /// White space; at the start of a line within a quote its marks too.
  private mutating func skipBlanks() {
    var isLineStart = false
    while index < limit {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0D {
        isLineStart = true
      } else if byte == UInt8(ascii: ">") {
        guard isLineStart, !hasPrefix(">}}") else { return }
      } else if !byte.isWhitespace {
        return
      }
      index += 1
    }
  }

  private mutating func skipName(allowsHyphen: Bool) {
    while index < bytes.count,
      bytes[index].isASCIILetter || bytes[index].isASCIIDigit || bytes[index] == UInt8(ascii: "_")
        || (allowsHyphen && bytes[index] == UInt8(ascii: "-"))
    {
      index += 1
    }
  }

  // MARK: Arguments

  private mutating func argument() throws(Problem) -> Shortcode.Argument {
    let nameStart = index
    skipName(allowsHyphen: true)
    let nameEnd = index
    let name = bytes[nameStart..<nameEnd].string
    skipBlanks()
    guard nameEnd > nameStart, index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      index = nameStart
      let value = bytes[index] == 0x22 || bytes[index] == 0x27 ? try quoted() : bare()
      throw Problem(
        id: "unnamed-argument", message: "an argument needs its name",
        range: nameStart..<max(nameStart + 1, index),
        notes: ["write name=\"\(value.text)\""])
    }
    index += 1
    skipBlanks()
    guard index < limit else { throw unfinished(name) }
    let isQuoted = bytes[index] == 0x22 || bytes[index] == 0x27
    let found = isQuoted ? try quoted() : bare()
    let value: Shortcode.Value
    if isQuoted {
      value = .string(found.text)
    } else if let plain = Self.plain(found.text) {
      value = plain
    } else {
      let range = found.range.isEmpty ? nameStart..<nameEnd : found.range
      throw Problem(
        id: "shortcode-syntax",
        message: found.range.isEmpty
          ? "argument '\(name)' needs a value" : "a text stands in quotes",
        range: range,
        notes: [
          found.range.isEmpty
            ? "write \(name)=\"…\""
            : "write \(name)=\"\(found.text)\" where it takes a text, else a number, true or false"
        ])
    }
    return Shortcode.Argument(
      name: name, nameSpan: source.span(at: nameStart, length: nameEnd - nameStart), value: value,
      valueSpan: source.span(at: found.range.lowerBound, length: max(1, found.range.count)))
  }

  /// A number, `true` or `false`.
  private static func plain(_ text: String) -> Shortcode.Value? {
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: break
    }
    guard text.utf8.allSatisfy({ $0.isASCIIDigit || $0 == 0x2D || $0 == 0x2E }) else { return nil }
    if let number = Int(text) { return .int(number) }
    guard let first = text.utf8.first, let last = text.utf8.last, first != 0x2E, last != 0x2E else {
      return nil
    }
    return Double(text).map { .double($0) }
  }

  /// Up to a blank or the tag's end.
  private mutating func bare() -> (text: String, range: Range<Int>) {
    let first = index
    while index < bytes.count, !bytes[index].isWhitespace, !hasPrefix(">}}"), !hasPrefix("/>}}") {
      index += 1
    }
    return (bytes[first..<index].string, first..<index)
  }

  /// A text between quotes, in which `\` stands before a quote or another `\`.
  private mutating func quoted() throws(Problem) -> (text: String, range: Range<Int>) {
    let quote = bytes[index]
    let open = index
    let end = limit
    var text: [UInt8] = []
    index += 1
    while index < end {
      let byte = bytes[index]
      if byte == quote {
        index += 1
        return (String(decoding: text, as: UTF8.self), open + 1..<index - 1)
      }
      if byte == UInt8(ascii: "\\"), index + 1 < end,
        bytes[index + 1] == quote || bytes[index + 1] == UInt8(ascii: "\\")
      {
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    throw Problem(
      id: "shortcode-syntax", message: "this quote is not closed", range: open..<open + 1,
      notes: ["a quote within a text is written \\\(Character(Unicode.Scalar(quote)))"])
  }
}
