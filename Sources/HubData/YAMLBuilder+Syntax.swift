import CYAML
import HubDiagnostics

extension YAMLBuilder {
  /// Why the parser stopped, in words for people who know no YAML grammar.
  mutating func syntaxProblem() -> Diagnostic {
    let fault = unsafe SyntaxFault(parser.pointee)
    let place = fault.place == .context ? fault.context : fault.problem
    var span = text.span(from: place, to: place + 1)
    if let end = text.endOfText, text.isAtEnd(character: place) { span = end }
    var (message, notes) = (fault.message, fault.notes)
    switch fault.kind {
    case .colon where text.isFirstColon(ofLineWithCharacter: place):
      if let above = text.lineAbove(character: place) {
        (message, span) = ("a key needs ': ' after it, with a space", above)
      } else {
        (message, notes) = (
          "a key can't be indented deeper than the key above it",
          ["check the indentation; a value over several lines needs quotes, '|' or '>'"]
        )
      }
    case .forbiddenStart:
      let character = text.character(at: place)
      if character == "\t" {
        message = "a tab can't indent YAML; use spaces"
      } else {
        message = "a value that starts with '\(character)' needs quotes"
      }
    case .flow(let open, let close):
      let start = text.span(from: fault.context, to: fault.context + 1)
      if span.line != start.line || text.isAtEnd(character: place) {
        message = "'\(open)' has no closing '\(close)'"
        span = start
      }
    default: break
    }
    return .error("yaml-syntax", message, at: text.location(span), notes: notes)
  }
}

/// libyaml's complaint, translated.
private struct SyntaxFault {
  enum Place { case problem, context }
  enum Kind: Equatable {
    case other, colon, forbiddenStart
    case flow(open: Character, close: Character)
  }

  /// Where the parser was, and where what it was reading began; both in characters.
  var problem: Int
  var context: Int
  var place = Place.problem
  var kind = Kind.other
  var message: String
  var notes: [String] = []

  init(_ parser: yaml_parser_t) {
    problem = unsafe parser.problem_mark.index
    context = unsafe parser.context_mark.index
    let complaint = unsafe parser.problem.map { unsafe String(cString: $0) } ?? ""
    let reading = unsafe parser.context.map { unsafe String(cString: $0) } ?? ""
    message = complaint.isEmpty ? "this is no YAML" : complaint
    switch complaint {
    case "mapping values are not allowed in this context":
      kind = .colon
      message = "a value with ': ' in it needs quotes"
    case "could not find expected ':'":
      place = .context
      message = "a key needs ': ' after it, with a space"
    case "did not find expected key":
      message = "a key is expected here"
      notes = ["check the indentation; a value with quotes in it needs quotes around all of it"]
    case "did not find expected '-' indicator":
      message = "a list item ('- ') is expected here"
      notes = ["check the indentation"]
    case "block sequence entries are not allowed in this context":
      message = "a list begins on a line of its own"
      notes = ["a value that starts with '- ' needs quotes"]
    case "did not find expected ',' or ']'":
      kind = .flow(open: "[", close: "]")
      message = "',' or ']' is expected here"
    case "did not find expected ',' or '}'":
      kind = .flow(open: "{", close: "}")
      message = "',' or '}' is expected here"
    case "found unexpected end of stream", "found unexpected document indicator":
      place = .context
      message = "the text has no closing quote"
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      message = "'\\' starts an escape that YAML does not know"
      notes = ["write '\\\\' for a backslash, or put the text in single quotes"]
    case "found character that cannot start any token":
      kind = .forbiddenStart
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      message = "a tab can't indent YAML; use spaces"
    case "did not find expected alphabetic or numeric character":
      place = .context
      message = "a value that starts with '\(reading.hasSuffix("alias") ? "*" : "&")' needs quotes"
    case "did not find expected comment or line break":
      message = "nothing may follow '|' or '>' on its line"
    case "mapping keys are not allowed in this context":
      message = "a value that starts with '? ' needs quotes"
    case "found unexpected ':'":
      message = "a value with ':' in it needs quotes inside [ ] and { }"
    case "did not find expected node content":
      message = "a value is expected here"
    case "did not find expected <document start>":
      message = "keys with values are expected here"
    case "found incompatible YAML document":
      message = "only YAML 1.1 and 1.2 can be read"
    default: translate(reading: reading)
    }
  }

  private mutating func translate(reading: String) {
    if reading.hasSuffix("tag") || reading == "while parsing a node" {
      place = .context
      message = "a value that starts with '!' needs quotes"
    } else if reading.hasSuffix("directive") {
      place = .context
      message = "a line that starts with '%' is no key"
    }
  }
}

extension SourceText {
  /// The last character that is no space, for problems found only at the end.
  fileprivate var endOfText: SourceSpan? {
    mutating get {
      let last = unsafe bytes.lastIndex { !" \t\r\n".utf8.contains($0) }
      return last.map { span(atByte: $0) }
    }
  }

  fileprivate func isAtEnd(character: Int) -> Bool {
    byteOffset(from: 0, characters: character) >= count
  }

  fileprivate func character(at index: Int) -> Character {
    let start = byteOffset(from: 0, characters: index)
    let end = byteOffset(from: start, characters: 1)
    return unsafe String(decoding: bytes[start..<end], as: UTF8.self).first ?? " "
  }

  /// The line before the character's if it is indented as deep: then that one is no value.
  fileprivate mutating func lineAbove(character index: Int) -> SourceSpan? {
    let end = min(byteOffset(from: 0, characters: index), count)
    var start = end
    while start > 0, self[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    guard start > 0 else { return nil }
    var above = start - 1
    while above > 0, self[above - 1] != UInt8(ascii: "\n") { above -= 1 }
    let indent = indentation(from: above)
    guard indentation(from: start) <= indent else { return nil }
    return span(atByte: above + indent, length: start - above - indent)
  }

  private func indentation(from start: Int) -> Int {
    var end = start
    while end < count, self[end] == UInt8(ascii: " ") { end += 1 }
    return end - start
  }

  /// Whether no other `: ` stands before the character on its line.
  fileprivate func isFirstColon(ofLineWithCharacter index: Int) -> Bool {
    let end = min(byteOffset(from: 0, characters: index), count)
    let before = unsafe bytes[..<end]
    let line = unsafe before[((before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)...]
    return unsafe !String(decoding: line, as: UTF8.self).utf8.contains(UInt8(ascii: ":"))
  }
}
