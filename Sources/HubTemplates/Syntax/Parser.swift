import HubDiagnostics

/// Reads a template into statements; a mistake in a tag is reported and the next tag is read.
struct Parser {
  let text: SourceText
  let limits: TemplateLimits
  var tokens: [Token] = []
  var index = 0
  var errors: [SyntaxError] = []
  var blocks: [String: Statement.Block] = [:]
  var blockDepth = 0
  var extends: (parent: Expression, place: Place)?
  /// The tags whose bodies are being read, innermost last.
  var open: [(name: String, place: Place, closers: [String])] = []
  var isTooDeep = false
  /// Closing tags that belong to misspelt opening ones, which were reported.
  var orphans: [String] = []
  var expressionDepth = 0

  private init(text: SourceText, limits: TemplateLimits) {
    self.text = text
    self.limits = limits
  }

  /// Reads a template; nil where it is too big or no text at all.
  static func parse(
    _ source: TemplateSource, limits: TemplateLimits
  ) -> (ParsedTemplate?, [Diagnostic]) {
    let location = SourceLocation(file: source.file)
    guard source.text.count <= limits.templateSize else {
      let message = "a template has at most \(limits.templateSize) bytes"
      return (nil, [.error("template-too-big", message, at: location)])
    }
    let text = SourceText(source)
    if let offset = text.firstInvalidByte {
      let place = text.location(Place(start: offset, end: offset + 1))
      return (nil, [.error("invalid-utf8", "a template is UTF-8 text", at: place)])
    }
    var lexer = Lexer(text)
    var parser = Parser(text: text, limits: limits)
    parser.tokens = lexer.run()
    parser.errors = lexer.errors
    let body = parser.statements(until: [])
    let diagnostics = parser.errors.compactMap { error in
      error.message.map {
        Diagnostic.error(error.id, $0, at: text.location(error.place), notes: error.notes)
      }
    }
    let template = ParsedTemplate(
      name: source.name, isOriginal: source.use == .original, text: text, body: body,
      blocks: parser.blocks, extends: parser.extends)
    return (template, diagnostics)
  }

  var current: Token { tokens[index] }

  var next: Token { tokens[min(index + 1, tokens.count - 1)] }

  mutating func advance() {
    if index + 1 < tokens.count { index += 1 }
  }

  func string(_ token: Token) -> String { text.string(token.place) }

  func isAt(word: StaticString) -> Bool {
    current.kind == .name && isWord(word, current)
  }

  func isWord(_ word: StaticString, _ token: Token) -> Bool {
    guard token.place.end - token.place.start == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { buffer in
      for offset in 0..<buffer.count where buffer[offset] != text.bytes[token.place.start + offset]
      { return false }
      return true
    }
  }

  mutating func skip(word: StaticString) -> Bool {
    guard isAt(word: word) else { return false }
    advance()
    return true
  }

  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  @discardableResult
  mutating func expect(_ kind: Token.Kind, _ what: String) throws(SyntaxError) -> Token {
    let token = current
    guard token.kind == kind else { throw unexpected(what) }
    advance()
    return token
  }

  mutating func expect(word: StaticString) throws(SyntaxError) {
    guard skip(word: word) else { throw unexpected("'\(word)'") }
  }

  mutating func expectName(_ what: String) throws(SyntaxError) -> Statement.Name {
    let token = try expect(.name, what)
    return Statement.Name(text: string(token), place: token.place)
  }

  /// The mistake of finding something else than what must stand here.
  func unexpected(_ what: String) -> SyntaxError {
    if current.kind == .invalid { return SyntaxError(message: nil, place: current.place) }
    let found =
      switch current.kind {
      case .printEnd, .tagEnd: "the end of the tag"
      case .end, .text: "the end of the template"
      default: "'\(string(current))'"
      }
    if index > 0, tokens[index - 1].kind == .string, text.holdsTagEnd(tokens[index - 1].place) {
      return text.unclosedString(tokens[index - 1].place)
    }
    return SyntaxError(
      message: "expected \(what), found \(found)", place: current.place, notes: notesElsewhere)
  }

  /// What to write in place of what stands here in other languages: an operator, or a filter's
  /// arguments after a colon.
  private var notesElsewhere: [String] {
    guard index > 0 else { return [] }
    let before = tokens[index - 1]
    switch (before.kind, current.kind) {
    case (.name, .colon) where index > 1 && tokens[index - 2].kind == .pipe:
      let argument = [.string, .integer, .float, .name].contains(next.kind) ? string(next) : "…"
      return ["arguments stand in brackets: '\(string(before))(\(argument))'"]
    case (.pipe, .pipe): return ["write 'or'"]
    case (.equal, .assign), (.notEqual, .assign): return ["write '\(string(before))'"]
    case (_, .name) where isAt(word: "contains"):
      return ["write '\(string(next)) in \(string(before))'"]
    default: return []
    }
  }

  mutating func report(
    _ message: String, at place: Place, id: String = "template-syntax", notes: [String] = []
  ) {
    errors.append(SyntaxError(id: id, message: message, place: place, notes: notes))
  }

  /// Goes on after the end of the tag being read.
  mutating func recover() {
    while true {
      switch current.kind {
      case .tagEnd, .printEnd:
        advance()
        return
      case .tagBegin, .printBegin, .text, .end: return
      default: advance()
      }
    }
  }

  /// Reads the rest of a tag up to its end; after a mistake the fallback stands for it.
  mutating func header<Value>(
    _ fallback: Value, _ read: (inout Parser) throws(SyntaxError) -> Value
  ) -> Value {
    do {
      let value = try read(&self)
      _ = skip(.colon)
      try expect(.tagEnd, "the end of the tag")
      return value
    } catch {
      errors.append(error)
      recover()
      return fallback
    }
  }
}
