extension Builtins {
  static let tests: [TestDefinition] =
    kindTests + numberTests
    + comparisons(["==", "eq", "equalto"]) { left, right throws(TemplateError) in
      TemplateValue.areEqual(left, right)
    }
    + comparisons(["!=", "ne"]) { left, right throws(TemplateError) in
      !TemplateValue.areEqual(left, right)
    }
    + comparisons(["<", "lt", "lessthan"]) { left, right throws(TemplateError) in
      try TemplateValue.isLess(left, right)
    }
    + comparisons([">", "gt", "greaterthan"]) { left, right throws(TemplateError) in
      try TemplateValue.isLess(right, left)
    }
    + comparisons(["<=", "le"]) { left, right throws(TemplateError) in
      try !TemplateValue.isLess(right, left)
    }
    + comparisons([">=", "ge"]) { left, right throws(TemplateError) in
      try !TemplateValue.isLess(left, right)
    }

  private static func comparisons(
    _ names: [String],
    _ compare: @escaping @Sendable (TemplateValue, TemplateValue) throws(TemplateError) -> Bool
  ) -> [TestDefinition] {
    names.map { name in
      TestDefinition(
        name: name, documentation: "Whether the value compares so with another.", input: .dynamic,
        parameters: [.init("other", .dynamic)]
      ) { value, arguments throws(TemplateError) in
        try compare(value, arguments[0])
      }
    }
  }

  private static func test(
    _ name: String, _ documentation: String, _ holds: @escaping @Sendable (TemplateValue) -> Bool
  ) -> TestDefinition {
    TestDefinition(name: name, documentation: documentation, input: .dynamic) {
      value, _ throws(TemplateError) in holds(value)
    }
  }

  private static let kindTests: [TestDefinition] = [
    test("defined", "Whether the value is there.") { !$0.isNull },
    test("undefined", "Whether the value is missing.") { $0.isNull },
    test("none", "Whether the value is null.") { $0.isNull },
    test("boolean", "Whether the value is a bool.") {
      if case .bool = $0 { true } else { false }
    },
    test("true", "Whether the value is true itself.") {
      if case .bool(true) = $0 { true } else { false }
    },
    test("false", "Whether the value is false itself.") {
      if case .bool(false) = $0 { true } else { false }
    },
    test("integer", "Whether the value is an int.") {
      if case .int = $0 { true } else { false }
    },
    test("float", "Whether the value is a double.") {
      if case .double = $0 { true } else { false }
    },
    test("number", "Whether the value is a number.") { $0.number != nil },
    test("string", "Whether the value is a text.") { value in
      switch value {
      case .string, .html: true
      default: false
      }
    },
    test("mapping", "Whether the value is a map.") { $0.isMap },
    test("sequence", "Whether the value has elements with positions.") { value in
      switch value {
      case .list, .map, .string, .html: true
      default: false
      }
    },
    test("iterable", "Whether the value can be looped over.") { value in
      switch value {
      case .list, .map, .string, .html, .null: true
      default: false
      }
    },
    test("escaped", "Whether the value is HTML.") { $0.isHTML },
    cased("lower") { TextMethods.lower($0) }, cased("upper") { TextMethods.upper($0) },
    TestDefinition(
      name: "in", documentation: "Whether a list, map or text holds the value.", input: .dynamic,
      parameters: [.init("seq", .dynamic)]
    ) { value, arguments throws(TemplateError) in
      try TemplateValue.contains(arguments[0], value)
    },
    TestDefinition(
      name: "sameas", documentation: "Whether the value is the same as true, false or null.",
      input: .dynamic, parameters: [.init("other", .dynamic)]
    ) { value, arguments throws(TemplateError) in
      switch (value, arguments[0]) {
      case (.bool(let one), .bool(let other)): return one == other
      case (.bool, _), (_, .bool), (.int, .double), (.double, .int): return false
      default: return TemplateValue.areEqual(value, arguments[0])
      }
    },
  ]

  private static func cased(
    _ name: String, _ map: @escaping @Sendable (String) -> String
  ) -> TestDefinition {
    test(name, "Whether all letters of the text are \(name) case.") { value in
      guard let text = value.text else { return false }
      let hasCase = text.unicodeScalars.contains { $0.properties.isCased }
      return hasCase && map(text).hasSameBytes(as: text)
    }
  }

  private static let numberTests: [TestDefinition] = [
    numeric("odd", "Whether the number is odd.", []) { number, _ in number % 2 != 0 },
    numeric("even", "Whether the number is even.", []) { number, _ in number % 2 == 0 },
    numeric("divisibleby", "Whether the number is a multiple of another.", [.init("num", .int)]) {
      number, other in other != 0 && other != -1 ? number % other == 0 : other == -1
    },
  ]

  private static func numeric(
    _ name: String, _ documentation: String, _ parameters: [TemplateParameter],
    _ holds: @escaping @Sendable (Int, Int) -> Bool
  ) -> TestDefinition {
    var definition = TestDefinition(
      name: name, documentation: documentation, input: .int, parameters: parameters
    ) { value, arguments throws(TemplateError) in
      guard let number = value.number.flatMap({ Int(exactly: $0) }) else {
        throw TemplateError("'\(name)' needs an int, not \(value.kindName)")
      }
      if case .int(let other) = arguments.first { return holds(number, other) }
      return holds(number, 0)
    }
    definition.input = .number
    return definition
  }
}
