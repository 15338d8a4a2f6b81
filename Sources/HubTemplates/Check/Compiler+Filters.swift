import HubDiagnostics

extension Compiler {
  func filter(
    _ value: Expression, _ use: Expression.Use, _ expression: Expression, _ target: Int?
  ) -> Operand {
    let isDefault = use.name == "default" || use.name == "d"
    // A name that only other contexts know is null here; asking for it with a default is legal.
    let operand =
      isDefault && isAbsent(value)
      ? Operand.constant(.null, .null) : isDefault ? asking { evaluate(value) } : evaluate(value)
    return apply(use, to: operand, value, at: expression.place, target)
  }

  /// Applies the filters of a `filter` or `set` block.
  ///
  /// What a block prints is escaped already, so it is not escaped again; only `striptags` makes
  /// text of it, in which `<` may stand anew.
  func filters(_ uses: [Expression.Use], _ value: Operand, at place: Place) -> Operand {
    var value = value
    for use in uses { value = apply(use, to: value, nil, at: use.place, nil) }
    guard let last = uses.last, value.type.nonNull == .string,
      !uses.contains(where: { $0.name == "striptags" })
    else { return value }
    let safe = Expression.Use(name: "safe", place: last.place, arguments: .init())
    return apply(safe, to: value, nil, at: last.place, nil)
  }

  private func apply(
    _ use: Expression.Use, to operand: Operand, _ value: Expression?, at place: Place,
    _ target: Int?
  ) -> Operand {
    guard let filter = library.filters[use.name] else {
      reportUnknownFilter(use.name, at: use.place)
      return .invalid
    }
    var input = filter.input
    // A field that is declared as text holds no date: only texts from elsewhere may.
    if case .date = input, case .field? = value?.kind { input = .type(.date) }
    guard accepts(input, operand.type, "filter '\(use.name)'", value, use.place) else {
      return .invalid
    }
    guard checkLiterals(of: filter, operand, value, use) else { return .invalid }
    var signature = Signature(
      what: "filter '\(use.name)'", parameters: filter.parameters,
      otherKeywords: filter.otherKeywords)
    if let keywords = filter.keywordsOfLiteral, case .string(let literal) = operand.constant {
      let wanted = keywords(literal)
      guard checkKeywords(of: use, filter, value: literal, against: wanted.map(\.name)) else {
        return .invalid
      }
      for keyword in wanted { signature.keywordTypes[keyword.name] = keyword.type }
    }
    if use.name == "join", isBuiltin("join"), !checkJoined(operand.type, use, value) {
      return .invalid
    }
    // The value is put aside first: the arguments are evaluated after it.
    let source = register(operand)
    let context = ResultRule.Context(input: operand.type, arguments: [], attribute: nil)
    if let kind = HigherOrder(rawValue: use.name), isBuiltin(use.name) {
      return higherOrder(kind, filter, use, source, operand.type, at: place, target)
    }
    guard
      let bound = bind(
        use.arguments, to: signature, element: context.element, at: use.place)
    else { return .invalid }
    var type = filter.result.type(
      .init(input: operand.type, arguments: bound.types, attribute: bound.attribute),
      library.types)
    if use.name == "first" || use.name == "last", let value, let path = path(value),
      flow.facts.contains(path.appending(use.name == "first" ? "[0]" : "[-1]"))
    {
      type = type.nonNull
    }
    parts.callSites.append(
      CallSite(
        name: use.name, target: .filter(filter.implementation), input: filter.input,
        arguments: bound.constants, base: bound.base, count: bound.count, paths: bound.paths,
        keywordSites: keywordSites(of: use, filter)))
    let target = target ?? allocate()
    at(place)
    emit(
      .filter(
        into: Int32(target), of: Int32(source), site: Int32(parts.callSites.count - 1)))
    return result(type, target)
  }

  /// Checks the constant values that a filter is applied to, in all branches of an inline `if`.
  private func checkLiterals(
    of filter: FilterDefinition, _ operand: Operand, _ value: Expression?, _ use: Expression.Use
  ) -> Bool {
    var literals: [(text: String, place: Place)]?
    if case .string(let text) = operand.constant {
      literals = [(text, value?.place ?? use.place)]
    } else if let value {
      literals = value.literals
    }
    guard let literals else {
      filter.noteUse?(nil)
      return true
    }
    var isValid = true
    for (text, place) in literals {
      filter.noteUse?(text)
      guard let message = filter.checkLiteral?(text) else { continue }
      report("bad-argument", message, at: place)
      isValid = false
    }
    return isValid
  }

  /// Whether the elements of a list have a text that can be joined.
  private func checkJoined(
    _ type: StaticType, _ use: Expression.Use, _ value: Expression?
  ) -> Bool {
    let element = type.nonNull.element?.nonNull
    let hasField =
      use.arguments.positional.count > 1
      || use.arguments.keywords.contains { $0.name == "attribute" }
    guard type.nonNull.isList, !hasField, case .object(let index)? = element else { return true }
    report(
      "argument-type", "'join' joins texts, and \(name(.object(index))) has none",
      at: value?.place ?? use.place, notes: ["write '\(joinHint(index))'"])
    return false
  }

