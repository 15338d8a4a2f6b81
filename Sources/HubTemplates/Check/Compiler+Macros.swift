/// A macro to be compiled for the types of one call's arguments.
struct MacroInstance {
  struct Key: Hashable {
    var identity: Int
    var arguments: [StaticType?]
  }

  var routine: Int
  var macro: Statement.Macro
  var unit: Unit
  var scopes: [Scope]
  var flow: Flow
  var arguments: [StaticType?]
  var caller: CallerBinding?
}

extension Compiler {
  /// Makes the macros of a template known before its first statement, so that they may call each
  /// other in any order.
  func hoistMacros(_ body: [Statement]) {
    for statement in body {
      if case .macro(let macro) = statement.kind { define(macro) }
    }
  }

  func define(_ macro: Statement.Macro) {
    if case .macro(let known) = scopes[scopes.count - 1].names[macro.name.text],
      known.macro.name.place == macro.name.place,
      known.unit.template === unit.template
    {
      return
    }
    macroCount += 1
    let binding = MacroBinding(
      macro: macro, unit: unit, identity: macroCount, home: .inScopes(scopes.count))
    bind(macro.name.text, .macro(binding))
  }

  /// Keeps the macros of a scope that ends, so that those which nobody calls are checked, too.
  func keepMacros() {
    guard let scope = scopes.last else { return }
    for name in scope.names.keys.sorted() {
      guard case .macro(var macro) = scope.names[name], case .inScopes(let home) = macro.home,
        home == scopes.count,
        !library.checked.contains(macroKey(macro))
      else { continue }
      macro.home = .kept(scopes)
      uncalled.append((macro, flow))
    }
  }

  /// Checks the bodies of macros that no template has called, without types.
  func checkUncalled() {
    for (macro, flow) in uncalled where library.checked.insert(macroKey(macro)).inserted {
      self.flow = flow
      _ = instance(
        of: macro, macro.macro.parameters.map { _ in .dynamic }, caller: nil, parent: -1)
    }
    uncalled = []
  }

  private func macroKey(_ macro: MacroBinding) -> String {
    "\(macro.unit.template.name)@\(macro.macro.name.place.start)"
  }

  func callMacro(_ macro: MacroBinding, _ arguments: Expression.Arguments, at place: Place) {
    callMacro(macro, arguments, caller: nil, at: place)
  }

  private func callMacro(
    _ macro: MacroBinding, _ arguments: Expression.Arguments, caller: CallerBinding?,
    at place: Place
  ) {
    let parameters = macro.macro.parameters
    guard let given = match(arguments, parameters, "macro '\(macro.macro.name.text)'", at: place)
    else { return }
    let base = allocate(given.count)
    var types: [StaticType?] = []
    var offset = 0
    for argument in given {
      guard let argument else {
        types.append(nil)
        continue
      }
      let operand = evaluate(argument, into: base + offset)
      put(operand, in: base + offset)
      types.append(operand.type.limited())
      offset += 1
    }
    library.checked.insert(macroKey(macro))
    at(place)
    let parent = site(place)
    guard let routine = instance(of: macro, types, caller: caller, parent: parent) else { return }
    emit(.call(routine: Int32(routine), base: Int32(base)))
  }

  private func match(
    _ arguments: Expression.Arguments,
    _ parameters: [(name: Statement.Name, defaultValue: Expression?)], _ what: String,
    at place: Place
  ) -> [Expression?]? {
    var given = [Expression?](repeating: nil, count: parameters.count)
    for (index, argument) in arguments.positional.enumerated() {
      guard index < parameters.count else {
        let count = parameters.count == 1 ? "1 argument" : "\(parameters.count) arguments"
        report("argument-count", "\(what) takes at most \(count)", at: argument.place)
        return nil
      }
      given[index] = argument
    }
    for keyword in arguments.keywords {
      guard let index = parameters.firstIndex(where: { $0.name.text == keyword.name }) else {
        report(
          "unknown-argument", "\(what) has no argument '\(keyword.name)'", at: keyword.place,
          notes: argumentHints(keyword.name, parameters.map(\.name.text)))
        return nil
      }
      guard given[index] == nil else {
        report("argument-count", "argument '\(keyword.name)' is given twice", at: keyword.place)
        return nil
      }
      given[index] = keyword.value
    }
    for (index, parameter) in parameters.enumerated()
    where given[index] == nil && parameter.defaultValue == nil {
      report("argument-count", "\(what) needs argument '\(parameter.name.text)'", at: place)
      return nil
    }
    return given
  }

