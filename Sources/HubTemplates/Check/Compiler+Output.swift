extension Compiler {
  /// Compiles `{{ … }}`.
  func output(_ value: Expression) {
    if printsDirectly(value) { return }
    if case .filter(let inner, let use) = value.kind, use.name == "safe", use.arguments.isEmpty,
      library.schema.filters.allSatisfy({ $0.name != "safe" })
    {
      let operand = evaluate(inner)
      guard checkPrintable(operand.type, inner) else { return }
      if let constant = operand.constant {
        emitText(Array((constant.text ?? "").utf8)[...])
      } else {
        emit(.printSafe(Int32(register(operand))))
      }
      return
    }
    let count = parts.ops.count
    let operand = evaluate(value)
    guard checkPrintable(operand.type, value) else { return }
    // A field that was read for printing only is printed without a register.
    if parts.ops.count == count + 1, barrier <= count,
      case .register(let register) = operand.storage,
      case .field(let target, let source, let index) = parts.ops[count], Int(target) == register
    {
      parts.ops[count] = .printField(of: source, reader: index)
      return
    }
    if parts.ops.count == count + 1, printShared(operand) { return }
    printed(operand, at: value.place)
  }

  /// Prints an operand.
  func printed(_ operand: Operand, at place: Place) {
    switch operand.storage {
    case .constant(let value):
      var bytes: [UInt8] = []
      do { try HTMLEscape.append(value, to: &bytes) } catch {
        report("prints-nothing", error.message, at: place)
      }
      emitText(bytes[...])
    case .register(let register): emit(.print(Int32(register)))
    }
  }

  private func checkPrintable(_ type: StaticType, _ value: Expression) -> Bool {
    let hint: String
    switch type.nonNull {
    case .list, .tuple: hint = "loop over it with 'for', or use '|join' or '|length'"
    case .object(let index):
      let fields = library.types.types[index].fields.filter { field in
        [.string, .html, .int, .double, .date].contains(library.types.type(field.type).nonNull)
      }
      let names = fields.prefix(3).map { "'\($0.name)'" }.joined(separator: ", ")
      hint = "print one of its fields" + (names.isEmpty ? "" : ", such as \(names)")
    case .record: hint = "print one of its values"
    default: return true
    }
    report(
      "prints-nothing", "\(name(type)) prints nothing useful", at: value.place, notes: [hint])
    return false
  }

  /// Compiles calls whose output goes straight to the page; false for other expressions.
  func printsDirectly(_ value: Expression) -> Bool {
    guard case .call(let callee, let arguments) = value.kind else { return false }
    switch callee.kind {
    case .name(let name):
      switch binding(name) {
      case .macro(let macro):
        callMacro(macro, arguments, at: value.place)
        return true
      case .caller(let caller):
        callCaller(caller, arguments, at: value.place)
        return true
      case .loop(let loop):
        callLoop(loop, arguments, at: value.place)
        return true
      case nil where name == "super":
        callSuper(arguments, at: value.place)
        return true
      default: return false
      }
    case .field(let object, let name, _):
      guard case .name(let owner) = object.kind else { return false }
      if owner == "self", binding(owner) == nil {
        callBlock(name, arguments, at: value.place)
        return true
      }
      guard case .module(_, let members) = binding(owner), case .macro(let macro) = members[name]
      else { return false }
      callMacro(macro, arguments, at: value.place)
      return true
    default: return false
    }
  }

  private func callSuper(_ arguments: Expression.Arguments, at place: Place) {
    checkNoArguments("super", arguments, at: place)
    guard let (name, level) = unit.block else {
      report("super-outside-block", "'super()' stands in a block", at: place)
      return
    }
    let definitions = unit.inheritance.blocks[name] ?? []
    guard definitions.indices.contains(level + 1) else {
      report("no-super", "no parent has a block '\(name)' for 'super()'", at: place)
      return
    }
    definition(name, level + 1, isScoped: true)
  }

  private func callBlock(_ name: String, _ arguments: Expression.Arguments, at place: Place) {
    checkNoArguments("self.\(name)", arguments, at: place)
    guard unit.inheritance.blocks[name] != nil else {
      report(
        "unknown-block", "there is no block '\(name)'", at: place,
        notes: hints(name, unit.inheritance.blocks.keys))
      return
    }
    definition(name, 0)
  }

  func checkNoArguments(_ name: String, _ arguments: Expression.Arguments, at place: Place) {
    if !arguments.isEmpty {
      report("argument-count", "'\(name)' takes no arguments", at: place)
    }
  }

  private func callLoop(_ loop: LoopBinding, _ arguments: Expression.Arguments, at place: Place) {
    guard let routine = loop.routine else {
      report(
        "not-recursive", "only a loop with 'recursive' can be called", at: place,
        notes: ["write '{% for … in … recursive %}'"])
      return
    }
    guard arguments.positional.count == 1, arguments.keywords.isEmpty else {
      report("argument-count", "'loop' takes 1 argument, a list", at: place)
      return
    }
    let base = allocate()
    let operand = evaluate(arguments.positional[0], into: base)
    put(operand, in: base)
    let element = operand.type.element ?? .dynamic
    if operand.type.element == nil {
      report(
        "not-a-list", "\(name(operand.type)) can't be looped over",
        at: arguments.positional[0].place)
    } else if !element.fits(loop.element) {
      report(
        "argument-type",
        "this loop goes through \(name(.list(loop.element))), not \(name(.list(element)))",
        at: arguments.positional[0].place)
    }
    at(place)
    emit(.call(routine: Int32(routine), base: Int32(base)))
  }
}
