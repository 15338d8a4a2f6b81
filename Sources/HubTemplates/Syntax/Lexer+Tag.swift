extension Lexer {
  /// Reads the tokens of a `{{ … }}` or `{% … %}` whose begin is at an offset.
  mutating func lexTag(_ begin: Int, isPrint: Bool) {
    tokens.append(
      Token(
        kind: isPrint ? .printBegin : .tagBegin, place: Place(start: begin, end: begin + 2)))
    var open: [UInt8] = []
    while true {
      position = afterSpace(position)
      guard position < bytes.count else {
        reportUnclosed(begin, isPrint: isPrint)
        return
      }
      if open.isEmpty, endTag(isPrint: isPrint) { return }
      if isAt("{%", position) || isAt("{{", position) || isAt("{#", position) {
        reportUnclosed(begin, isPrint: isPrint)
        return
      }
      let start = position
      guard let kind = lexToken() else {
        tokens.append(Token(kind: .invalid, place: Place(start: start, end: start + 1)))
        skipTag(isPrint: isPrint)
        return
      }
      let place = Place(start: start, end: position)
      switch kind {
      case .leftParen: open.append(UInt8(ascii: ")"))
      case .leftBracket: open.append(UInt8(ascii: "]"))
      case .leftBrace: open.append(UInt8(ascii: "}"))
      case .rightParen, .rightBracket, .rightBrace:
        guard open.last == bytes[start] else {
          let sign = source.string(place)
          let expected = open.last.map { "', expected '" + String(Unicode.Scalar($0)) } ?? ""
          let hint = isPrint && open.isEmpty && sign == "}" ? "the tag ends with '}}'" : nil
          report("unexpected '\(sign)\(expected)'", start, position, note: hint)
          tokens.append(Token(kind: .invalid, place: place))
          skipTag(isPrint: isPrint)
          return
        }
        open.removeLast()
      default: break
      }
      tokens.append(Token(kind: kind, place: place))
    }
  }

  private mutating func endTag(isPrint: Bool) -> Bool {
    let start = position
    let trims = bytes[start] == UInt8(ascii: "-")
    let keeps = bytes[start] == UInt8(ascii: "+") && !isPrint
    let sign = start + (trims || keeps ? 1 : 0)
    guard isPrint ? isAt("}}", sign) : isAt("%}", sign) else { return false }
    position = sign + 2
    tokens.append(
      Token(kind: isPrint ? .printEnd : .tagEnd, place: Place(start: start, end: position)))
    if trims { position = afterSpace(position) }
    return true
  }

  private mutating func reportUnclosed(_ begin: Int, isPrint: Bool) {
    if let openString {
      reportUnclosed(string: openString)
    } else {
      report(
        "this tag is not closed", begin, begin + 2,
        note: "it ends with '\(isPrint ? "}}" : "%}")'")
    }
    let place = Place(start: begin, end: begin + 2)
    tokens.append(Token(kind: .invalid, place: place))
    tokens.append(Token(kind: isPrint ? .printEnd : .tagEnd, place: place))
  }

  /// The first string of the tag being read that has swallowed the end of the tag.
  private var openString: Place? {
    let tag = tokens.lastIndex { $0.kind == .printBegin || $0.kind == .tagBegin } ?? 0
    return tokens[tag...].first { $0.kind == .string && source.holdsTagEnd($0.place) }?.place
  }

  private mutating func reportUnclosed(string place: Place) {
    let error = source.unclosedString(place)
    if !errors.contains(where: { $0.place == error.place }) { errors.append(error) }
  }

  /// Goes on after the end of the tag that holds a mistake, or at the next tag.
  private mutating func skipTag(isPrint: Bool) {
    while position < bytes.count {
      if isAt("{%", position) || isAt("{{", position) { break }
      if endTag(isPrint: isPrint) { return }
      position += 1
    }
    let place = Place(start: position, end: position)
    tokens.append(Token(kind: isPrint ? .printEnd : .tagEnd, place: place))
  }

  private mutating func lexToken() -> Token.Kind? {
    let first = bytes[position]
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return lexNumber()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return lexString(first)
    default:
      if first == UInt8(ascii: "_") || first >= 0x80 || isLetter(first) { return lexName() }
      return lexOperator()
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private mutating func lexName() -> Token.Kind? {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == UInt8(ascii: "_") || isLetter(byte) || isDigit(byte) || byte >= 0x80,
        byte < 0x80 || Whitespace.length(in: bytes, at: position) == 0
      else { break }
      position += 1
    }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    let isValid = name.unicodeScalars.enumerated().allSatisfy { index, scalar in
      scalar == "_" || scalar.properties.isXIDStart
        || (index > 0 && scalar.properties.isXIDContinue)
    }
    if isValid { return .name }
    report("a name has letters, digits and '_' only", start, position)
    return nil
  }

  private mutating func lexString(_ quote: UInt8) -> Token.Kind? {
    let start = position
    var offset = start + 1
    while offset < bytes.count, bytes[offset] != quote {
      offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard offset < bytes.count else {
      // A string that holds the end of a tag has lost its own quote: this one is not to blame.
      reportUnclosed(string: openString ?? Place(start: start, end: bytes.count))
      position = start + 1
      return nil
    }
    position = offset + 1
    return .string
  }

  private mutating func lexOperator() -> Token.Kind? {
    let first = bytes[position]
    let pairs: [(StaticString, Token.Kind)] = [
      ("//", .doubleSlash), ("**", .doubleStar), ("==", .equal), ("!=", .notEqual),
      (">=", .greaterEqual), ("<=", .lessEqual),
    ]
    for (text, kind) in pairs where isAt(text, position) {
      position += 2
      return kind
    }
    position += 1
    switch first {
    case UInt8(ascii: "+"): return .plus
    case UInt8(ascii: "-"): return .minus
    case UInt8(ascii: "/"): return .slash
    case UInt8(ascii: "*"): return .star
    case UInt8(ascii: "%"): return .percent
    case UInt8(ascii: "~"): return .tilde
    case UInt8(ascii: "["): return .leftBracket
    case UInt8(ascii: "]"): return .rightBracket
    case UInt8(ascii: "("): return .leftParen
    case UInt8(ascii: ")"): return .rightParen
    case UInt8(ascii: "{"): return .leftBrace
    case UInt8(ascii: "}"): return .rightBrace
    case UInt8(ascii: ">"): return .greater
    case UInt8(ascii: "<"): return .less
    case UInt8(ascii: "="): return .assign
    case UInt8(ascii: "."): return .dot
    case UInt8(ascii: ":"): return .colon
    case UInt8(ascii: "|"): return .pipe
    case UInt8(ascii: ","): return .comma
    case UInt8(ascii: ";"): return .semicolon
    default:
      position -= 1
      let hint: String? =
        switch first {
        case UInt8(ascii: "&"): "write 'and'"
        case UInt8(ascii: "!"): "write 'not'"
        case UInt8(ascii: "?"): "write 'a if condition else b'"
        default: nil
        }
      report(
        "unexpected '\(String(Unicode.Scalar(first)))'", position, position + 1, note: hint)
      return nil
    }
  }

  private mutating func lexNumber() -> Token.Kind? {
    let start = position
    let isAfterDot = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
    if bytes[start] == UInt8(ascii: "0"), let digits = radixDigits(byte(start + 1)) {
      var end = start + 2
      while digits(byte(end)) || (byte(end) == UInt8(ascii: "_") && digits(byte(end + 1))) {
        end += 1
      }
      if end > start + 2 {
        position = end
        return .integer
      }
    }
    position = digitsEnd(start)
    if isAfterDot { return .integer }
    var kind = Token.Kind.integer
    if byte(position) == UInt8(ascii: "."), isDigit(byte(position + 1)) {
      position = digitsEnd(position + 1)
      kind = .float
    }
    if byte(position) | 0x20 == UInt8(ascii: "e") {
      let isSigned =
        byte(position + 1) == UInt8(ascii: "+") || byte(position + 1) == UInt8(ascii: "-")
      let exponent = position + (isSigned ? 2 : 1)
      if isDigit(byte(exponent)) {
        position = digitsEnd(exponent)
        kind = .float
      }
    }
    return kind
  }

  private func radixDigits(_ letter: UInt8) -> ((UInt8) -> Bool)? {
    switch letter | 0x20 {
    case UInt8(ascii: "b"): { $0 == 0x30 || $0 == 0x31 }
    case UInt8(ascii: "o"): { (0x30...0x37).contains($0) }
    case UInt8(ascii: "x"):
      { byte in (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) }
    default: nil
    }
  }

  private func digitsEnd(_ start: Int) -> Int {
    var end = start
    while isDigit(byte(end)) || (byte(end) == UInt8(ascii: "_") && isDigit(byte(end + 1))) {
      end += 1
    }
    return end
  }
}
