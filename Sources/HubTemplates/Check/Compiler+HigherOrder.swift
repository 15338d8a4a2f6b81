/// Filters that apply another filter, or a test, to each element.
extension Compiler {
  private struct InnerCall {
    var site: CallSite
    var type: StaticType
    /// The types of the arguments that were given, by parameter.
    var arguments: [StaticType?]
  }

  enum HigherOrder: String {
    case map, select, reject, selectattr, rejectattr
    case choice = "where"
  }

  /// Compiles a filter that applies another filter, or a test, to each element.
  func higherOrder(
    _ kind: HigherOrder, _ filter: FilterDefinition, _ use: Expression.Use, _ source: Int,
    _ input: StaticType, at place: Place, _ target: Int?
  ) -> Operand {
    let element = ResultRule.Context(input: input, arguments: [], attribute: nil).element
    var own = use.arguments
    var inner: Expression?
    let isAttribute = kind == .selectattr || kind == .rejectattr || kind == .choice
    let position = isAttribute ? 1 : 0
    if own.positional.count > position {
      inner = own.positional[position]
      own.positional = Array(own.positional.prefix(position))
    }
    var innerArguments = Expression.Arguments()
    innerArguments.positional = Array(use.arguments.positional.dropFirst(position + 1))
    if inner != nil, kind == .map {
      innerArguments.keywords = own.keywords
      own.keywords = []
    }
    if kind == .choice {
      guard own.keywords.isEmpty, let value = inner else {
        report(
          "argument-count", "filter 'where' needs a field's name and a value", at: use.place,
          notes: ["write 'where(\"section\", \"news\")' or 'where(\"count\", \">\", 3)'"])
        return .invalid
      }
      if innerArguments.positional.isEmpty {
        inner = Expression(kind: .literal(.string("==")), place: value.place, depth: 1)
        innerArguments.positional = [value]
      }
    }
    if kind == .map, inner == nil, !own.keywords.contains(where: { $0.name == "attribute" }) {
      report(
        "argument-count", "filter 'map' needs a filter's name or 'attribute'", at: use.place)
      return .invalid
    }
    let what = "filter '\(use.name)'"
    let signature = Signature(what: what, parameters: filter.parameters)
    guard let bound = bind(own, to: signature, element: element, at: use.place) else {
      return .invalid
    }
    var call: InnerCall?
    if let inner {
      let subject = isAttribute ? bound.attribute ?? .dynamic : element
      call = self.inner(kind, inner, innerArguments, subject, bound)
      guard let call else { return .invalid }
      if kind == .choice { checkChoice(call, bound.attribute, innerArguments, inner.place) }
    }
    parts.callSites.append(
      CallSite(
        name: use.name, target: .filter(filter.implementation), input: filter.input,
        arguments: bound.constants, base: bound.base, count: bound.count, paths: bound.paths,
        inner: call?.site))
    let type: StaticType
    if kind == .map {
      let mapped = call?.type ?? bound.attribute ?? .dynamic
      type = .list(bound.types.last.flatMap { $0 }.map { mapped.nonNull.joined($0) } ?? mapped)
    } else {
      type = .list(element)
    }
    let target = target ?? allocate()
    at(place)
    emit(
      .filter(into: Int32(target), of: Int32(source), site: Int32(parts.callSites.count - 1)))
    return result(type, target)
  }

  /// The filter or test that is applied to each element.
  private func inner(
    _ kind: HigherOrder, _ nameExpression: Expression, _ arguments: Expression.Arguments,
    _ element: StaticType, _ outer: BoundArguments
  ) -> InnerCall? {
    guard case .literal(.string(let name)) = nameExpression.kind else {
      report(
        "argument-type", "the name of a \(kind == .map ? "filter" : "test") is written out",
        at: nameExpression.place)
      return nil
    }
    if kind == .map {
      guard let filter = library.filters[name], HigherOrder(rawValue: name) == nil else {
        reportUnknownFilter(name, at: nameExpression.place)
        return nil
      }
      filter.noteUse?(nil)
      guard accepts(filter.input, element, "filter '\(name)'", nil, nameExpression.place)
      else { return nil }
      let signature = Signature(
        what: "filter '\(name)'", parameters: filter.parameters,
        otherKeywords: filter.otherKeywords)
      guard let bound = bindInner(arguments, signature, element, nameExpression) else {
        return nil
      }
      let type = filter.result.type(
        .init(input: element, arguments: bound.types, attribute: bound.attribute), library.types)
      return InnerCall(
        site: site(name, .filter(filter.implementation), filter.input, bound), type: type,
        arguments: bound.types)
    }
    guard let test = library.tests[name] else {
      report(
        "unknown-test", "unknown test '\(name)'", at: nameExpression.place,
        notes: hints(name, library.tests.keys))
      return nil
    }
    guard accepts(test.input, element, "test '\(name)'", nil, nameExpression.place) else {
      return nil
    }
    let signature = Signature(what: "test '\(name)'", parameters: test.parameters)
    guard let bound = bindInner(arguments, signature, element, nameExpression) else {
      return nil
    }
    return InnerCall(
      site: site(name, .test(test.apply), test.input, bound), type: .bool, arguments: bound.types)
  }

  private func bindInner(
    _ arguments: Expression.Arguments, _ signature: Signature, _ element: StaticType,
    _ name: Expression
  ) -> BoundArguments? {
    bind(
      arguments, to: signature, element: element.element ?? .dynamic, at: name.place)
  }

  /// Reports a comparison of `where` that never holds, or that has no meaning.
  private func checkChoice(
    _ call: InnerCall, _ field: StaticType?, _ arguments: Expression.Arguments, _ place: Place
  ) {
    guard let comparison = Comparison(test: call.site.name), let field,
      let type = call.arguments.first.flatMap({ $0 }), let value = arguments.positional.first
    else { return }
    switch comparison {
    case .equal, .notEqual: checkEquality(field, type, value)
    case .isIn, .isNotIn: checkMembership(field, type, value, value)
    default:
      guard !haveOrder(field.nonNull, type) else { return }
      report(
        "incompatible-types",
        "'\(comparison.sign)' does not work on \(name(field.nonNull)) and \(name(type))",
        at: value.place)
    }
  }
}

extension Comparison {
  /// The comparison that a test of that name makes.
  init?(test name: String) {
    switch name {
    case "==", "eq", "equalto": self = .equal
    case "!=", "ne": self = .notEqual
    case "<", "lt", "lessthan": self = .less
    case "<=", "le": self = .lessEqual
    case ">", "gt", "greaterthan": self = .greater
    case ">=", "ge": self = .greaterEqual
    case "in": self = .isIn
    default: return nil
    }
  }

  var isOrder: Bool {
    switch self {
    case .less, .lessEqual, .greater, .greaterEqual: true
    default: false
    }
  }
}
