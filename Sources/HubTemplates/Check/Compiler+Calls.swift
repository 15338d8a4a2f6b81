extension Compiler {
  func call(
    _ callee: Expression, _ arguments: Expression.Arguments, _ expression: Expression,
    _ target: Int?
  ) -> Operand {
    switch callee.kind {
    case .name(let name):
      if binding(name) == nil, name != "super" {
        return function(name, callee, arguments, expression, target)
      }
      if case .joiner(let text, let isUsed) = binding(name) {
        return callJoiner(name, text, isUsed, arguments, at: expression.place)
      }
    case .field(let object, let name, let place):
      if case .name(let owner) = object.kind {
        if case .loop(let loop) = binding(owner) {
          return loopMethod(loop, name, place, arguments, expression, target)
        }
        if case .cycler(let items, let position, let count) = binding(owner) {
          return cyclerMethod((items, position, count), name, place, arguments, target)
        }
        if case .module(let module, let members) = binding(owner) {
          if module.isEmpty { return .invalid }
          if case .macro = members[name] { break }
          return field(object, name, place, callee, target)
        }
        if owner == "self", binding(owner) == nil { break }
      }
      return method(object, name, place, arguments, expression, target)
    default: break
    }
    if case .name(let name) = callee.kind, case .module(let module, _) = binding(name),
      module.isEmpty
    {
      return .invalid
    }
    let register = allocate()
    let start = parts.ops.count
    emit(.startCapture)
    guard printsDirectly(expression) else {
      parts.ops.removeSubrange(min(start, parts.ops.count)...)
      parts.opSites.removeSubrange(min(start, parts.opSites.count)...)
      barrier = max(barrier, start)
      let isHidden = library.functions[source(callee)] != nil
      report(
        "not-callable", "'\(source(callee))' can't be called", at: callee.place,
        notes: isHidden ? ["a variable hides the function of that name: rename the variable"] : [])
      return .invalid
    }
    at(expression.place)
    emit(.endCapture(into: Int32(register)))
    return result(.html, register)
  }

  private func function(
    _ name: String, _ callee: Expression, _ arguments: Expression.Arguments,
    _ expression: Expression, _ target: Int?
  ) -> Operand {
    if name == "dict" { return dictionary(arguments, expression, target) }
    guard let function = library.functions[name] else {
      if Expression.stateMakers.contains(name) {
        report("wrong-use", "'\(name)' stands alone after '{% set name = '", at: callee.place)
        return .invalid
      }
      let macros = scopes.flatMap { $0.names.compactMap { $0.value.isMacro ? $0.key : nil } }
      report(
        "unknown-function", "unknown function '\(name)'", at: callee.place,
        notes: filterHint(name, arguments) ?? advice(name).map { [$0] }
          ?? hints(name, Array(library.functions.keys) + macros))
      return .invalid
    }
    let signature = Signature(
      what: "function '\(name)'", parameters: function.parameters,
      otherKeywords: function.otherKeywords)
    guard let bound = bind(arguments, to: signature, at: callee.place) else { return .invalid }
    parts.functionSites.append(
      FunctionSite(
        function: function, arguments: bound.constants, base: bound.base, count: bound.count))
    let target = target ?? allocate()
    at(expression.place)
    emit(.function(into: Int32(target), site: Int32(parts.functionSites.count - 1)))
    return result(library.types.type(function.result), target)
  }

  /// How to write a filter that is called like a function.
  private func filterHint(_ name: String, _ arguments: Expression.Arguments) -> [String]? {
    guard library.filters[name] != nil, let value = arguments.positional.first else { return nil }
    let others =
      (arguments.positional.dropFirst().map { source($0) }
      + arguments.keywords.map { "\($0.name)=\(source($0.value))" }).joined(separator: ", ")
    return ["write '\(source(value)) | \(name)\(others.isEmpty ? "" : "(\(others))")'"]
  }

  private func dictionary(
    _ arguments: Expression.Arguments, _ expression: Expression, _ target: Int?
  ) -> Operand {
    for extra in arguments.positional {
      report("argument-type", "'dict' takes arguments with names only", at: extra.place)
    }
    let entries = arguments.keywords.map { keyword in
      let key = Expression(kind: .literal(.string(keyword.name)), place: keyword.place, depth: 1)
      return (key: key, value: keyword.value)
    }
    let map = Expression(kind: .map(entries), place: expression.place, depth: expression.depth)
    return evaluate(map, into: target)
  }

  private func method(
    _ object: Expression, _ name: String, _ place: Place, _ arguments: Expression.Arguments,
    _ expression: Expression, _ target: Int?
  ) -> Operand {
    let operand = evaluate(object)
    // What is wrong with the object has been reported.
    if operand.type == .dynamic, case .null? = operand.constant { return .invalid }
    guard !isNull(operand.type, object, "calling '\(name)' on it") else { return .invalid }
    let candidates = library.methods[name] ?? []
    guard let method = candidates.first(where: { $0.input.accepts(operand.type, library.types) })
    else {
      let known = library.methods.values.joined().filter {
        $0.input.accepts(operand.type, library.types)
      }
      var notes = hints(name, known.map(\.name))
      if library.filters[name] != nil { notes = ["write '\(source(object))|\(name)'"] }
      report(
        "unknown-function", "\(self.name(operand.type)) has no function '\(name)'", at: place,
        notes: notes)
      return .invalid
    }
    let receiver = register(operand)
    let signature = Signature(what: "'\(name)'", parameters: method.parameters)
    guard let bound = bind(arguments, to: signature, at: place) else { return .invalid }
    parts.methodSites.append(
      MethodSite(
        method: method, arguments: bound.constants, base: bound.base, count: bound.count))
    let target = target ?? allocate()
    at(expression.place)
    emit(
      .method(
        into: Int32(target), of: Int32(receiver), site: Int32(parts.methodSites.count - 1)))
    let context = ResultRule.Context(
      input: operand.type, arguments: bound.types, attribute: bound.attribute)
    return result(method.result.type(context, library.types), target)
  }

  private func loopMethod(
    _ loop: LoopBinding, _ name: String, _ place: Place, _ arguments: Expression.Arguments,
    _ expression: Expression, _ target: Int?
  ) -> Operand {
    let values = arguments.positional
    guard name == "cycle" || name == "changed" else {
      report(
        "unknown-function", "'loop' has no function '\(name)'", at: place,
        notes: hints(name, ["cycle", "changed"]))
      return .invalid
    }
    guard !values.isEmpty, arguments.keywords.isEmpty else {
      report(
        "argument-count", "'loop.\(name)' takes at least 1 argument, without a name", at: place)
      return .invalid
    }
    let list = Expression(
      kind: .list(values, isTuple: false), place: expression.place, depth: expression.depth)
    let operand = evaluate(list)
    let source = register(operand)
    let target = target ?? allocate()
    if name == "changed" {
      emit(.loopChanged(into: Int32(target), loop: Int32(loop.index), Int32(source)))
      return result(.bool, target)
    }
    let position = allocate(2)
    emit(.loopField(into: Int32(position), loop: Int32(loop.index), .index0))
    put(.constant(.int(values.count), .int), in: position + 1)
    emit(
      .arithmetic(.modulo, into: Int32(position), Int32(position), Int32(position + 1)))
    emit(.item(into: Int32(target), of: Int32(source), at: Int32(position)))
    return result(operand.type.element ?? .dynamic, target)
  }
}

extension Binding {
  var isMacro: Bool {
    if case .macro = self { true } else { false }
  }
}
