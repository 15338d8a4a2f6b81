import HubDiagnostics

extension SourceText {
  /// A TOML key of more parts than tables may be nested.
  ///
  /// toml++ bounds the nesting of values, but `a.a.a.…` makes a table for each part, and freeing
  /// thousands of tables inside each other uses up the stack.
  mutating func dottedKeyProblem() -> Diagnostic? {
    var dots = 0
    var position = 0
    while position < count {
      switch self[position] {
      case UInt8(ascii: "."):
        dots += 1
        if dots >= DataLimits.depth {
          return .error(
            "too-deep", "a key may have at most \(DataLimits.depth) parts",
            at: location(span(atByte: position)))
        }
      case UInt8(ascii: "="), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","),
        UInt8(ascii: "\n"):
        dots = 0
      case UInt8(ascii: "#"):
        position = endOfLine(from: position) - 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        position = endOfString(from: position) - 1
      default: break
      }
      position += 1
    }
    return nil
  }

  private func endOfLine(from start: Int) -> Int {
    var end = start
    while end < count, self[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  /// The byte after a string's closing quotes, after its line if it has none.
  private func endOfString(from start: Int) -> Int {
    let quote = self[start]
    let isLong = isRun(of: quote, at: start)
    var end = start + (isLong ? 3 : 1)
    while end < count {
      let byte = self[end]
      if byte == quote, !isLong { return end + 1 }
      if byte == quote, isRun(of: quote, at: end) { return end + 3 }
      if byte == UInt8(ascii: "\n"), !isLong { return end }
      end += byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
    }
    return count
  }

  private func isRun(of quote: UInt8, at position: Int) -> Bool {
    position + 2 < count && self[position + 1] == quote
      && self[position + 2] == quote && self[position] == quote
  }
}
