import HubDiagnostics

extension Parser {
  static let tags = [
    "if", "for", "set", "block", "extends", "include", "import", "from", "macro", "call", "with",
    "filter", "raw", "break", "continue",
  ]
  static let innerTags: Set<String> = [
    "elif", "else", "endif", "endfor", "endset", "endblock", "endmacro", "endcall", "endwith",
    "endfilter", "endraw",
  ]

  /// Jinja's tags that are left out, and what to write in their place.
  static let leftOut = [
    "do": "values never change, so there is nothing to do with one",
    "print": "write '{{ … }}'",
    "autoescape": "text is always escaped: mark HTML with '|safe'",
    "trans": "texts are in the theme's i18n/: write '{{ \"key\" | t }}'",
    "debug": "the checker says what a template may use",
  ]

  /// Tags of other template languages, and what to write in their place.
  private static let tagsElsewhere = [
    "elsif": "write 'elif'",
    "elseif": "write 'elif'",
    "unless": "write '{% if not … %}'",
    "case": "write '{% if … == … %}…{% elif … == … %}…{% endif %}'",
    "assign": "write '{% set … = … %}'",
    "capture": "write '{% set name %}…{% endset %}'",
    "comment": "write '{# … #}'",
    "render": "write '{% include … %}'",
    "partial": "write '{% include … %}'",
    "load": "nothing is loaded: all filters and tags are there",
    "url": "write '{{ page.url }}'",
    "static": "write '{{ \"file\" | asset }}'",
  ]

  /// Reads statements up to one of the closing tags, which stays unread, or to the end.
  mutating func statements(until closers: [String]) -> [Statement] {
    var body: [Statement] = []
    while true {
      let token = current
      switch token.kind {
      case .text:
        body.append(Statement(kind: .text, place: token.place))
        advance()
      case .printBegin:
        advance()
        if let output = output(token.place) { body.append(output) }
      case .tagBegin:
        guard next.kind == .name else {
          advance()
          errors.append(unexpected("the name of a tag"))
          recover()
          continue
        }
        let name = string(next)
        if closers.contains(name) { return body }
        if Parser.innerTags.contains(name) || orphans.contains(name) {
          if open.contains(where: { $0.closers.contains(name) }) { return body }
          if orphans.contains(name) {
            if name.hasPrefix("end") { orphans.removeAll() }
            recoverFromTag()
            continue
          }
          report("nothing is open that '\(name)' could belong to", at: next.place)
          recoverFromTag()
          continue
        }
        if let statement = tag(name) { body.append(statement) }
      case .end: return body
      default: advance()
      }
    }
  }

  private mutating func recoverFromTag() {
    advance()
    recover()
  }

  private mutating func output(_ begin: Place) -> Statement? {
    do {
      let value = try tuple()
      try expect(.printEnd, "an operator, a filter or '}}'")
      return Statement(kind: .output(value), place: value.place)
    } catch {
      errors.append(error)
      recover()
      return nil
    }
  }

  /// Reads a body and its closing tag.
  mutating func body(_ name: String, _ place: Place, _ closers: [String]) -> [Statement] {
    guard open.count < limits.nesting else {
      if !isTooDeep {
        isTooDeep = true
        report(
          "tags nest at most \(limits.nesting) deep", at: place, id: "template-too-deep")
      }
      index = tokens.count - 1
      return []
    }
    open.append((name, place, closers))
    defer { open.removeLast() }
    let statements = statements(until: closers)
    guard current.kind == .tagBegin, closers.contains(string(next)) else {
      if !isTooDeep {
        report(
          "'\(name)' is not closed", at: place,
          notes: ["it ends with '{% \(closers.last ?? "") %}'"])
      }
      return statements
    }
    return statements
  }

  /// Reads the closing tag that `body` stopped at, if it is there.
  mutating func close(_ name: String) {
    guard current.kind == .tagBegin, string(next) == name else { return }
    advance()
    advance()
    header(()) { _ throws(SyntaxError) in }
  }

  private mutating func tag(_ name: String) -> Statement? {
    let begin = current.place
    advance()
    let word = current.place
    advance()
    let kind: Statement.Kind?
    switch name {
    case "if": kind = condition(word)
    case "for": kind = loop(word)
    case "set": kind = set(word)
    case "block": kind = block(word)
    case "extends":
      let parent = header(Expression.invalid(word)) { (p) throws(SyntaxError) in
        try p.expression()
      }
      guard open.isEmpty, extends == nil else {
        let rule = extends == nil ? "stands outside of all other tags" : "stands once in a template"
        report("'extends' \(rule)", at: word)
        return nil
      }
      extends = (parent, parent.place)
      kind = .extends(parent)
    case "include": kind = include(word)
    case "import": kind = importing(word)
    case "from": kind = importingNames(word)
    case "macro": kind = macro(word)
    case "call": kind = call(word)
    case "with": kind = with(word)
    case "filter":
      let uses = header([]) { (p) throws(SyntaxError) in try p.filterChain(startsInline: true) }
      let inner = body("filter", word, ["endfilter"])
      close("endfilter")
      kind = .filter(uses, body: inner)
    case "break", "continue": kind = loopExit(name, word)
    default:
      report(
        "unknown tag '\(name)'", at: word, id: "unknown-tag",
        notes: (Parser.leftOut[name] ?? Parser.tagsElsewhere[name]).map { [$0] }
          ?? didYouMean(name, in: Parser.tags))
      if Parser.leftOut[name] != nil || Parser.tagsElsewhere[name] != nil {
        orphans.append("end\(name)")
      } else if let meant = closestMatch(to: name, in: Parser.tags) {
        orphans += ["end\(meant)", "else", "elif"]
      }
      recover()
      return nil
    }
    return kind.map { Statement(kind: $0, place: Place(start: begin.start, end: word.end)) }
  }

