/// What the engine itself brings: Jinja's filters, tests, functions, and methods of texts and maps.
enum Builtins {
  static let filters: [FilterDefinition] =
    textFilters + caseFilters + htmlFilters + listFilters + orderFilters + numberFilters
    + valueFilters + layoutFilters + queryFilters + [urlizeFilter]

  static let functions: [FunctionDefinition] = [
    FunctionDefinition(
      name: "range", documentation: "A list of ints, as Python's range.",
      parameters: [
        .init("start", .int), .init("stop", .optional(.int), default: .null),
        .init("step", .int, default: .int(1)),
      ], result: .list(.int)
    ) { arguments, _ throws(TemplateError) in
      guard case .int(var start) = arguments[0], case .int(let step) = arguments[2], step != 0
      else { throw TemplateError("'range' takes ints, and a step that is not 0") }
      var stop = start
      if case .int(let given) = arguments[1] { stop = given } else { start = 0 }
      let span = step > 0 ? Double(stop) - Double(start) : Double(start) - Double(stop)
      guard span / Double(step.magnitude) <= 100_000 else {
        throw TemplateError("'range' has at most 100000 elements")
      }
      return .list(stride(from: start, to: stop, by: step).map { .int($0) })
    }
  ]

  /// A parameter that names a field, such as `'author.name'`.
  static func attribute(_ name: String = "attribute", isRequired: Bool = false)
    -> TemplateParameter
  {
    var parameter = TemplateParameter(name, .dynamic, default: isRequired ? nil : .null)
    parameter.role = .attribute
    return parameter
  }
}
