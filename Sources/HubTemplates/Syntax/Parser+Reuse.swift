// The tags that bring in other templates or define what is called later.
extension Parser {
  private mutating func context(_ inclusion: inout Statement.Inclusion) {
    let isWith = isAt(word: "with")
    guard isWith || isAt(word: "without"), isWord("context", next) else { return }
    inclusion.withContext = isWith
    advance()
    advance()
  }

  mutating func include(_ word: Place) -> Statement.Kind {
    let fallback = Statement.Inclusion(
      template: .invalid(word), ignoresMissing: false, withContext: true)
    let inclusion = header(fallback) { (p) throws(SyntaxError) in
      var inclusion = fallback
      inclusion.template = try p.expression()
      if p.isAt(word: "ignore"), p.isWord("missing", p.next) {
        inclusion.ignoresMissing = true
        p.advance()
        p.advance()
      }
      p.context(&inclusion)
      return inclusion
    }
    return .include(inclusion)
  }

  mutating func importing(_ word: Place) -> Statement.Kind? {
    let result: (Statement.Inclusion, Statement.Name)? = header(nil) {
      (p) throws(SyntaxError) in
      var inclusion = Statement.Inclusion(
        template: try p.expression(), ignoresMissing: false, withContext: false)
      try p.expect(word: "as")
      let name = try p.expectName("a name")
      p.context(&inclusion)
      return (inclusion, name)
    }
    return result.map { .importing($0.0, as: $0.1) }
  }

  mutating func importingNames(_ word: Place) -> Statement.Kind? {
    typealias Names = [(name: Statement.Name, alias: Statement.Name)]
    let result: (Statement.Inclusion, Names)? = header(nil) { (p) throws(SyntaxError) in
      var inclusion = Statement.Inclusion(
        template: try p.expression(), ignoresMissing: false, withContext: false)
      try p.expect(word: "import")
      var names: Names = []
      repeat {
        if p.isAt(word: "with") || p.isAt(word: "without"), p.isWord("context", p.next) { break }
        let name = try p.expectName("the name of a macro")
        names.append((name, p.skip(word: "as") ? try p.expectName("a name") : name))
      } while p.skip(.comma)
      p.context(&inclusion)
      return (inclusion, names)
    }
    return result.map { .importingNames($0.0, names: $0.1) }
  }

  private mutating func signature() throws(SyntaxError)
    -> [(name: Statement.Name, defaultValue: Expression?)]
  {
    try expect(.leftParen, "'('")
    var parameters: [(name: Statement.Name, defaultValue: Expression?)] = []
    while current.kind != .rightParen {
      if !parameters.isEmpty { try expect(.comma, "',' or ')'") }
      let name = try expectName("the name of a parameter")
      let hasDefault = skip(.assign)
      if !hasDefault, parameters.last?.defaultValue != nil {
        throw SyntaxError(
          message: "a parameter after one with a default needs a default", place: name.place)
      }
      if parameters.contains(where: { $0.name.text == name.text }) {
        throw SyntaxError(message: "parameter '\(name.text)' is named twice", place: name.place)
      }
      parameters.append((name, hasDefault ? try expression() : nil))
    }
    advance()
    return parameters
  }

  mutating func macro(_ word: Place) -> Statement.Kind? {
    var macro: Statement.Macro? = header(nil) { (p) throws(SyntaxError) in
      let name = try p.expectName("the name of the macro")
      return Statement.Macro(name: name, parameters: try p.signature(), body: [])
    }
    let inner = body("macro", word, ["endmacro"])
    close("endmacro")
    macro?.body = inner
    return macro.map { .macro($0) }
  }

  mutating func call(_ word: Place) -> Statement.Kind? {
    var call: Statement.Call? = header(nil) { (p) throws(SyntaxError) in
      let parameters = p.current.kind == .leftParen ? try p.signature() : []
      let value = try p.expression()
      guard case .call = value.kind else {
        throw SyntaxError(message: "'call' needs a call of a macro", place: value.place)
      }
      return Statement.Call(parameters: parameters, call: value, body: [])
    }
    let inner = body("call", word, ["endcall"])
    close("endcall")
    call?.body = inner
    return call.map { .call($0) }
  }

  mutating func with(_ word: Place) -> Statement.Kind {
    let values: [(target: Statement.Target, value: Expression)] = header([]) {
      (p) throws(SyntaxError) in
      var values: [(target: Statement.Target, value: Expression)] = []
      while p.current.kind != .tagEnd {
        if !values.isEmpty { try p.expect(.comma, "',' or the end of the tag") }
        let target = try p.target()
        try p.expect(.assign, "'='")
        values.append((target, try p.expression()))
      }
      return values
    }
    let inner = body("with", word, ["endwith"])
    close("endwith")
    return .with(values, body: inner)
  }

  /// Reads what is assigned to: a name, several names, or a field of a namespace.
  mutating func target(allowsMember: Bool = false) throws(SyntaxError) -> Statement.Target {
    let isParenthesised = skip(.leftParen)
    let first = try variableName()
    if allowsMember, skip(.dot) {
      return .member(first, field: try expectName("the name of a field"))
    }
    var names = [first]
    var isTuple = false
    while skip(.comma) {
      isTuple = true
      guard current.kind == .name, !isAt(word: "in") else { break }
      names.append(try variableName())
    }
    if isParenthesised { try expect(.rightParen, "')'") }
    return isTuple ? .names(names) : .name(first)
  }

  private mutating func variableName() throws(SyntaxError) -> Statement.Name {
    let name = try expectName("a name")
    let reserved: Set = [
      "true", "false", "none", "True", "False", "None", "loop", "self", "super", "caller",
    ]
    guard !reserved.contains(name.text) else {
      throw SyntaxError(message: "'\(name.text)' can't be assigned to", place: name.place)
    }
    return name
  }
}