  private mutating func loopExit(_ name: String, _ word: Place) -> Statement.Kind? {
    header(()) { _ throws(SyntaxError) in }
    for tag in open.reversed() {
      switch tag.name {
      // The part after 'else' belongs to the loop around this one.
      case "for" where tag.closers.contains("else"):
        return .loopExit(name == "break" ? .breaks : .continues)
      case "for", "if", "with": continue
      default:
        report(
          "'\(name)' can't leave '\(tag.name)'", at: word,
          notes: ["between '\(name)' and its 'for' only 'if' and 'with' may stand"])
        return nil
      }
    }
    report("'\(name)' stands in the body of 'for'", at: word)
    return nil
  }

  private mutating func condition(_ word: Place) -> Statement.Kind {
    var branches: [(test: Expression, body: [Statement])] = []
    var otherwise: [Statement] = []
    var place = word
    while true {
      let test = header(Expression.invalid(place)) { (p) throws(SyntaxError) in
        try p.tuple(withConditional: false)
      }
      branches.append((test, body("if", word, ["elif", "else", "endif"])))
      guard current.kind == .tagBegin, string(next) == "elif" else { break }
      advance()
      place = current.place
      advance()
    }
    if current.kind == .tagBegin, string(next) == "else" {
      advance()
      advance()
      header(()) { _ throws(SyntaxError) in }
      otherwise = body("if", word, ["endif"])
    }
    close("endif")
    return .condition(branches, otherwise: otherwise)
  }

  private mutating func loop(_ word: Place) -> Statement.Kind {
    let fallback = Statement.Loop(
      target: .names([]), source: .invalid(word), filter: nil, isRecursive: false, body: [],
      otherwise: [])
    var loop = header(fallback) { (p) throws(SyntaxError) in
      var loop = fallback
      loop.target = try p.target()
      try p.expect(word: "in")
      loop.source = try p.tuple(withConditional: false, endsAt: "recursive")
      if p.skip(word: "if") { loop.filter = try p.expression() }
      loop.isRecursive = p.skip(word: "recursive")
      return loop
    }
    loop.body = body("for", word, ["else", "endfor"])
    if current.kind == .tagBegin, string(next) == "else" {
      advance()
      advance()
      header(()) { _ throws(SyntaxError) in }
      loop.otherwise = body("for", word, ["endfor"])
    }
    close("endfor")
    return .loop(loop)
  }

  private mutating func set(_ word: Place) -> Statement.Kind? {
    enum Form {
      case value(Statement.Target, Expression)
      case block(Statement.Name, [Expression.Use])
    }
    let form: Form? = header(nil) { (p) throws(SyntaxError) in
      let target = try p.target(allowsMember: true)
      if p.skip(.assign) { return .value(target, try p.tuple()) }
      guard case .name(let name) = target else { throw p.unexpected("'='") }
      return .block(name, try p.filterChain(startsInline: false))
    }
    switch form {
    case .value(let target, let value): return .set(target, value)
    case .block(let name, let filters):
      let inner = body("set", word, ["endset"])
      close("endset")
      return .setBlock(name, filters: filters, body: inner)
    case nil: return nil
    }
  }

  private mutating func block(_ word: Place) -> Statement.Kind? {
    let none = Statement.Name(text: "", place: word)
    var block = Statement.Block(
      name: none, isScoped: false, isRequired: false, isTopLevel: blockDepth == 0, body: [])
    block = header(block) { (p) throws(SyntaxError) in
      block.name = try p.expectName("the name of the block")
      if p.current.kind == .minus {
        throw SyntaxError(
          message: "a block's name has letters, digits and '_' only", place: p.current.place)
      }
      block.isScoped = p.skip(word: "scoped")
      block.isRequired = p.skip(word: "required")
      return block
    }
    blockDepth += 1
    block.body = body("block", word, ["endblock"])
    blockDepth -= 1
    if current.kind == .tagBegin, string(next) == "endblock" {
      advance()
      advance()
      let name = block.name.text
      header(()) { (p) throws(SyntaxError) in
        guard p.current.kind == .name else { return }
        guard p.string(p.current) == name else {
          throw SyntaxError(
            message: "this 'endblock' closes block '\(name)'", place: p.current.place)
        }
        p.advance()
      }
    }
    guard !block.name.text.isEmpty else { return nil }
    if blocks[block.name.text] != nil {
      report("block '\(block.name.text)' is defined twice", at: block.name.place)
    } else {
      blocks[block.name.text] = block
    }
    return .block(block)
  }
}
