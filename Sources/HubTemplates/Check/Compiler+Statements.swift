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
    func endBranch() {
      result = result.map { $0.joined(flow) } ?? flow
    }
    for (index, (test, body)) in branches.enumerated() {
      let skip = temporaries { () -> Int? in
        let operand = evaluate(test)
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
        land(ends)
        flow = result ?? flow
        return
      }
      let isLast = index == branches.count - 1 && !hasOtherwise
      if !isLast { ends.append(emitJump(.jump(0))) }
      land(skip)
      flow.facts.formUnion(facts(test, false))
    }
    otherwise()
    endBranch()
    land(ends)
    flow = result ?? flow
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

  // MARK: Assignments

  private func set(_ target: Statement.Target, _ value: Expression) {
    switch target {
    case .name(let name):
      if value.isNamespaceCall {
        namespace(name, value)
      } else if case .name(let source) = value.kind, let binding = binding(source),
        case .value = binding
      {
        assign(name, value)
      } else if case .name(let source) = value.kind, let binding = binding(source) {
        bind(name.text, binding)
      } else {
        assign(name, value)
      }
    case .names(let names): temporariesKept(names) { self.evaluate(value) }
    case .member(let object, let field): setMember(object, field, value)
    }
  }

  private func assign(_ name: Statement.Name, _ value: Expression) {
    let mark = nextRegister
    let operand = evaluate(value)
    let source = register(operand)
    if case .value(let known) = scopes[scopes.count - 1].names[name.text] {
      emit(.move(into: Int32(known), from: Int32(source)))
      nextRegister = mark
      flow.assign(known, operand.type)
    } else if source == mark {
      // The value stands in the first free register: that one becomes the variable.
      nextRegister = mark + 1
      bind(name.text, .value(register: mark))
      flow.assign(mark, operand.type)
    } else {
      nextRegister = mark
      let register = variable(name.text, operand.type)
      emit(.move(into: Int32(register), from: Int32(source)))
    }
  }

  /// Assigns the elements of a value to several variables.
  private func temporariesKept(_ names: [Statement.Name], _ value: () -> Operand) {
    // The variables' registers come first, so that the temporary ones can be given back.
    var missing: [Statement.Name] = []
    for name in names where scopes[scopes.count - 1].names[name.text] == nil {
      missing.append(name)
    }
    let fresh = allocate(missing.count)
    temporaries {
      let operand = value()
      let source = register(operand)
      let base = allocate(names.count)
      emit(.unpack(from: Int32(source), base: Int32(base), count: Int32(names.count)))
      let types = unpacked(operand.type, names)
      for (offset, name) in names.enumerated() {
        if let index = missing.firstIndex(where: { $0.text == name.text }) {
          bind(name.text, .value(register: fresh + index))
        }
        guard case .value(let register) = scopes[scopes.count - 1].names[name.text] else {
          continue
        }
        flow.assign(register, types[offset])
        emit(.move(into: Int32(register), from: Int32(base + offset)))
      }
    }
  }

  /// The types of the values that names take from one value.
  func unpacked(_ type: StaticType, _ names: [Statement.Name]) -> [StaticType] {
    let types: [StaticType]
    switch type {
    case .tuple(let items): types = items
    case .record(let fields): types = fields.map(\.type)
    case .list(let element): return names.map { _ in element }
    case .dynamic, .never: return names.map { _ in .dynamic }
    default: types = []
    }
    if types.count == names.count { return types }
    if let first = names.first, let last = names.last {
      let what =
        types.isEmpty ? "\(self.name(type)) can't be unpacked" : "there are \(types.count) values"
      report(
        "unpacking", "\(names.count) names take \(names.count) values, but \(what)",
        at: first.place.through(last.place))
    }
    return names.map { _ in .dynamic }
  }

  private func namespace(_ name: Statement.Name, _ value: Expression) {
    guard case .call(_, let arguments) = value.kind else { return }
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

  private func setMember(
    _ object: Statement.Name, _ field: Statement.Name, _ value: Expression
  ) {
    guard case .namespace(let register) = binding(object.text) else {
      report(
        "not-a-namespace", "only fields of a namespace can be set", at: object.place,
        notes: ["make one with '{% set \(object.text) = namespace(\(field.text)=…) %}'"])
      temporaries { _ = evaluate(value) }
      return
    }
    temporaries {
      let source = self.register(evaluate(value))
      emit(
        .setMember(of: Int32(register), name: index(of: field.text), from: Int32(source)))
    }
  }

  private func setBlock(
    _ name: Statement.Name, _ filters: [Expression.Use], _ body: [Statement]
  ) {
    let mark = nextRegister
    let operand = self.filters(filters, captured(body), at: name.place)
    let source = register(operand)
    nextRegister = mark
    let register = variable(name.text, operand.type)
    if register != source { emit(.move(into: Int32(register), from: Int32(source))) }
  }

  /// Compiles a body whose output becomes a value.
  func captured(_ body: [Statement]) -> Operand {
    captured { scoped { self.statements(body) } }
  }

  func captured(_ body: () -> Void) -> Operand {
    let register = allocate()
    emit(.startCapture)
    body()
    emit(.endCapture(into: Int32(register)))
    return Operand(type: .html, storage: .register(register))
  }

  private func with(
    _ values: [(target: Statement.Target, value: Expression)], _ body: [Statement]
  ) {
    let mark = nextRegister
    let before = flow
    var scope = Scope()
    for (target, value) in values {
      switch target {
      case .name(let name):
        let register = allocate()
        let operand = evaluate(value, into: register)
        put(operand, in: register)
        scope.names[name.text] = .value(register: register)
        flow.assign(register, operand.type)
      case .names(let names):
        let base = allocate(names.count)
        let operand = evaluate(value)
        let source = register(operand)
        emit(.unpack(from: Int32(source), base: Int32(base), count: Int32(names.count)))
        for (offset, type) in unpacked(operand.type, names).enumerated() {
          scope.names[names[offset].text] = .value(register: base + offset)
          flow.assign(base + offset, type)
        }
      case .member: break
      }
    }
    scopes.append(scope)
    statements(body)
    scopes.removeLast()
    flow = before
    nextRegister = mark
  }

  // MARK: Loops

  private func loop(_ loop: Statement.Loop) {
    let mark = nextRegister
    let before = flow
    let operand = evaluate(loop.source)
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
    scoped(scope) {
      unpack()
      self.statements(loop.body)
    }
    flow = before
    at(loop.source.place)
    emit(.nextTurn(Int32(index), target: Int32(target), body: body))
    guard !loop.otherwise.isEmpty else {
      land(begin)
      return
    }
    let end = emitJump(.jump(0))
    land(begin)
    scoped { self.statements(loop.otherwise) }
    land(end)
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