  /// How to print what a list of objects is about.
  func joinHint(_ type: Int) -> String {
    let texts = library.types.types[type].fields.filter {
      library.types.type($0.type).nonNull.isText
    }.map(\.name)
    let field = ["title", "name"].first(where: texts.contains) ?? texts.first ?? "…"
    return "|map(attribute=\"\(field)\")|join(\", \")"
  }

  func reportUnknownFilter(_ name: String, at place: Place) {
    let reason =
      advice(name) ?? Builtins.filtersLeftOut[name] ?? Builtins.filtersElsewhere[name.lowercased()]
    report(
      "unknown-filter", "unknown filter '\(name)'", at: place,
      notes: reason.map { [$0] } ?? hints(name, library.filters.keys))
  }

  private func keywordSites(of use: Expression.Use, _ filter: FilterDefinition) -> [String: Int] {
    guard filter.otherKeywords != nil else { return [:] }
    return Dictionary(use.arguments.keywords.map { ($0.name, site($0.value.place)) }) { $1 }
  }

  /// Whether the keyword arguments are those that the value needs.
  private func checkKeywords(
    of use: Expression.Use, _ filter: FilterDefinition, value: String, against wanted: [String]
  ) -> Bool {
    let given = use.arguments.keywords
    let unknown = given.filter { !wanted.contains($0.name) }
    let all = wanted.filter { name in !given.contains { $0.name == name } }
    let missing = all.filter { name in
      guard var problem = filter.blame?(value, name, given.map(\.name)) else { return true }
      problem.notes.append(
        Diagnostic.Note(
          "this template does not give it", at: unit.template.text.location(use.place)))
      diagnostics.append(problem)
      return false
    }
    for keyword in unknown {
      report(
        "unknown-argument", "filter '\(use.name)' has no argument '\(keyword.name)' for '\(value)'",
        at: keyword.place,
        notes: missing.isEmpty && !wanted.isEmpty
          ? argumentHints(keyword.name, wanted) : argumentHints(keyword.name, missing))
    }
    // A misspelt name has been reported as such.
    for name in missing.dropFirst(unknown.count) {
      report(
        "argument-count", "filter '\(use.name)' needs argument '\(name)' for '\(value)'",
        at: use.place)
    }
    return unknown.isEmpty && all.isEmpty
  }

  private func isBuiltin(_ name: String) -> Bool {
    !library.schema.filters.contains { $0.name == name }
  }

  /// Checks what a filter, test or method is applied to.
  func accepts(
    _ rule: InputRule, _ type: StaticType, _ what: String, _ value: Expression?, _ place: Place
  ) -> Bool {
    if rule.accepts(type, library.types) { return true }
    if rule.accepts(type.nonNull, library.types), type != .null, let value {
      _ = isNull(type, value, "using \(what) on it")
      return false
    }
    report(
      "argument-type", "\(what) works on \(rule.name(library.types)), not on \(name(type))",
      at: value?.place ?? place)
    return false
  }

  func site(
    _ name: String, _ target: CallSite.Target, _ input: InputRule, _ bound: BoundArguments
  ) -> CallSite {
    CallSite(
      name: name, target: target, input: input, arguments: bound.constants, base: bound.base,
      count: bound.count, paths: bound.paths)
  }

  // MARK: Tests

  func test(
    _ value: Expression, _ use: Expression.Use, _ expression: Expression, _ target: Int?
  ) -> Operand {
    let isDefinedTest = use.name == "defined" || use.name == "undefined"
    if isDefinedTest, isAbsent(value) {
      var operand = Operand.constant(.bool(use.name == "undefined"), .bool)
      operand.isDecided = true
      return operand
    }
    guard let test = library.tests[use.name] else {
      _ = evaluate(value)
      report(
        "unknown-test", "unknown test '\(use.name)'", at: use.place,
        notes: hints(use.name, library.tests.keys))
      return .invalid
    }
    let operand = isDefinedTest ? asking { definedOperand(value) } : evaluate(value)
    guard accepts(test.input, operand.type, "test '\(use.name)'", value, use.place) else {
      return .invalid
    }
    let source = register(operand)
    let signature = Signature(what: "test '\(use.name)'", parameters: test.parameters)
    guard let bound = bind(use.arguments, to: signature, at: use.place) else { return .invalid }
    let target = target.flatMap { $0 == source ? nil : $0 } ?? allocate()
    at(expression.place)
    if use.name == "none" || use.name == "undefined", bound.count == 0 {
      emit(.isNull(into: Int32(target), of: Int32(source)))
    } else {
      parts.callSites.append(site(use.name, .test(test.apply), test.input, bound))
      emit(
        .test(into: Int32(target), of: Int32(source), site: Int32(parts.callSites.count - 1)))
    }
    return result(.bool, target)
  }

  /// What `is defined` is asked about: macros and functions are defined, too.
  private func definedOperand(_ value: Expression) -> Operand {
    guard case .name(let name) = value.kind else { return evaluate(value) }
    switch binding(name) {
    case .macro, .module, .loop, .cycler, .joiner: return .constant(.bool(true), .bool)
    case .caller(let caller): return .constant(caller == nil ? .null : .bool(true), .bool)
    default: return evaluate(value)
    }
  }
}