  /// The routine of a macro for some types of arguments, compiled later.
  private func instance(
    of macro: MacroBinding, _ types: [StaticType?], caller: CallerBinding?, parent: Int
  ) -> Int? {
    let key = MacroInstance.Key(identity: macro.identity, arguments: types)
    if caller == nil, let known = instances[key] { return known }
    guard expand() else { return nil }
    let routine = parts.routines.count
    parts.routines.append(Program.Routine())
    if caller == nil { instances[key] = routine }
    let scopes: [Scope] =
      switch macro.home {
      case .inScopes(let count): Array(self.scopes.prefix(count))
      case .kept(let scopes): scopes
      }
    var unit = macro.unit
    if parent >= 0 { (unit.parent, unit.link) = (parent, "called") }
    var flow = self.flow
    flow.facts = []
    pending.append(
      MacroInstance(
        routine: routine, macro: macro.macro, unit: unit, scopes: scopes, flow: flow,
        arguments: types, caller: caller))
    return routine
  }

  /// Compiles a macro's body for the types of its arguments.
  func instance(_ instance: MacroInstance) {
    unit = instance.unit
    scopes = instance.scopes
    flow = instance.flow
    active = [unit.template.name]
    nesting = instance.caller == nil ? 0 : callDepth(instance)
    guard nesting < library.schema.limits.nesting else {
      reportNesting(instance.macro.name.place)
      return
    }
    nextRegister = parts.registerCount
    let start = nextRegister
    let loopStart = parts.loopCount
    at(instance.macro.name.place)
    var scope = Scope()
    scope.names["caller"] = .caller(instance.caller)
    parts.routines[instance.routine].start = Int(label())
    for (index, type) in instance.arguments.enumerated() {
      guard let type else { continue }
      let register = allocate()
      scope.names[instance.macro.parameters[index].name.text] = .value(register: register)
      flow.assign(register, type)
    }
    let given = nextRegister - start
    scopes.append(scope)
    for (index, type) in instance.arguments.enumerated() where type == nil {
      guard let value = instance.macro.parameters[index].defaultValue else { continue }
      let register = allocate()
      let operand = evaluate(value, into: register)
      put(operand, in: register)
      bind(instance.macro.parameters[index].name.text, .value(register: register))
      flow.assign(register, operand.type)
    }
    statements(instance.macro.body)
    emit(.endOfRoutine)
    parts.routines[instance.routine].registers = start..<parts.registerCount
    parts.routines[instance.routine].loops = loopStart..<parts.loopCount
    parts.routines[instance.routine].parameters = given
  }

  /// How many bodies of `call` lie within each other around this one.
  private func callDepth(_ instance: MacroInstance) -> Int {
    var depth = 0
    var caller = instance.caller
    while let current = caller {
      depth += 2
      var outer: CallerBinding?
      for scope in current.scopes {
        if case .caller(let binding?) = scope.names["caller"] { outer = binding }
      }
      caller = outer
    }
    return depth
  }

  // MARK: Call blocks

  func call(_ call: Statement.Call) {
    guard case .call(let callee, let arguments) = call.call.kind else { return }
    let caller = CallerBinding(call: call, unit: unit, scopes: scopes, flow: flow)
    switch callee.kind {
    case .name(let name):
      if case .macro(let macro) = binding(name) {
        callMacro(macro, arguments, caller: caller, at: call.call.place)
        return
      }
      if case .module(let module, _) = binding(name), module.isEmpty { return }
    case .field(let object, let name, _):
      if case .name(let owner) = object.kind, case .module(let module, let members) = binding(owner)
      {
        if case .macro(let macro) = members[name] {
          callMacro(macro, arguments, caller: caller, at: call.call.place)
          return
        }
        if module.isEmpty { return }
      }
    default: break
    }
    let macros = scopes.flatMap { $0.names.compactMap { $0.value.isMacro ? $0.key : nil } }
    report(
      "unknown-macro", "'\(source(callee))' is not a macro", at: callee.place,
      notes: hints(source(callee), macros))
  }

  /// Compiles the body of `call` in place of `caller()`.
  func callCaller(
    _ caller: CallerBinding?, _ arguments: Expression.Arguments, at place: Place
  ) {
    guard let caller else {
      emit(.fail(message: index(of: "this macro was called without a body for 'caller()'")))
      return
    }
    guard let given = match(arguments, caller.call.parameters, "'caller'", at: place),
      expand()
    else { return }
    guard nesting < library.schema.limits.nesting else {
      reportNesting(place)
      return
    }
    nesting += 1
    var scope = Scope()
    var types: [(Int, StaticType)] = []
    for (index, argument) in given.enumerated() {
      guard let value = argument ?? caller.call.parameters[index].defaultValue else { continue }
      let register = allocate()
      let operand = evaluate(value, into: register)
      put(operand, in: register)
      scope.names[caller.call.parameters[index].name.text] = .value(register: register)
      types.append((register, operand.type))
    }
    let (outerUnit, outerScopes, outerFlow) = (unit, scopes, flow)
    let parent = site(place)
    unit = caller.unit
    (unit.parent, unit.link) = (parent, "called")
    scopes = caller.scopes
    flow = caller.flow
    for (register, type) in types { flow.assign(register, type) }
    scoped(scope) { self.statements(caller.call.body) }
    (unit, scopes, flow) = (outerUnit, outerScopes, outerFlow)
    nesting -= 1
  }
}
