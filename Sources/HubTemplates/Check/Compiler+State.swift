// What keeps a state between outputs: `namespace`, `cycler` and `joiner`.
extension Compiler {
  func makeState(_ maker: String, _ name: Statement.Name, _ value: Expression) {
    guard case .call(let callee, let arguments) = value.kind else { return }
    switch maker {
    case "cycler": cycler(name, arguments, value, at: callee.place)
    case "joiner": joiner(name, arguments, at: callee.place)
    default: namespace(name, arguments)
    }
  }

  private func namespace(_ name: Statement.Name, _ arguments: Expression.Arguments) {
    for extra in arguments.positional {
      report("argument-type", "'namespace' takes arguments with names only", at: extra.place)
    }
    let register = allocate()
    temporaries {
      let base = allocate(arguments.keywords.count)
      for (offset, keyword) in arguments.keywords.enumerated() {
        put(evaluate(keyword.value, into: base + offset), in: base + offset)
      }
      parts.keys.append(arguments.keywords.map(\.name))
      emit(
        .map(into: Int32(register), base: Int32(base), keys: Int32(parts.keys.count - 1)))
    }
    bind(name.text, .namespace(register: register))
    flow.assign(register, .dynamic)
  }

  // MARK: cycler

  private func cycler(
    _ name: Statement.Name, _ arguments: Expression.Arguments, _ value: Expression, at place: Place
  ) {
    let items = allocate()
    let position = allocate()
    bind(name.text, .cycler(items: items, position: position, count: arguments.positional.count))
    guard !arguments.positional.isEmpty, arguments.keywords.isEmpty else {
      report(
        "argument-count", "'cycler' takes at least 1 argument, without a name", at: place)
      flow.assign(items, .list(.dynamic))
      return
    }
    let list = Expression(
      kind: .list(arguments.positional, isTuple: false), place: value.place, depth: value.depth)
    temporaries {
      let operand = evaluate(list, into: items)
      put(operand, in: items)
      flow.assign(items, .list(operand.type.element ?? .dynamic))
    }
    reset(position)
  }

  private func reset(_ position: Int) {
    emit(.constant(into: Int32(position), constant(.int(0))))
  }

  /// The value at which a cycler stands.
  func current(_ items: Int, _ position: Int, _ target: Int?) -> Operand {
    let target = target ?? allocate()
    emit(.item(into: Int32(target), of: Int32(items), at: Int32(position)))
    return result(flow.type(items).element ?? .dynamic, target)
  }

  func cyclerMethod(
    _ cycler: (items: Int, position: Int, count: Int), _ name: String, _ place: Place,
    _ arguments: Expression.Arguments, _ target: Int?
  ) -> Operand {
    checkNoArguments(name, arguments, at: place)
    switch name {
    case "next":
      let value = current(cycler.items, cycler.position, target)
      temporaries {
        let numbers = allocate(2)
        put(.constant(.int(1), .int), in: numbers)
        put(.constant(.int(max(1, cycler.count)), .int), in: numbers + 1)
        let position = Int32(cycler.position)
        emit(.arithmetic(.add, into: position, position, Int32(numbers)))
        emit(.arithmetic(.modulo, into: position, position, Int32(numbers + 1)))
      }
      return value
    case "reset":
      reset(cycler.position)
      return .constant(.null, .null)
    default:
      report(
        "unknown-function", "a cycler has no function '\(name)'", at: place,
        notes: hints(name, ["next", "reset"]))
      return .invalid
    }
  }

  // MARK: joiner

  private func joiner(_ name: Statement.Name, _ arguments: Expression.Arguments, at place: Place) {
    let text = allocate()
    let isUsed = allocate()
    bind(name.text, .joiner(text: text, isUsed: isUsed))
    let signature = Signature(
      what: "function 'joiner'",
      parameters: [.init("sep", .string, default: .string(", "))])
    temporaries {
      guard let bound = bind(arguments, to: signature, at: place) else { return }
      if let constant = bound.constants?.first {
        put(.constant(constant, .string), in: text)
      } else {
        emit(.move(into: Int32(text), from: Int32(bound.base)))
      }
    }
    emit(.constant(into: Int32(isUsed), constant(.bool(false))))
  }

  /// Nothing at the first call, the text at all others.
  func callJoiner(
    _ name: String, _ text: Int, _ isUsed: Int, _ arguments: Expression.Arguments, at place: Place
  ) -> Operand {
    checkNoArguments(name, arguments, at: place)
    let target = allocate()
    emit(.constant(into: Int32(target), constant(.string(""))))
    let skip = emitJump(.jumpIfFalse(Int32(isUsed), to: 0))
    emit(.move(into: Int32(target), from: Int32(text)))
    land(skip)
    emit(.constant(into: Int32(isUsed), constant(.bool(true))))
    return result(.string, target)
  }
}
