/// Operations on texts as Python defines them, used by filters and by methods.
enum TextMethods {
  enum Side { case left, right, both }

  static func upper(_ text: String) -> String {
    ascii(text) { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 } ?? text.uppercased()
  }

  static func lower(_ text: String) -> String {
    ascii(text) { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 } ?? text.lowercased()
  }

  static func capitalized(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    let rest = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst()))
    return first.properties.titlecaseMapping + lower(rest)
  }

  static func titled(_ text: String) -> String {
    var result = ""
    var word = String.UnicodeScalarView()
    func finish(_ word: String.UnicodeScalarView) -> String {
      guard let first = word.first else { return "" }
      return first.properties.uppercaseMapping
        + lower(String(String.UnicodeScalarView(word.dropFirst())))
    }
    for scalar in text.unicodeScalars {
      if "-({[<".unicodeScalars.contains(scalar) || isSpace(scalar) {
        result += finish(word)
        word = String.UnicodeScalarView()
        result.unicodeScalars.append(scalar)
      } else {
        word.append(scalar)
      }
    }
    return result + finish(word)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return Whitespace.isASCII(UInt8(scalar.value)) }
    let bytes = Array(String(Character(scalar)).utf8)
    return Whitespace.length(in: bytes, at: 0) == bytes.count
  }

  static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "_" { return true }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  private static func ascii(_ text: String, _ map: (UInt8) -> UInt8) -> String? {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    return String(decoding: text.utf8.map(map), as: UTF8.self)
  }

  static func strip(
    _ value: TemplateValue, _ characters: TemplateValue, _ side: Side
  ) throws(TemplateError) -> TemplateValue {
    let text = try value.requireText()
    let set: Set<Unicode.Scalar>? =
      characters.isNull ? nil : Set(try characters.requireText().unicodeScalars)
    func isStripped(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? isSpace(scalar) }
    var scalars = text.unicodeScalars[...]
    if side != .right { scalars = scalars.drop(while: isStripped) }
    if side != .left {
      while let last = scalars.last, isStripped(last) { scalars.removeLast() }
    }
    return .text(String(String.UnicodeScalarView(scalars)), asHTML: value.isHTML)
  }

  static func replace(
    _ value: TemplateValue, _ old: TemplateValue, _ new: TemplateValue, _ count: Int,
    _ limits: TemplateLimits
  ) throws(TemplateError) -> TemplateValue {
    let text = Array(try value.requireText().utf8)
    let part = Array(try old.requireText().utf8)
    let replacement = value.isHTML ? try HTMLEscape.html(new) : Array(try new.requireText().utf8)
    var result: [UInt8] = []
    var position = 0
    var done = 0
    while done < count {
      // An empty part stands before every character and at the end, as in Python.
      let found =
        part.isEmpty
        ? (position <= text.count ? position : nil) : text.offset(of: part, from: position)
      guard let found else { break }
      result += text[position..<found]
      result += replacement
      try TemplateValue.checkSize(result.count, limits.outputSize)
      done += 1
      position = found + part.count
      if part.isEmpty {
        guard position < text.count else { break }
        var end = position + 1
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        result += text[position..<end]
        position = end
        if position == text.count, done < count {
          result += replacement
          break
        }
      }
    }
    if position < text.count { result += text[position...] }
    return .text(String(decoding: result, as: UTF8.self), asHTML: value.isHTML)
  }

  static func split(
    _ value: TemplateValue, _ separator: TemplateValue, _ count: Int
  ) throws(TemplateError) -> TemplateValue {
    let text = try value.requireText()
    var parts: [String] = []
    if separator.isNull {
      var rest = text.unicodeScalars.drop(while: isSpace)
      while !rest.isEmpty {
        guard count < 0 || parts.count < count else {
          parts.append(String(String.UnicodeScalarView(rest)))
          break
        }
        let word = rest.prefix { !isSpace($0) }
        parts.append(String(String.UnicodeScalarView(word)))
        rest = rest.dropFirst(word.count).drop(while: isSpace)
      }
    } else {
      let bytes = Array(text.utf8)
      let part = Array(try separator.requireText().utf8)
      guard !part.isEmpty else {
        throw TemplateError("'split' needs a separator that is not empty")
      }
      var position = 0
      while count < 0 || parts.count < count, let found = bytes.offset(of: part, from: position) {
        parts.append(String(decoding: bytes[position..<found], as: UTF8.self))
        position = found + part.count
      }
      parts.append(String(decoding: bytes[position...], as: UTF8.self))
    }
    return .list(parts.map { .text($0, asHTML: value.isHTML) })
  }

  /// The lines of a text, as Python's `splitlines`.
  static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      let isEnd = "\n\r\u{B}\u{C}\u{1C}\u{1D}\u{1E}\u{85}\u{2028}\u{2029}".unicodeScalars
        .contains(scalar)
      if isEnd {
        if !(scalar == "\n" && previous == "\r") {
          lines.append(String(line))
          line = String.UnicodeScalarView()
        }
      } else {
        line.append(scalar)
      }
      previous = scalar
    }
    if !line.isEmpty { lines.append(String(line)) }
    return lines
  }
}
