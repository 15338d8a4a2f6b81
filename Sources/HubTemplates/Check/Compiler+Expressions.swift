import HubDiagnostics

extension Compiler {
  /// Compiles an expression; with a target, the result stands there unless it is a constant or
  /// a variable.
  func evaluate(_ expression: Expression, into target: Int? = nil) -> Operand {
    if !isSharing, isShared(expression) { return shared(expression, target) }
    at(expression.place)
    switch expression.kind {
    case .invalid: return .invalid
    case .literal(let value): return .constant(value, literalType(value))
    case .name(let name): return evaluate(name, expression)
    case .list(let items, let isTuple): return list(items, isTuple, expression, target)
    case .map(let entries): return map(entries, expression, target)
    case .field(let object, let name, let place):
      return field(object, name, place, expression, target)
    case .item(let object, let index): return item(object, index, expression, target)
    case .slice(let object, let from, let to, let step):
      return slice(object, [from, to, step], expression, target)
    case .call(let callee, let arguments): return call(callee, arguments, expression, target)
    case .filter(let value, let use): return filter(value, use, expression, target)
    case .test(let value, let use): return test(value, use, expression, target)
    case .negate(let value), .plus(let value): return sign(value, expression, target)
    case .not(let value): return not(value, expression, target)
    case .and(let left, let right): return logic(left, right, isAnd: true, expression, target)
    case .or(let left, let right): return logic(left, right, isAnd: false, expression, target)
    case .arithmetic(let sign, let left, let right):
      return arithmetic(sign, left, right, expression, target)
    case .comparison(let left, let rest): return comparison(left, rest, expression, target)
    case .concatenation(let parts): return concatenation(parts, expression, target)
    case .conditional(let value, let condition, let otherwise):
      return conditional(value, condition, otherwise, expression, target)
    }
  }

  func hints(_ name: String, _ candidates: some Sequence<String>) -> [String] {
    // Between very short names, a likeness says nothing.
    let likely = name.count > 2 ? Array(candidates) : candidates.filter { $0.hasPrefix(name) }
    return didYouMean(name, in: likely.sorted())
  }

  /// What to write in place of a name that other generators have.
  func advice(_ name: String) -> String? {
    switch name {
    case "null", "nil", "Null", "NULL", "undefined": "write 'none'"
    case "forloop": "write 'loop'"
    default: library.schema.advice[name.lowercased()]
    }
  }

  /// What is known of a field that an object does not have.
  func fieldHints(_ name: String, of type: ObjectType) -> [String] {
    let close = hints(name, type.fields.map(\.name))
    if !close.isEmpty { return close }
    return [type.missingFieldHint ?? advice(name)].compactMap { $0 }
  }

  /// The names that there are, where none of them is close to a wrong one.
  func argumentHints(_ name: String, _ known: [String]) -> [String] {
    let close = hints(name, known)
    guard close.isEmpty else { return close }
    return [known.isEmpty ? "it takes none" : "it takes \(known.joined(separator: ", "))"]
  }

  private func literalType(_ value: TemplateValue) -> StaticType {
    switch value {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    default: .dynamic
    }
  }

  // MARK: Names

  private func evaluate(_ name: String, _ expression: Expression) -> Operand {
    switch binding(name) {
    case .value(let register): return result(flow.type(register), register)
    case .namespace(let register): return result(.dynamic, register)
    case .caller(let caller):
      var operand = Operand.constant(.bool(caller != nil), .bool)
      operand.isDecided = true
      return operand
    case .loop: return wrongUse("'loop' is read by its fields, such as 'loop.index'", expression)
    case .cycler:
      return wrongUse("a cycler is read by '\(name).next()' or '\(name).current'", expression)
    case .joiner: return wrongUse("a joiner is called: write '\(name)()'", expression)
    case .macro: return wrongUse("a macro is called: write '\(name)(…)'", expression)
    case .module(let module, _):
      if module.isEmpty { return .invalid }
      return wrongUse("'\(name)' is read by its macros, such as '\(name).name(…)'", expression)
    case nil: break
    }
    if library.functions[name] != nil || name == "super"
      || Expression.stateMakers.contains(name)
    {
      report(
        "wrong-use", "a function is called: write '\(name)(…)'", at: expression.place,
        notes: elsewhere(name))
      return .invalid
    }
    reportUnknown(name, at: expression.place)
    return .invalid
  }

  private func wrongUse(_ message: String, _ expression: Expression) -> Operand {
    report("wrong-use", message, at: expression.place)
    return .invalid
  }

