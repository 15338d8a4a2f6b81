/// The arguments of a call, evaluated into registers that follow each other or constant.
struct BoundArguments {
  var constants: [TemplateValue]?
  var base = 0
  var count = 0
  var types: [StaticType?] = []
  var paths: [Int: [[PathStep]]] = [:]
  /// The type of the field that an attribute argument names.
  var attribute: StaticType?
}

extension Compiler {
  /// What is called, for messages, and what it takes.
  struct Signature {
    /// Such as `filter 'date'`.
    var what: String
    var parameters: [TemplateParameter]
    var otherKeywords: TemplateType?
    /// The types of those of the other keywords that have one of their own.
    var keywordTypes: [String: TemplateType] = [:]
  }

  /// Matches arguments to parameters and compiles them; nil after an error.
  func bind(
    _ arguments: Expression.Arguments, to signature: Signature, element: StaticType = .dynamic,
    extra: [Expression] = [], at place: Place
  ) -> BoundArguments? {
    guard let given = match(arguments, to: signature, at: place) else { return nil }
    let parameters = signature.parameters
    var bound = BoundArguments()
    let hasOthers = signature.otherKeywords != nil
    bound.count = parameters.count + (hasOthers ? 1 : 0) + extra.count
    bound.base = allocate(bound.count)
    var operands: [Operand] = []
    var isValid = true
    for (index, parameter) in parameters.enumerated() {
      guard let argument = given.values[index] else {
        operands.append(.constant(parameter.defaultValue ?? .null, .dynamic))
        bound.types.append(nil)
        continue
      }
      let operand = evaluate(argument, into: bound.base + index)
      if operand.constant == nil { put(operand, in: bound.base + index) }
      operands.append(operand)
      bound.types.append(operand.type)
      if !check(operand, parameter, signature, element, argument, index, &bound) { isValid = false }
    }
    if hasOthers {
      let register = bound.base + parameters.count
      let map = others(given.others, signature, register)
      operands.append(map)
    }
    for (offset, argument) in extra.enumerated() {
      let register = bound.base + bound.count - extra.count + offset
      let operand = evaluate(argument, into: register)
      if operand.constant == nil { put(operand, in: register) }
      operands.append(operand)
    }
    guard isValid else { return nil }
    let constants = operands.compactMap(\.constant)
    if constants.count == operands.count {
      bound.constants = constants
    } else {
      at(place)
      for (offset, operand) in operands.enumerated() where operand.constant != nil {
        put(operand, in: bound.base + offset)
      }
    }
    return bound
  }

  private func others(
    _ keywords: [Expression.Arguments.Keyword], _ signature: Signature, _ register: Int
  ) -> Operand {
    if keywords.isEmpty { return .constant(.map([]), .dynamic) }
    let base = allocate(keywords.count)
    for (offset, keyword) in keywords.enumerated() {
      let wanted = library.types.type(
        signature.keywordTypes[keyword.name] ?? signature.otherKeywords ?? .dynamic)
      let operand = evaluate(keyword.value, into: base + offset)
      put(operand, in: base + offset)
      if !operand.type.fits(wanted) {
        reportType(keyword.name, wanted: name(wanted), operand.type, signature, keyword.value)
      }
    }
    parts.keys.append(keywords.map(\.name))
    emit(.map(into: Int32(register), base: Int32(base), keys: Int32(parts.keys.count - 1)))
    return result(.dynamic, register)
  }

  private func match(
    _ arguments: Expression.Arguments, to signature: Signature, at place: Place
  ) -> (values: [Expression?], others: [Expression.Arguments.Keyword])? {
    let parameters = signature.parameters
    var values = [Expression?](repeating: nil, count: parameters.count)
    var others: [Expression.Arguments.Keyword] = []
    var isValid = true
    for (index, argument) in arguments.positional.enumerated() {
      if index < parameters.count {
        values[index] = argument
      } else if index == parameters.count {
        let count =
          parameters.isEmpty
          ? "no arguments"
          : parameters.count == 1
            ? "at most 1 argument" : "at most \(parameters.count) arguments"
        report("argument-count", "\(signature.what) takes \(count)", at: argument.place)
        isValid = false
      }
    }
    for keyword in arguments.keywords {
      if let index = parameters.firstIndex(where: { $0.name == keyword.name }) {
        if values[index] != nil {
          report("argument-count", "argument '\(keyword.name)' is given twice", at: keyword.place)
          isValid = false
        }
        values[index] = keyword.value
      } else if signature.otherKeywords != nil {
        others.append(keyword)
      } else {
        report(
          "unknown-argument", "\(signature.what) has no argument '\(keyword.name)'",
          at: keyword.place, notes: argumentHints(keyword.name, parameters.map(\.name)))
        isValid = false
      }
    }
    for (index, parameter) in parameters.enumerated()
    where values[index] == nil && parameter.defaultValue == nil && isValid {
      report("argument-count", "\(signature.what) needs argument '\(parameter.name)'", at: place)
      isValid = false
    }
    return isValid ? (values, others) : nil
  }

