extension Compiler {
  func statements(_ body: [Statement]) {
    guard nesting < library.schema.limits.nesting else {
      reportNesting(body.first?.place ?? place)
      return
    }
    nesting += 1
    for statement in body {
      if isExhausted { break }
      at(statement.place)
      self.statement(statement)
    }
    nesting -= 1
  }

  private func statement(_ statement: Statement) {
    if !isSharing, isShared(statement) {
      shared(statement) { self.statement(statement) }
      return
    }
    switch statement.kind {
    case .text:
      let text = unit.template.text
      emitText(
        text.bytes[statement.place.start..<statement.place.end],
        key: TextKey(file: text.file, place: statement.place))
    case .output(let value): temporaries { output(value) }
    case .condition(let branches, let otherwise):
      predeclare(branches.map(\.body) + [otherwise])
      conditions(
        branches.map { branch in (branch.test, { self.statements(branch.body) }) },
        hasOtherwise: !otherwise.isEmpty, otherwise: { self.statements(otherwise) })
    case .loop(let loop): self.loop(loop)
    case .set(let target, let value): set(target, value)
    case .setBlock(let name, let filters, let body): setBlock(name, filters, body)
    case .block(let block): self.block(block)
    case .extends: break
    case .include(let inclusion): include(inclusion)
    case .importing(let inclusion, let name): importing(inclusion, as: name)
    case .importingNames(let inclusion, let names): importing(inclusion, names: names)
    case .macro(let macro): define(macro)
    case .call(let call): temporaries { self.call(call) }
    case .with(let values, let body): with(values, body)
    case .filter(let filters, let body):
      temporaries {
        let value = captured(body)
        printed(self.filters(filters, value, at: statement.place), at: statement.place)
      }
    case .loopExit(let exit): leaveLoop(exit)
    }
  }

  // MARK: Conditions

  /// Compiles branches of which the first runs whose test holds.
  func conditions(
    _ branches: [(test: Expression, body: () -> Void)], hasOtherwise: Bool = true,
    otherwise: () -> Void
  ) {
    var ends: [Int] = []
    var result: Flow?
    let wasUnreachable = isUnreachable
    isUnreachable = false
    // A branch that leaves the loop says nothing of what comes after the condition.
    func endBranch() {
      if !isUnreachable { result = result.map { $0.joined(flow) } ?? flow }
      isUnreachable = false
    }
    func end() {
      land(ends)
      isUnreachable = wasUnreachable || result == nil
      flow = result ?? flow
    }
    for (index, (test, body)) in branches.enumerated() {
      let skip = temporaries { () -> Int? in
        let operand = asking { evaluate(test) }
        if operand.isDecided, case .constant(let value) = operand.storage {
          return value.isTrue ? -1 : nil
        }
        let register = Int32(register(operand))
        return emitJump(.jumpIfFalse(register, to: 0))
      }
      guard let skip else { continue }
      let before = flow
      flow.facts.formUnion(facts(test, true))
      body()
      endBranch()
      flow = before
      if skip < 0 {
        end()
        return
      }
      let isLast = index == branches.count - 1 && !hasOtherwise
      if !isLast { ends.append(emitJump(.jump(0))) }
      land(skip)
      flow.facts.formUnion(facts(test, false))
    }
    otherwise()
    endBranch()
    end()
  }

  /// Makes the variables that branches set, so that they are known after the branches.
  private func predeclare(_ bodies: [[Statement]]) {
    var names = Set<String>()
    for body in bodies { AssignedNames.collect(body, deeply: false, &names) }
    for name in names.sorted() where scopes[scopes.count - 1].names[name] == nil {
      switch binding(name) {
      case .value(let outer):
        let type = flow.type(outer)
        let register = variable(name, type)
        emit(.move(into: Int32(register), from: Int32(outer)))
      case nil:
        let register = variable(name, .null)
        emit(.constant(into: Int32(register), constant(.null)))
      default: break
      }
    }
  }
}
