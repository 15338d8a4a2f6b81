extension Compiler {
  func sign(_ value: Expression, _ expression: Expression, _ target: Int?) -> Operand {
    let isNegation = if case .negate = expression.kind { true } else { false }
    let operand = evaluate(value)
    switch operand.constant {
    case .int(let number) where number != .min:
      return .constant(.int(isNegation ? -number : number), .int)
    case .double(let number): return .constant(.double(isNegation ? -number : number), .double)
    default: break
    }
    guard !isNull(operand.type, value, "calculating with it") else { return .invalid }
    guard operand.type.isNumber || operand.type == .dynamic else {
      let sign = isNegation ? "-" : "+"
      report(
        "incompatible-types", "'\(sign)' needs a number, not \(name(operand.type))", at: value.place
      )
      return .invalid
    }
    let source = Int32(register(operand))
    let target = target ?? allocate()
    at(expression.place)
    emit(
      isNegation ? .negate(into: Int32(target), of: source) : .plus(into: Int32(target), of: source)
    )
    return result(operand.type == .bool ? .int : operand.type, target)
  }

  func not(_ value: Expression, _ expression: Expression, _ target: Int?) -> Operand {
    let operand = evaluate(value)
    if let constant = operand.constant {
      var decided = Operand.constant(.bool(!constant.isTrue), .bool)
      decided.isDecided = operand.isDecided
      return decided
    }
    let source = Int32(register(operand))
    let target = target ?? allocate()
    at(expression.place)
    emit(.not(into: Int32(target), of: source))
    return result(.bool, target)
  }

  func logic(
    _ left: Expression, _ right: Expression, isAnd: Bool, _ expression: Expression, _ target: Int?
  ) -> Operand {
    // A target may be a variable that the right side reads, so the result is made elsewhere.
    let target = allocate()
    let first = asking { evaluate(left, into: target) }
    if first.isDecided, let constant = first.constant {
      // `size is defined and …`: what follows is left out, or all that counts.
      if constant.isTrue != isAnd { return first }
      return evaluate(right, into: target)
    }
    put(first, in: target)
    let end = emitJump(
      isAnd ? .jumpIfFalse(Int32(target), to: 0) : .jumpIfTrue(Int32(target), to: 0))
    let before = flow
    flow.facts.formUnion(facts(left, isAnd))
    let second = evaluate(right, into: target)
    put(second, in: target)
    flow = before
    land(end)
    let kept = isAnd ? first.type : first.type.nonNull
    let type = kept == .null ? second.type : kept.joined(second.type)
    return result(type, target)
  }

  func conditional(
    _ value: Expression, _ condition: Expression, _ otherwise: Expression?,
    _ expression: Expression, _ target: Int?
  ) -> Operand {
    let target = allocate()
    let test = asking { evaluate(condition) }
    if test.isDecided, let constant = test.constant {
      if constant.isTrue { return evaluate(value, into: target) }
      return otherwise.map { evaluate($0, into: target) } ?? .constant(.null, .null)
    }
    let skip = emitJump(.jumpIfFalse(Int32(register(test)), to: 0))
    let before = flow
    flow.facts.formUnion(facts(condition, true))
    let first = evaluate(value, into: target)
    put(first, in: target)
    let end = emitJump(.jump(0))
    land(skip)
    flow = before
    flow.facts.formUnion(facts(condition, false))
    let second = otherwise.map { evaluate($0, into: target) } ?? .constant(.null, .null)
    put(second, in: target)
    flow = before
    land(end)
    return result(first.type.joined(second.type), target)
  }

  // MARK: Arithmetic

  func arithmetic(
    _ sign: Arithmetic, _ left: Expression, _ right: Expression, _ expression: Expression,
    _ target: Int?
  ) -> Operand {
    let first = evaluate(left)
    let one = Int32(register(first))
    let second = evaluate(right)
    let other = Int32(register(second))
    let isNull = isNull(first.type, left, "calculating with it")
    guard !self.isNull(second.type, right, "calculating with it"), !isNull else { return .invalid }
    guard let type = resultType(sign, first.type, second.type) else {
      let isText = sign == .add && (first.type.isText || second.type.isText)
      report(
        "incompatible-types",
        "'\(sign.sign)' does not work on \(name(first.type)) and \(name(second.type))",
        at: expression.place, notes: isText ? ["join texts and numbers with '~'"] : [])
      return .invalid
    }
    let target = target ?? allocate()
    at(expression.place)
    emit(.arithmetic(sign, into: Int32(target), one, other))
    return result(type, target)
  }

  private func resultType(
    _ sign: Arithmetic, _ left: StaticType, _ right: StaticType
  ) -> StaticType? {
    if left.isNumber, right.isNumber {
      if sign == .divide || left == .double || right == .double { return .double }
      return .int
    }
    if left.isText, sign == .modulo { return left }
    if left == .dynamic || right == .dynamic { return .dynamic }
    switch sign {
    case .add:
      if left.isText, right.isText { return left == .html || right == .html ? .html : .string }
      if left.isList, right.isList {
        return .list((left.element ?? .dynamic).joined(right.element ?? .dynamic))
      }
      return nil
    case .multiply:
      for (one, other) in [(left, right), (right, left)] where other == .int {
        if one.isText { return one }
        if one.isList { return .list(one.element ?? .dynamic) }
      }
      return nil
    default: return nil
    }
  }

  // MARK: Comparison

  func comparison(
    _ left: Expression, _ rest: [(Comparison, Expression)], _ expression: Expression,
    _ target: Int?
  ) -> Operand {
    let target = allocate()
    var leftExpression = left
    var leftOperand = evaluate(left)
    var one = register(leftOperand)
    var ends: [Int] = []
    for (index, (sign, right)) in rest.enumerated() {
      let rightOperand = evaluate(right)
      if rest.count == 1, sign == .equal || sign == .notEqual, let scalar = rightOperand.constant,
        scalar.isScalar
      {
        check(sign, leftOperand.type, rightOperand.type, leftExpression, right, expression)
        at(expression.place)
        emit(
          .equals(
            into: Int32(target), Int32(one), constant: constant(scalar),
            isNegated: sign == .notEqual))
        break
      }
      let other = register(rightOperand)
      check(sign, leftOperand.type, rightOperand.type, leftExpression, right, expression)
      at(expression.place)
      emit(.compare(sign, into: Int32(target), Int32(one), Int32(other)))
      if index + 1 < rest.count { ends.append(emitJump(.jumpIfFalse(Int32(target), to: 0))) }
      (leftExpression, leftOperand, one) = (right, rightOperand, other)
    }
    if !ends.isEmpty { land(ends) }
    return result(.bool, target)
  }

  private func check(
    _ sign: Comparison, _ left: StaticType, _ right: StaticType, _ one: Expression,
    _ other: Expression, _ expression: Expression
  ) {
    switch sign {
    case .equal, .notEqual: checkEquality(left, right, expression)
    case .isIn, .isNotIn: checkMembership(left, right, other, expression)
    default:
      let isNull = isNull(left, one, "comparing it")
      if self.isNull(right, other, "comparing it") || isNull { return }
      if !haveOrder(left, right) {
        report(
          "incompatible-types",
          "'\(sign.sign)' does not work on \(name(left)) and \(name(right))", at: expression.place)
      }
    }
  }

  /// Whether one of two values may stand before the other.
  func haveOrder(_ left: StaticType, _ right: StaticType) -> Bool {
    left == .dynamic || right == .dynamic || (left.isNumber && right.isNumber)
      || (left.isText && right.isText) || (left == .date && right == .date)
      || (left.isList && right.isList)
  }

  func checkEquality(_ left: StaticType, _ right: StaticType, _ expression: Expression) {
    let (left, right) = (left.nonNull, right.nonNull)
    if left == .null || right == .null { return }
    if !areComparable(left, right) {
      let object = [left, right].first { if case .object = $0 { true } else { false } }
      let field = object.flatMap(textField)
      report(
        "incompatible-types", "\(name(left)) is never equal to \(name(right))",
        at: expression.place,
        notes: field.map { ["compare a field of the object, such as '\($0)'"] } ?? [])
    } else if case .object = left {
      report(
        "incompatible-types", "objects can't be compared", at: expression.place,
        notes: ["compare a field of theirs"])
    }
  }

  /// The field of an object that says best which one it is.
  private func textField(_ type: StaticType) -> String? {
    guard case .object(let index) = type else { return nil }
    let fields = library.types.types[index].fields.filter { $0.type == .string }.map(\.name)
    return ["name", "title", "id"].first(where: fields.contains) ?? fields.first
  }

  private func areComparable(_ left: StaticType, _ right: StaticType) -> Bool {
    let (left, right) = (left.nonNull, right.nonNull)
    if left.isNumber, right.isNumber { return true }
    if left.isText, right.isText { return true }
    if left.isList, right.isList { return true }
    if case .record = left, case .record = right { return true }
    return left.fits(right) || right.fits(left)
  }

  func checkMembership(
    _ value: StaticType, _ container: StaticType, _ other: Expression, _ expression: Expression
  ) {
    switch container.nonNull {
    case .dynamic, .never, .null: return
    case .record: return
    case .string, .html:
      if value.nonNull.isText || value == .dynamic { return }
      report(
        "incompatible-types", "\(name(value)) can't be in \(name(container.nonNull))",
        at: expression.place)
    case .list, .tuple:
      let element = (container.nonNull.element ?? .dynamic).nonNull
      if value.nonNull.isText, let field = textField(element) {
        report(
          "incompatible-types", "\(name(value)) can't be in \(name(container.nonNull))",
          at: expression.place,
          notes: ["look among their fields: '\(source(other)) | map(attribute=\"\(field)\")'"])
        return
      }
      checkEquality(element, value, expression)
    default:
      let field = textField(container.nonNull)
      report(
        "not-a-list", "nothing can be in \(name(container))", at: other.place,
        notes: field.map { ["look in a field of it, such as '\(source(other)).\($0)'"] } ?? [])
    }
  }

  func concatenation(
    _ pieces: [Expression], _ expression: Expression, _ target: Int?
  ) -> Operand {
    let base = allocate(pieces.count)
    var type = StaticType.string
    var isValid = true
    for (offset, piece) in pieces.enumerated() {
      let operand = evaluate(piece, into: base + offset)
      if !InputRule.text.accepts(operand.type, library.types) {
        report("incompatible-types", "'~' joins texts, not \(name(operand.type))", at: piece.place)
        isValid = false
      }
      if operand.type.nonNull == .html { type = .html }
      put(operand, in: base + offset)
    }
    guard isValid else { return .invalid }
    let target = target ?? allocate()
    at(expression.place)
    emit(.concatenate(into: Int32(target), base: Int32(base), count: Int32(pieces.count)))
    return result(type, target)
  }
}
