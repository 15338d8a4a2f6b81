/// What the engine itself brings: Jinja's filters, tests, functions, and methods of texts and maps.
enum Builtins {
  static let filters: [FilterDefinition] =
    textFilters + caseFilters + htmlFilters + listFilters + orderFilters + numberFilters
    + valueFilters + layoutFilters + queryFilters + [urlizeFilter]

  /// Jinja's filters that are left out, and what to write in their place.
  static let filtersLeftOut = [
    "attr": "write 'value.name', or 'value[\"name\"]'",
    "pprint": "the checker says what a value is; '|tojson' shows what is in a map or a list",
    "random": "the same input gives the same bytes, so nothing is random",
  ]

  /// Filters of other template languages in small letters, and what to write in their place.
  static let filtersElsewhere = [
    "append": "join texts with '~': 'a ~ b'",
    "prepend": "join texts with '~': 'a ~ b'",
    "capfirst": "write 'capitalize'",
    "concat": "join lists with '+': 'a + b'",
    "divided_by": "write 'a / b'",
    "downcase": "write 'lower'",
    "h": "text is always escaped",
    "jsonify": "write 'json'",
    "minus": "write 'a - b'",
    "modulo": "write 'a % b'",
    "newline_to_br": "write 'replace(\"\\n\", \"<br>\") | safe'",
    "plus": "write 'a + b'",
    "safehtml": "write 'safe'",
    "size": "write 'length'",
    "sort_by": "write 'sort(attribute=\"…\")'",
    "split": "write 'value.split(\",\")'",
    "strip": "write 'trim'",
    "strip_html": "write 'striptags'",
    "times": "write 'a * b'",
    "truncatechars": "write 'truncate(…)', which counts characters",
    "truncatewords": "write 'truncate(…)', which counts characters and ends at a word",
    "truncate_words": "write 'truncate(…)', which counts characters and ends at a word",
    "uniq": "write 'unique'",
    "upcase": "write 'upper'",
    "url_encode": "write 'urlencode'",
    "where_exp": "write 'where(\"field\", \">\", value)'",
  ]

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
