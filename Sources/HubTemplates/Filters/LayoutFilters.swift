extension Builtins {
  static let layoutFilters: [FilterDefinition] = [
    FilterDefinition(
      "indent", "The text with its lines moved to the right; the first one only if told so.", .text,
      [
        .init("width", .dynamic, default: .int(4)), .init("first", .bool, default: .bool(false)),
        .init("blank", .bool, default: .bool(false)),
      ], result: .sameText
    ) { call throws(TemplateError) in
      let indent: String
      switch call.arguments[0] {
      case .int(let width):
        try call.checkSize(max(0, width))
        indent = String(repeating: " ", count: max(0, width))
      default: indent = try call.text(0)
      }
      let lines = TextMethods.lines(try call.value.requireText() + "\n")
      try call.checkSize(indent.utf8.count, times: lines.count)
      var text = call.bool(1) ? indent : ""
      for (index, line) in lines.enumerated() {
        if index > 0 {
          text += "\n"
          if !line.isEmpty || call.bool(2) { text += indent }
        }
        text += line
      }
      return .text(text, asHTML: call.value.isHTML)
    },
    FilterDefinition(
      "center", "The text with spaces around it up to a width.", .text,
      [.init("width", .int, default: .int(80))], result: .sameText
    ) { call throws(TemplateError) in
      let text = try call.value.requireText()
      let width = try call.int(0)
      try call.checkSize(max(0, width))
      let missing = max(0, width - text.codePointCount)
      let left = missing / 2 + (missing & width & 1)
      let padded =
        String(repeating: " ", count: left) + text + String(repeating: " ", count: missing - left)
      return .text(padded, asHTML: call.value.isHTML)
    },
    FilterDefinition(
      "wordwrap", "The text in lines of at most a width.", .text,
      [
        .init("width", .int, default: .int(79)),
        .init("break_long_words", .bool, default: .bool(true)),
        .init("wrapstring", .string, default: .string("\n")),
        .init("break_on_hyphens", .bool, default: .bool(true)),
      ], result: .type(.string)
    ) { call throws(TemplateError) in
      let width = try call.int(0)
      guard width > 0 else { throw TemplateError("'wordwrap' needs a width above 0") }
      let end = try call.text(2)
      let text = try call.value.requireText()
      try call.checkSize(end.utf8.count + 4, times: text.utf8.count / width + 1)
      let lines = TextMethods.lines(text).map { line in
        WordWrap.lines(line, width, breaksWords: call.bool(1), breaksHyphens: call.bool(3))
          .joined(separator: end)
      }
      return .string(lines.joined(separator: end))
    },
  ]
}

/// Breaks a line as Python's `textwrap` does.
enum WordWrap {
  typealias Chunk = [Unicode.Scalar]

  static func lines(
    _ line: String, _ width: Int, breaksWords: Bool, breaksHyphens: Bool
  ) -> [String] {
    var chunks = Array(chunks(Array(line.unicodeScalars), breaksHyphens).reversed())
    var lines: [String] = []
    while !chunks.isEmpty {
      var current: [Chunk] = []
      var length = 0
      if isSpace(chunks[chunks.count - 1]), !lines.isEmpty { chunks.removeLast() }
      while let chunk = chunks.last, length + chunk.count <= width {
        current.append(chunk)
        length += chunk.count
        chunks.removeLast()
      }
      if let chunk = chunks.last, chunk.count > width {
        if breaksWords {
          var end = width - length
          let hyphen = breaksHyphens ? chunk.prefix(end).lastIndex(of: "-") : nil
          if let hyphen, chunk[..<hyphen].contains(where: { $0 != "-" }) { end = hyphen + 1 }
          current.append(Array(chunk.prefix(end)))
          chunks[chunks.count - 1] = Array(chunk.dropFirst(end))
        } else if current.isEmpty {
          current.append(chunk)
          chunks.removeLast()
        }
      }
      if let last = current.last, isSpace(last) { current.removeLast() }
      if !current.isEmpty {
        lines.append(String(String.UnicodeScalarView(current.joined())))
      }
    }
    return lines
  }

  private static func isSpace(_ chunk: Chunk) -> Bool {
    chunk.allSatisfy { " \t\n\r\u{B}\u{C}".unicodeScalars.contains($0) }
  }

  /// Words, the white space between them, and parts of words that end with a hyphen.
  private static func chunks(_ scalars: [Unicode.Scalar], _ breaksHyphens: Bool) -> [Chunk] {
    var chunks: [Chunk] = []
    var chunk: Chunk = []
    var dashesEnd = 0
    for (index, scalar) in scalars.enumerated() {
      if breaksHyphens, scalar == "-", chunk.last != "-", let end = endOfDashes(scalars, index) {
        dashesEnd = end
        chunks.append(chunk)
        chunk = []
      } else if let last = chunk.last,
        isSpace([last]) != isSpace([scalar]) || index == dashesEnd
      {
        chunks.append(chunk)
        chunk = []
      }
      chunk.append(scalar)
      if index < dashesEnd { continue }
      let isBreak =
        breaksHyphens && scalar == "-" && followsWord(chunk)
        && beginsWord(scalars[(index + 1)...])
      if isBreak {
        chunks.append(chunk)
        chunk = []
      }
    }
    if !chunk.isEmpty { chunks.append(chunk) }
    return chunks
  }

  /// Where two or more hyphens end that stand for a dash between two words; nil for any others.
  private static func endOfDashes(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    guard start > 0,
      isWord(scalars[start - 1]) || "!\"'&.,?".unicodeScalars.contains(scalars[start - 1])
    else { return nil }
    let end = scalars[start...].firstIndex { $0 != "-" } ?? scalars.count
    return end - start > 1 && end < scalars.count && isWord(scalars[end]) ? end : nil
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Whether what stands before the last hyphen is `ab` or `a-b`.
  private static func followsWord(_ chunk: Chunk) -> Bool {
    let before = chunk.dropLast().suffix(3).reversed()
    let letters = Array(before.map { isLetter($0) })
    guard letters.first == true, letters.count > 1 else { return false }
    return letters[1] || (letters.count > 2 && letters[2] && Array(before)[1] == "-")
  }

  /// Whether what stands after a hyphen is `ab` or `a-b`.
  private static func beginsWord(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let after = Array(rest.prefix(3))
    guard after.count > 1, isLetter(after[0]) else { return false }
    return isLetter(after[1]) || (after.count > 2 && after[1] == "-" && isLetter(after[2]))
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    TextMethods.isWordCharacter(scalar) && scalar.properties.numericType != .decimal
  }
}