  /// All names that are known here, for hints.
  private var knownNames: [String] { scopes.flatMap(\.names.keys) }

  private func reportUnknown(_ name: String, at place: Place) {
    let close = hints(name, knownNames)
    let fields = fieldOwners
    var notes =
      close.isEmpty
      ? [fields[name].map { "did you mean '\($0)'?" } ?? elsewhere(name).first ?? advice(name)]
        .compactMap { $0 } : close
    if notes.isEmpty, let field = closestMatch(to: name, in: fields.keys.sorted()),
      let path = fields[field]
    {
      notes = ["did you mean '\(path)'?"]
    }
    if name == "loop" { notes = ["'loop' is there in the body of 'for' only"] }
    if hidden.contains(where: { $0.names[name] != nil }) {
      notes = ["a block sees variables of loops around it if it says so: '{% block … scoped %}'"]
    }
    report(
      "unknown-variable", "unknown variable '\(name)'", at: place, notes: notes,
      severity: isPartial && notes.isEmpty ? .warning : .error)
  }

  /// Where there is a variable of that name, if it is not here.
  private func elsewhere(_ name: String) -> [String] {
    guard !isPartial else { return [] }
    if entryNames.contains(name) {
      return [
        "what is imported sees a page's variables if the tag says 'with context', or as arguments"
      ]
    }
    let names = library.schema.entries.filter { entry in
      entry.isRequired && entry.variables.contains { $0.name == name }
    }.map { "'\($0.template)'" }
    guard let last = names.last else { return [] }
    guard names.count > 1 else { return ["only \(last) has a variable '\(name)'"] }
    let others = names.dropLast().joined(separator: ", ")
    return ["only \(others) and \(last) have a variable '\(name)'"]
  }

  /// The fields of the variables here, each with the variable: a template may have forgotten it.
  private var fieldOwners: [String: String] {
    var owners: [String: String] = [:]
    for (owner, binding) in scopes.flatMap(\.names).sorted(by: { $0.key > $1.key }) {
      guard case .value(let register) = binding,
        case .object(let type) = flow.type(register).nonNull
      else { continue }
      for field in library.types.types[type].fields {
        owners[field.name] = "\(owner).\(field.name)"
      }
    }
    return owners
  }

  /// Whether a name may be missing here without being a mistake: other templates know it.
  func isAbsent(_ expression: Expression) -> Bool {
    guard case .name(let name) = expression.kind, binding(name) == nil else { return false }
    return library.assignedNames.contains(name) && library.functions[name] == nil
  }

  // MARK: Literals

  private func list(
    _ items: [Expression], _ isTuple: Bool, _ expression: Expression, _ target: Int?
  ) -> Operand {
    let target = target ?? allocate()
    let base = allocate(items.count)
    var types: [StaticType] = []
    var operands: [Operand] = []
    for (offset, item) in items.enumerated() {
      let operand = evaluate(item, into: base + offset)
      if operand.constant == nil { put(operand, in: base + offset) }
      types.append(operand.type)
      operands.append(operand)
    }
    let type: StaticType =
      isTuple ? .tuple(types) : .list(types.reduce(.never) { $0.joined($1) })
    let constants = operands.compactMap(\.constant)
    if constants.count == items.count { return .constant(.list(constants), type) }
    for (offset, operand) in operands.enumerated() where operand.constant != nil {
      put(operand, in: base + offset)
    }
    at(expression.place)
    emit(.list(into: Int32(target), base: Int32(base), count: Int32(items.count)))
    return result(type, target)
  }

  private func map(
    _ entries: [(key: Expression, value: Expression)], _ expression: Expression, _ target: Int?
  ) -> Operand {
    let target = target ?? allocate()
    let base = allocate(entries.count)
    var fields: [StaticType.Field] = []
    var keys: [String] = []
    for (offset, entry) in entries.enumerated() {
      if case .literal(.string(let key)) = entry.key.kind {
        keys.append(key)
      } else {
        if case .invalid = entry.key.kind {
        } else {
          report("map-key", "a map's key is a string that is written out", at: entry.key.place)
        }
        keys.append("")
      }
      let operand = evaluate(entry.value, into: base + offset)
      put(operand, in: base + offset)
      fields.removeAll { $0.name == keys[offset] }
      fields.append(.init(name: keys[offset], type: operand.type))
    }
    parts.keys.append(keys)
    at(expression.place)
    emit(.map(into: Int32(target), base: Int32(base), keys: Int32(parts.keys.count - 1)))
    return result(.record(fields), target)
  }
}
