// Fields, elements and slices of values.
extension Compiler {
  func field(
    _ object: Expression, _ name: String, _ namePlace: Place, _ expression: Expression,
    _ target: Int?
  ) -> Operand {
    if case .name(let owner) = object.kind {
      switch binding(owner) {
      case .loop(let loop): return loopField(loop, name, namePlace, target)
      case .cycler(let items, let position, _):
        guard name == "current" else {
          report(
            "unknown-field", "a cycler has no field '\(name)'", at: namePlace,
            notes: ["it has 'current', 'next()' and 'reset()'"])
          return .invalid
        }
        return current(items, position, target)
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
      types.types[type].noteUse?(name)
      guard let field = types.field(name, of: type) else {
        let declared = types.types[type]
        report(
          "unknown-field", "'\(declared.name)' has no field '\(name)'", at: namePlace,
          notes: fieldHints(name, of: declared))
        return .invalid
      }
      let source = register(operand)
      let reader = reader(field.index, of: type)
      let keeper = isSharing ? nil : kept.register(of: source, reader: reader)
      let target = keeper ?? target ?? allocate()
      at(expression.place)
      emit(
        keeper == nil
          ? .field(into: Int32(target), of: Int32(source), reader: Int32(reader))
          : .keepField(into: Int32(target), of: Int32(source), reader: Int32(reader)))
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

  /// The index of the code that reads a field.
  private func reader(_ field: Int, of type: Int) -> Int {
    let key = FieldKey(type: type, field: field)
    if let known = readers[key] { return known }
    parts.readers.append(
      library.types.types[type].fields[field].reader
        ?? FieldReader { ($0 as? any TemplateObject)?.value(at: field) ?? .null })
    readers[key] = parts.readers.count - 1
    return parts.readers.count - 1
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
      : type.nonNull.isNumber
        // 0 is a value, too, though it is no more true than null.
        ? "put it in '{% if \(text) is not none %}…{% endif %}'"
        : "put it in '{% if \(text) %}…{% endif %}'"
    report(
      "maybe-null", "'\(text)' may be null: test it before \(use)", at: value.place, notes: [hint])
    return true
  }

  func item(
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

  func slice(
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