  private func reportType(
    _ parameter: String, wanted: String, _ type: StaticType, _ signature: Signature,
    _ argument: Expression
  ) {
    report(
      "argument-type",
      "argument '\(parameter)' of \(signature.what) is \(wanted), not \(name(type))",
      at: argument.place)
  }

  private func check(
    _ operand: Operand, _ parameter: TemplateParameter, _ signature: Signature,
    _ element: StaticType, _ argument: Expression, _ index: Int, _ bound: inout BoundArguments
  ) -> Bool {
    if parameter.role == .attribute { return attribute(operand, element, argument, index, &bound) }
    let wanted = library.types.type(parameter.type)
    let isDefault = operand.type == .null && parameter.defaultValue.map(\.isNull) == true
    guard operand.type.fits(wanted) || isDefault else {
      reportType(parameter.name, wanted: name(wanted), operand.type, signature, argument)
      return false
    }
    if let check = parameter.checkLiteral, case .string(let literal) = operand.constant,
      let message = check(literal)
    {
      report("bad-argument", message, at: argument.place)
      return false
    }
    return true
  }

  /// Resolves the field that an argument such as `'author.name'` names.
  private func attribute(
    _ operand: Operand, _ element: StaticType, _ argument: Expression, _ index: Int,
    _ bound: inout BoundArguments
  ) -> Bool {
    switch operand.constant {
    case .string(let text):
      var paths: [[PathStep]] = []
      for path in PathStep.paths(text) {
        guard let (steps, type) = resolve(path, element, argument) else { return false }
        paths.append(steps)
        bound.attribute = type
      }
      bound.paths[index] = paths
    case .int(let position):
      bound.paths[index] = [[.item(position)]]
      if case .tuple(let items) = element, items.indices.contains(position) {
        bound.attribute = items[position]
      }
    case .null?: break
    default:
      guard operand.type.fits(.string) || operand.type.fits(.int) else {
        report(
          "argument-type", "a field is named by a string, not by \(name(operand.type))",
          at: argument.place)
        return false
      }
    }
    return true
  }

  private func resolve(
    _ path: [PathStep], _ type: StaticType, _ argument: Expression
  ) -> ([PathStep], StaticType)? {
    var steps: [PathStep] = []
    var type = type
    var mayBeNull = false
    var origin: (type: Int, path: [String])?
    defer { if let origin { noteDynamicUse(origin.type, origin.path, at: argument.place) } }
    for step in path {
      mayBeNull = mayBeNull || type.isOptional
      type = type.nonNull
      guard case .key(let name) = step else {
        steps.append(step)
        type = type.element ?? .dynamic
        origin = nil
        continue
      }
      switch type {
      case .object(let index):
        library.types.types[index].noteUse?(name)
        guard let field = library.types.field(name, of: index) else {
          let declared = library.types.types[index]
          report(
            "unknown-field", "'\(declared.name)' has no field '\(name)'", at: argument.place,
            notes: fieldHints(name, of: declared))
          return nil
        }
        steps.append(.field(field.index))
        type = field.type
        origin = type == .dynamic ? (type: index, path: [name]) : nil
      case .record(let fields):
        guard let field = fields.first(where: { $0.name == name }) else {
          report(
            "unknown-field", "this map has no key '\(name)'", at: argument.place,
            notes: hints(name, fields.map(\.name)))
          return nil
        }
        steps.append(step)
        type = field.type
      case .dynamic, .never, .null:
        steps.append(step)
        type = .dynamic
        origin?.path.append(name)
      default:
        report(
          "unknown-field", "\(self.name(type)) has no field '\(name)'", at: argument.place)
        return nil
      }
    }
    return (steps, mayBeNull ? type.orNull : type)
  }
}
