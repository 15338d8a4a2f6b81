// `set`, `with` and captured output.
extension Compiler {
  func set(_ target: Statement.Target, _ value: Expression) {
    switch target {
    case .name(let name):
      if let maker = value.stateMaker, binding(maker) == nil {
        makeState(maker, name, value)
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

  func setBlock(
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

  func with(
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
}
