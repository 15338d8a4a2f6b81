extension Parser {
  mutating func primary() throws(SyntaxError) -> Expression {
    let token = current
    switch token.kind {
    case .name:
      advance()
      return Expression(kind: named(string(token)), place: token.place, depth: 1)
    case .string: return try stringLiteral()
    case .integer, .float:
      advance()
      return try number(token)
    case .leftParen:
      advance()
      if current.kind == .rightParen {
        advance()
        return Expression(kind: .list([], isTuple: true), place: token.place, depth: 1)
      }
      var value = try tuple()
      value.place = token.place.through(current.place)
      try expect(.rightParen, "')'")
      return value
    case .leftBracket: return try list()
    case .leftBrace: return try map()
    default: throw unexpected("an expression")
    }
  }

  private func named(_ name: String) -> Expression.Kind {
    switch name {
    case "true", "True": .literal(.bool(true))
    case "false", "False": .literal(.bool(false))
    case "none", "None": .literal(.null)
    default: .name(name)
    }
  }

  private mutating func stringLiteral() throws(SyntaxError) -> Expression {
    var place = current.place
    var value = ""
    while current.kind == .string {
      let token = current
      place = place.through(token.place)
      let inner = text.bytes[(token.place.start + 1)..<(token.place.end - 1)]
      switch StringLiteral.value(of: inner) {
      case .success(let part): value += part
      case .failure(let error):
        throw SyntaxError(message: error.message, place: token.place)
      }
      advance()
    }
    return Expression(kind: .literal(.string(value)), place: place, depth: 1)
  }

  private func number(_ token: Token) throws(SyntaxError) -> Expression {
    let digits = string(token).filter { $0 != "_" }.lowercased()
    var value: TemplateValue?
    if token.kind == .float {
      value = Double(digits).map { .double($0) }
    } else if digits.count > 2, let radix = ["0x": 16, "0o": 8, "0b": 2][digits.prefix(2)] {
      value = Int(digits.dropFirst(2), radix: radix).map { .int($0) }
    } else if digits.first == "0", digits.contains(where: { $0 != "0" }) {
      throw SyntaxError(message: "a number doesn't begin with 0", place: token.place)
    } else {
      value = Int(digits).map { .int($0) }
    }
    guard let value else {
      throw SyntaxError(message: "this number is too big", place: token.place)
    }
    return Expression(kind: .literal(value), place: token.place, depth: 1)
  }

  private mutating func list() throws(SyntaxError) -> Expression {
    let start = current.place
    advance()
    var items: [Expression] = []
    while current.kind != .rightBracket {
      if !items.isEmpty { try expect(.comma, "',' or ']'") }
      if current.kind == .rightBracket { break }
      items.append(try expression())
    }
    let end = try expect(.rightBracket, "']'").place
    return try node(.list(items, isTuple: false), start.through(end), over: items)
  }

  private mutating func map() throws(SyntaxError) -> Expression {
    let start = current.place
    advance()
    var entries: [(key: Expression, value: Expression)] = []
    while current.kind != .rightBrace {
      if !entries.isEmpty { try expect(.comma, "',' or '}'") }
      if current.kind == .rightBrace { break }
      let key = try expression()
      try expect(.colon, "':'")
      entries.append((key, try expression()))
    }
    let end = try expect(.rightBrace, "'}'").place
    return try node(
      .map(entries), start.through(end), over: entries.flatMap { [$0.key, $0.value] })
  }

  mutating func postfix(_ operand: Expression) throws(SyntaxError) -> Expression {
    var value = operand
    while true {
      switch current.kind {
      case .dot: value = try field(value)
      case .leftBracket: value = try item(value)
      case .leftParen:
        let start = value.place
        let arguments = try arguments()
        let place = Place(start: start.start, end: tokens[index - 1].place.end)
        value = try node(.call(value, arguments), place, over: [value] + arguments.all)
      default: return value
      }
    }
  }

  private mutating func field(_ value: Expression) throws(SyntaxError) -> Expression {
    advance()
    let token = current
    let place = value.place.through(token.place)
    if token.kind == .integer {
      advance()
      return try node(.item(value, index: try number(token)), place, value)
    }
    try expect(.name, "the name of a field")
    return try node(.field(value, name: string(token), token.place), place, value)
  }

  private mutating func item(_ value: Expression) throws(SyntaxError) -> Expression {
    advance()
    let first = current.kind == .colon ? nil : try expression()
    guard current.kind == .colon else {
      let end = try expect(.rightBracket, "']'").place
      let index = first ?? .invalid(end)
      return try node(.item(value, index: index), value.place.through(end), value, index)
    }
    advance()
    var bounds: [Expression?] = [nil, nil]
    if current.kind != .colon, current.kind != .rightBracket { bounds[0] = try expression() }
    if skip(.colon), current.kind != .rightBracket { bounds[1] = try expression() }
    let end = try expect(.rightBracket, "']'").place
    return try node(
      .slice(value, from: first, to: bounds[0], step: bounds[1]), value.place.through(end),
      over: [value] + [first, bounds[0], bounds[1]].compactMap { $0 })
  }

  mutating func arguments() throws(SyntaxError) -> Expression.Arguments {
    try expect(.leftParen, "'('")
    var arguments = Expression.Arguments()
    while current.kind != .rightParen {
      if !arguments.isEmpty {
        try expect(.comma, "',' or ')'")
        if current.kind == .rightParen { break }
      }
      if current.kind == .name, next.kind == .assign {
        let name = try expectName("a name")
        advance()
        if arguments.keywords.contains(where: { $0.name == name.text }) {
          throw SyntaxError(message: "argument '\(name.text)' is given twice", place: name.place)
        }
        arguments.keywords.append(
          .init(name: name.text, place: name.place, value: try expression()))
      } else {
        let value = try expression()
        guard arguments.keywords.isEmpty else {
          throw SyntaxError(
            message: "an argument without a name stands before those with names",
            place: value.place)
        }
        arguments.positional.append(value)
      }
    }
    advance()
    return arguments
  }

  mutating func filters(_ operand: Expression) throws(SyntaxError) -> Expression {
    var value = operand
    while true {
      if skip(.pipe) {
        let use = try use("the name of a filter")
        value = try node(
          .filter(value, use), value.place.through(tokens[index - 1].place),
          over: [value] + use.arguments.all)
      } else if isAt(word: "is") {
        value = try test(value)
      } else if current.kind == .leftParen {
        value = try postfix(value)
      } else {
        return value
      }
    }
  }

  /// The filters of `{% filter %}` and of `{% set name | filter %}`.
  mutating func filterChain(startsInline: Bool) throws(SyntaxError) -> [Expression.Use] {
    var uses: [Expression.Use] = []
    if startsInline { uses.append(try use("the name of a filter")) }
    while skip(.pipe) {
      uses.append(try use("the name of a filter"))
    }
    return uses
  }

  private mutating func use(_ what: String) throws(SyntaxError) -> Expression.Use {
    let name = try expectName(what)
    let arguments = current.kind == .leftParen ? try arguments() : .init()
    return Expression.Use(name: name.text, place: name.place, arguments: arguments)
  }

  private mutating func test(_ value: Expression) throws(SyntaxError) -> Expression {
    advance()
    let isNegated = skip(word: "not")
    let name = try expectName("the name of a test")
    var use = Expression.Use(name: name.text, place: name.place, arguments: .init())
    switch current.kind {
    case .leftParen: use.arguments = try arguments()
    case .string, .integer, .float, .leftBracket, .leftBrace:
      use.arguments.positional = [try postfix(try primary())]
    case .name:
      if isAt(word: "is") {
        throw SyntaxError(
          message: "tests can't be chained: join them with 'and'", place: current.place)
      }
      let ends: [StaticString] = ["else", "or", "and", "if"]
      if !ends.contains(where: { isAt(word: $0) }), !isAt(word: "in"), !isAt(word: "not") {
        use.arguments.positional = [try postfix(try primary())]
      }
    default: break
    }
    let place = value.place.through(tokens[index - 1].place)
    let test = try node(.test(value, use), place, over: [value] + use.arguments.all)
    return isNegated ? try node(.not(test), place, test) : test
  }
}

extension Expression.Arguments {
  var isEmpty: Bool { positional.isEmpty && keywords.isEmpty }

  var all: [Expression] { positional + keywords.map(\.value) }
}
