import HubDiagnostics

extension Compiler {
  /// Compiles an expression; with a target, the result stands there unless it is a constant or
  /// a variable.
  func evaluate(_ expression: Expression, into target: Int? = nil) -> Operand {
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
    case .macro: return wrongUse("a macro is called: write '\(name)(…)'", expression)
    case .module(let module, _):
      if module.isEmpty { return .invalid }
      return wrongUse("'\(name)' is read by its macros, such as '\(name).name(…)'", expression)
    case nil: break
    }
    if library.functions[name] != nil || name == "super" || name == "namespace" {
      return wrongUse("a function is called: write '\(name)(…)'", expression)
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
    var notes = hints(name, knownNames)
    if notes.isEmpty { notes = fieldHints(name) }
    if name == "loop" { notes = ["'loop' is there in the body of 'for' only"] }
    if hidden.contains(where: { $0.names[name] != nil }) {
      notes = ["a block sees variables of loops around it if it says so: '{% block … scoped %}'"]
    }
    report(
      "unknown-variable", "unknown variable '\(name)'", at: place, notes: notes,
      severity: isPartial && notes.isEmpty ? .warning : .error)
  }

  /// Hints at a field of a variable, where a template forgot the variable.
  private func fieldHints(_ name: String) -> [String] {
    var candidates: [String: String] = [:]
    for (owner, binding) in scopes.flatMap(\.names).sorted(by: { $0.key > $1.key }) {
      guard case .value(let register) = binding,
        case .object(let type) = flow.type(register).nonNull
      else { continue }
      for field in library.types.types[type].fields {
        candidates[field.name] = "\(owner).\(field.name)"
      }
    }
    if let exact = candidates[name] { return ["did you mean '\(exact)'?"] }
    let close = closestMatch(to: name, in: candidates.keys.sorted())
    return close.flatMap { candidates[$0] }.map { ["did you mean '\($0)'?"] } ?? []
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

  // MARK: Fields and elements

  func field(
    _ object: Expression, _ name: String, _ namePlace: Place, _ expression: Expression,
    _ target: Int?
  ) -> Operand {
    if case .name(let owner) = object.kind {
      switch binding(owner) {
      case .loop(let loop): return loopField(loop, name, namePlace, target)
      case .module(let module, let members):
        return member(of: module, members, name, namePlace)
      default: break
      }
    }
    let operand = evaluate(object, into: target)
    return field(name, of: operand, object, namePlace, expression, target)
  }

  private func member(
    of module: String, _ members: [String: Binding], _ name: String, _ place: Place
  ) -> Operand {
    switch members[name] {
    case .value(let register): return result(flow.type(register), register)
    case nil where module.isEmpty: return .invalid
    case nil:
      report(
        "unknown-macro", "\(module) has no '\(name)'", at: place, notes: hints(name, members.keys))
      return .invalid
    default:
      report("wrong-use", "a macro is called: write '\(name)(…)'", at: place)
      return .invalid
    }
  }

  private func loopField(
    _ loop: LoopBinding, _ name: String, _ place: Place, _ target: Int?
  ) -> Operand {
    guard let field = LoopField.named(name) else {
      let names = LoopField.allCases.map(\.name) + ["cycle", "changed"]
      report("unknown-field", "'loop' has no field '\(name)'", at: place, notes: hints(name, names))
      return .invalid
    }
    let target = target ?? allocate()
    emit(.loopField(into: Int32(target), loop: Int32(loop.index), field))
    switch field {
    case .first, .last: return result(.bool, target)
    case .previtem, .nextitem: return result(loop.element.orNull, target)
    default: return result(.int, target)
    }
  }

  private func field(
    _ name: String, of operand: Operand, _ object: Expression, _ namePlace: Place,
    _ expression: Expression, _ target: Int?
  ) -> Operand {
    let types = library.types
    guard !isNull(operand.type, object, "reading a field of it") else { return .invalid }
    switch operand.type {
    case .object(let type):
      guard let field = types.field(name, of: type) else {
        let declared = types.types[type]
        report(
          "unknown-field", "'\(declared.name)' has no field '\(name)'", at: namePlace,
          notes: hints(name, declared.fields.map(\.name)))
        return .invalid
      }
      let source = register(operand)
      let target = target ?? allocate()
      at(expression.place)
      emit(.field(into: Int32(target), of: Int32(source), Int32(field.index)))
      return result(narrowed(field.type, expression), target)
    case .record(let fields):
      guard let field = fields.first(where: { $0.name == name }) else {
        report(
          "unknown-field", "this map has no key '\(name)'", at: namePlace,
          notes: hints(name, fields.map(\.name)))
        return .invalid
      }
      return member(name, operand, narrowed(field.type, expression), target)
    case .dynamic: return member(name, operand, .dynamic, target)
    default:
      let filters = library.filters.keys
      let hint =
        filters.contains(name) ? ["write '\(source(object))|\(name)'"] : [String]()
      report(
        "unknown-field", "\(self.name(operand.type)) has no field '\(name)'", at: namePlace,
        notes: hint)
      return .invalid
    }
  }

  private func member(
    _ name: String, _ operand: Operand, _ type: StaticType, _ target: Int?
  ) -> Operand {
    let source = register(operand)
    let target = target ?? allocate()
    emit(.member(into: Int32(target), of: Int32(source), name: index(of: name)))
    return result(type, target)
  }

  /// The type of a field or element where a test has shown that it is not null.
  private func narrowed(_ type: StaticType, _ expression: Expression) -> StaticType {
    guard type.isOptional, let path = path(expression), flow.facts.contains(path) else {
      return type
    }
    return type.nonNull
  }

  /// Reports the use of a value that may be null.
  func isNull(_ type: StaticType, _ value: Expression, _ use: String) -> Bool {
    guard type.isOptional else { return false }
    let text = source(value)
    if type == .null {
      report("maybe-null", "'\(text)' is always null here", at: value.place)
      return true
    }
    let hint =
      path(value) == nil
      ? "keep it in a variable with '{% set … %}' and test that"
      : "put it in '{% if \(text) %}…{% endif %}'"
    report(
      "maybe-null", "'\(text)' may be null: test it before \(use)", at: value.place, notes: [hint])
    return true
  }

  private func item(
    _ object: Expression, _ index: Expression, _ expression: Expression, _ target: Int?
  ) -> Operand {
    if case .literal(.string(let name)) = index.kind {
      return field(object, name, index.place, expression, target)
    }
    let operand = evaluate(object)
    let key = evaluate(index)
    guard !isNull(operand.type, object, "taking an element of it") else { return .invalid }
    let type: StaticType
    switch operand.type {
    case .tuple(let items):
      if case .int(let position) = key.constant {
        let position = position < 0 ? position + items.count : position
        type = items.indices.contains(position) ? items[position] : .null
      } else {
        type = (operand.type.element ?? .dynamic).orNull
      }
    case .list(let element): type = narrowed(element.orNull, expression)
    case .string, .html: type = narrowed(operand.type.orNull, expression)
    case .dynamic, .record, .never: type = .dynamic
    default:
      report(
        "not-a-list", "\(name(operand.type)) has no elements", at: object.place)
      return .invalid
    }
    guard key.type.fits(.int) || (operand.type.hasKeys && key.type.fits(.string)) else {
      report(
        "argument-type", "an element is taken by an int, not \(name(key.type))", at: index.place)
      return .invalid
    }
    let source = register(operand)
    let keyRegister = register(key)
    let target = target ?? allocate()
    at(expression.place)
    emit(.item(into: Int32(target), of: Int32(source), at: Int32(keyRegister)))
    return result(type, target)
  }

  private func slice(
    _ object: Expression, _ bounds: [Expression?], _ expression: Expression, _ target: Int?
  ) -> Operand {
    let operand = evaluate(object)
    let source = register(operand)
    let base = allocate(3)
    for (offset, bound) in bounds.enumerated() {
      let value = bound.map { evaluate($0, into: base + offset) } ?? .constant(.null, .null)
      if let bound, !value.type.fits(.int), value.type != .null {
        report("argument-type", "a slice needs ints, not \(name(value.type))", at: bound.place)
      }
      put(value, in: base + offset)
    }
    guard !isNull(operand.type, object, "taking a slice of it") else { return .invalid }
    let type: StaticType
    switch operand.type {
    case .list, .string, .html, .dynamic: type = operand.type
    case .tuple: type = .list(operand.type.element ?? .dynamic)
    default:
      report("not-a-list", "\(name(operand.type)) has no elements", at: object.place)
      return .invalid
    }
    let target = target ?? allocate()
    at(expression.place)
    emit(.slice(into: Int32(target), of: Int32(source), base: Int32(base)))
    return result(type, target)
  }
}
