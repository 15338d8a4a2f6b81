/// Jumps out of a loop's body that lead nowhere yet.
struct LoopExits {
  var breaks: [Int] = []
  var continues: [Int] = []

  var isEmpty: Bool { breaks.isEmpty && continues.isEmpty }
}

extension Compiler {
  func loop(_ loop: Statement.Loop) {
    let mark = nextRegister
    let before = flow
    // A loop over what is not there has no turn.
    let operand = asking { evaluate(loop.source) }
    let source = register(operand)
    if loop.isRecursive {
      recursiveLoop(loop, source, operand.type)
    } else {
      turns(loop, source, operand.type, routine: nil)
    }
    flow = before
    nextRegister = mark
  }

  private func element(of type: StaticType, _ source: Expression) -> StaticType {
    if let element = type.element { return element }
    let hint: [String] =
      switch type.nonNull {
      case .object: ["loop over one of its lists"]
      default: []
      }
    report("not-a-list", "\(name(type)) can't be looped over", at: source.place, notes: hint)
    return .dynamic
  }

  private func turns(
    _ loop: Statement.Loop, _ source: Int, _ type: StaticType, routine: Int?
  ) {
    let element = element(of: type, loop.source)
    let index = newLoop()
    let target = allocate()
    var scope = Scope()
    var bases = 0
    flow.assign(target, element)
    switch loop.target {
    case .name(let name): scope.names[name.text] = .value(register: target)
    case .names(let names):
      bases = allocate(names.count)
      for (offset, type) in unpacked(element, names).enumerated() {
        scope.names[names[offset].text] = .value(register: bases + offset)
        flow.assign(bases + offset, type)
      }
    case .member: break
    }
    func unpack() {
      guard case .names(let names) = loop.target, !names.isEmpty else { return }
      emit(.unpack(from: Int32(target), base: Int32(bases), count: Int32(names.count)))
    }
    // As in Jinja, 'else' also runs where no turn came to its end.
    let isFinished = loop.otherwise.isEmpty ? 0 : allocate()
    if !loop.otherwise.isEmpty {
      emit(.constant(into: Int32(isFinished), constant(.bool(false))))
    }
    let begin: Int
    if let filter = loop.filter {
      emit(.startSelection(Int32(index), of: Int32(source)))
      let again = label()
      let next = emitJump(.nextCandidate(Int32(index), target: Int32(target), end: 0))
      scoped(scope) {
        unpack()
        let condition = self.register(self.evaluate(filter))
        emit(.keepCandidate(Int32(index), condition: Int32(condition)))
      }
      emit(.jump(again))
      land(next)
      begin = emitJump(.startSelected(Int32(index), target: Int32(target), otherwise: 0))
    } else {
      begin = emitJump(
        .startLoop(Int32(index), of: Int32(source), target: Int32(target), otherwise: 0))
    }
    let body = label()
    scope.names["loop"] = .loop(LoopBinding(index: index, element: element, routine: routine))
    let before = flow
    if let filter = loop.filter {
      scopes.append(scope)
      flow.facts.formUnion(facts(filter, true))
      scopes.removeLast()
    }
    loopExits.append(LoopExits())
    let wasUnreachable = isUnreachable
    isUnreachable = false
    scoped(scope) {
      unpack()
      self.statements(loop.body)
    }
    let exits = loopExits.removeLast()
    flow = before
    at(loop.source.place)
    if !loop.otherwise.isEmpty, !exits.isEmpty {
      emit(.constant(into: Int32(isFinished), constant(.bool(true))))
    }
    land(exits.continues)
    emit(.nextTurn(Int32(index), target: Int32(target), body: body))
    if loop.otherwise.isEmpty {
      land(exits.breaks + [begin])
    } else {
      land(exits.breaks)
      let end = emitJump(exits.isEmpty ? .jump(0) : .jumpIfTrue(Int32(isFinished), to: 0))
      land(begin)
      scoped { self.statements(loop.otherwise) }
      land(end)
    }
    isUnreachable = wasUnreachable
  }

  /// Compiles `break` and `continue`, which the parser allows in the body of a loop only.
  func leaveLoop(_ exit: Statement.LoopExit) {
    guard !loopExits.isEmpty else { return }
    let jump = emitJump(.jump(0))
    switch exit {
    case .breaks: loopExits[loopExits.count - 1].breaks.append(jump)
    case .continues: loopExits[loopExits.count - 1].continues.append(jump)
    }
    isUnreachable = true
  }

  /// Compiles a loop whose body may call `loop(children)`: a routine of its own.
  private func recursiveLoop(_ loop: Statement.Loop, _ source: Int, _ type: StaticType) {
    let routine = parts.routines.count
    parts.routines.append(Program.Routine())
    let base = allocate()
    emit(.move(into: Int32(base), from: Int32(source)))
    emit(.call(routine: Int32(routine), base: Int32(base)))
    let over = emitJump(.jump(0))
    nextRegister = parts.registerCount
    let loopStart = parts.loopCount
    let parameter = allocate()
    parts.routines[routine].start = Int(label())
    turns(loop, parameter, type, routine: routine)
    emit(.endOfRoutine)
    parts.routines[routine].registers = parameter..<parts.registerCount
    parts.routines[routine].loops = loopStart..<parts.loopCount
    parts.routines[routine].parameters = 1
    land(over)
  }
}
