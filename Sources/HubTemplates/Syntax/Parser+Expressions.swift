extension Parser {
  /// Makes an expression, unless too many lie within each other.
  func node(
    _ kind: Expression.Kind, _ place: Place, _ children: Expression...
  ) throws(SyntaxError) -> Expression {
    try node(kind, place, over: children)
  }

  func node(
    _ kind: Expression.Kind, _ place: Place, over children: [Expression]
  ) throws(SyntaxError) -> Expression {
    var depth = 1
    for child in children { depth = max(depth, child.depth + 1) }
    guard depth <= limits.expressionDepth else { throw tooDeep(place) }
    return Expression(kind: kind, place: place, depth: depth)
  }

  private func tooDeep(_ place: Place) -> SyntaxError {
    SyntaxError(
      id: "template-too-deep", message: "expressions nest at most \(limits.expressionDepth) deep",
      place: place)
  }

  /// An expression, or several with commas between them.
  mutating func tuple(
    withConditional: Bool = true, endsAt word: StaticString? = nil
  ) throws(SyntaxError) -> Expression {
    let first = withConditional ? try expression() : try or()
    guard current.kind == .comma else { return first }
    var items = [first]
    while skip(.comma) {
      let isEnd = [.printEnd, .tagEnd, .rightParen].contains(current.kind)
      if isEnd || word.map({ isAt(word: $0) }) == true { break }
      items.append(withConditional ? try expression() : try or())
    }
    let place = first.place.through(items[items.count - 1].place)
    return try node(.list(items, isTuple: true), place, over: items)
  }

  mutating func expression() throws(SyntaxError) -> Expression {
    guard expressionDepth < limits.expressionDepth else { throw tooDeep(current.place) }
    expressionDepth += 1
    defer { expressionDepth -= 1 }
    var value = try or()
    while skip(word: "if") {
      let condition = try or()
      let otherwise = skip(word: "else") ? try expression() : nil
      let end = otherwise ?? condition
      value = try node(
        .conditional(value, condition: condition, otherwise: otherwise),
        value.place.through(end.place), value, condition, end)
    }
    return value
  }

  private mutating func or() throws(SyntaxError) -> Expression {
    var left = try and()
    while skip(word: "or") {
      let right = try and()
      left = try node(.or(left, right), left.place.through(right.place), left, right)
    }
    return left
  }

  private mutating func and() throws(SyntaxError) -> Expression {
    var left = try not()
    while skip(word: "and") {
      let right = try not()
      left = try node(.and(left, right), left.place.through(right.place), left, right)
    }
    return left
  }

  private mutating func not() throws(SyntaxError) -> Expression {
    var places: [Place] = []
    while isAt(word: "not") {
      places.append(current.place)
      advance()
    }
    var value = try comparison()
    for place in places.reversed() {
      value = try node(.not(value), place.through(value.place), value)
    }
    return value
  }

  private mutating func comparisonOperator() -> Comparison? {
    let comparison: Comparison
    switch current.kind {
    case .equal: comparison = .equal
    case .notEqual: comparison = .notEqual
    case .less: comparison = .less
    case .lessEqual: comparison = .lessEqual
    case .greater: comparison = .greater
    case .greaterEqual: comparison = .greaterEqual
    case .name:
      if isAt(word: "in") {
        comparison = .isIn
      } else if isAt(word: "not"), isWord("in", next) {
        advance()
        comparison = .isNotIn
      } else {
        return nil
      }
    default: return nil
    }
    advance()
    return comparison
  }

  private mutating func comparison() throws(SyntaxError) -> Expression {
    let left = try sum()
    var rest: [(Comparison, Expression)] = []
    while let sign = comparisonOperator() { rest.append((sign, try sum())) }
    guard let last = rest.last else { return left }
    return try node(
      .comparison(left, rest), left.place.through(last.1.place), over: [left] + rest.map(\.1))
  }

  private mutating func sum() throws(SyntaxError) -> Expression {
    var left = try concatenation()
    while current.kind == .plus || current.kind == .minus {
      let sign: Arithmetic = current.kind == .plus ? .add : .subtract
      advance()
      let right = try concatenation()
      left = try node(
        .arithmetic(sign, left, right), left.place.through(right.place), left, right)
    }
    return left
  }

  private mutating func concatenation() throws(SyntaxError) -> Expression {
    let first = try product()
    guard current.kind == .tilde else { return first }
    var parts = [first]
    while skip(.tilde) { parts.append(try product()) }
    let place = first.place.through(parts[parts.count - 1].place)
    return try node(.concatenation(parts), place, over: parts)
  }

  private mutating func product() throws(SyntaxError) -> Expression {
    var left = try power()
    while true {
      let sign: Arithmetic
      switch current.kind {
      case .star: sign = .multiply
      case .slash: sign = .divide
      case .doubleSlash: sign = .floorDivide
      case .percent: sign = .modulo
      default: return left
      }
      advance()
      let right = try power()
      left = try node(
        .arithmetic(sign, left, right), left.place.through(right.place), left, right)
    }
  }

  private mutating func power() throws(SyntaxError) -> Expression {
    var left = try unary()
    while skip(.doubleStar) {
      let right = try unary()
      left = try node(
        .arithmetic(.power, left, right), left.place.through(right.place), left, right)
    }
    return left
  }

  private mutating func unary() throws(SyntaxError) -> Expression {
    var signs: [Token] = []
    while current.kind == .minus || current.kind == .plus {
      signs.append(current)
      advance()
    }
    var value = try postfix(try primary())
    for sign in signs.reversed() {
      let kind: Expression.Kind = sign.kind == .minus ? .negate(value) : .plus(value)
      value = try node(kind, sign.place.through(value.place), value)
    }
    return try filters(value)
  }
}
