extension Builtins {
  private static let itemsType = ResultRule.rule { context in
    guard case .record(let fields) = context.input else {
      return .list(.tuple([.string, .dynamic]))
    }
    return .list(.tuple([.string, fields.reduce(.never) { $0.joined($1.type) }]))
  }

  private static let valuesType = ResultRule.rule { context in
    guard case .record(let fields) = context.input else { return .list(.dynamic) }
    return .list(fields.reduce(.never) { $0.joined($1.type) })
  }

  /// Methods of maps come first: a dynamic value takes the first method of a name.
  static let methods: [MethodDefinition] = [
    MethodDefinition(
      name: "items", documentation: "The keys and values, as pairs.", input: .map, result: itemsType
    ) {
      value, _, _ throws(TemplateError) in try MapMethods.items(value)
    },
    MethodDefinition(
      name: "keys", documentation: "The keys.", input: .map, result: .type(.list(.string))
    ) {
      value, _, _ throws(TemplateError) in .list(try value.elements())
    },
    MethodDefinition(name: "values", documentation: "The values.", input: .map, result: valuesType)
    {
      value, _, _ throws(TemplateError) in .list(try MapMethods.entries(value).map(\.value))
    },
    MethodDefinition(
      name: "get", documentation: "The value of a key, or another one where there is none.",
      input: .map,
      parameters: [.init("key", .string), .init("default", .dynamic, default: .null)],
      result: .type(.dynamic)
    ) { value, arguments, _ throws(TemplateError) in
      value.entry(try arguments[0].requireText()) ?? arguments[1]
    },
    text("upper", "The text in capital letters.") { TextMethods.upper($0) },
    text("lower", "The text in small letters.") { TextMethods.lower($0) },
    text("title", "The text with the first letter of each word capital.") {
      TextMethods.titled($0)
    },
    text("capitalize", "The text with its first letter capital, the others small.") {
      TextMethods.capitalized($0)
    },
    strip("strip", "The text without white space, or the given characters, at both ends.", .both),
    strip("lstrip", "The text without white space, or the given characters, at its start.", .left),
    strip("rstrip", "The text without white space, or the given characters, at its end.", .right),
    MethodDefinition(
      name: "startswith", documentation: "Whether the text begins with another.",
      input: .type(.string), parameters: [.init("prefix", .string)],
      result: .type(.bool)
    ) { value, arguments, _ throws(TemplateError) in
      .bool(try value.requireText().utf8.starts(with: try arguments[0].requireText().utf8))
    },
    MethodDefinition(
      name: "endswith", documentation: "Whether the text ends with another.", input: .type(.string),
      parameters: [.init("suffix", .string)],
      result: .type(.bool)
    ) { value, arguments, _ throws(TemplateError) in
      let suffix = try arguments[0].requireText().utf8
      return .bool(try value.requireText().utf8.suffix(suffix.count).elementsEqual(suffix))
    },
    MethodDefinition(
      name: "split",
      documentation:
        "The parts of the text between separators; at white space where none is given.",
      input: .type(.string),
      parameters: [
        .init("sep", .optional(.string), default: .null),
        .init("maxsplit", .int, default: .int(-1)),
      ], result: .rule { context in .list(context.input == .html ? .html : .string) }
    ) { value, arguments, _ throws(TemplateError) in
      guard case .int(let count) = arguments[1] else { return .null }
      return try TextMethods.split(value, arguments[0], count)
    },
    MethodDefinition(
      name: "replace", documentation: "The text with one text in it replaced by another.",
      input: .type(.string),
      parameters: [
        .init("old", .string), .init("new", .string), .init("count", .int, default: .int(-1)),
      ], result: .sameText
    ) { value, arguments, limits throws(TemplateError) in
      guard case .int(let count) = arguments[2] else { return .null }
      return try TextMethods.replace(
        value, arguments[0], arguments[1], count < 0 ? .max : count, limits)
    },
    MethodDefinition(
      name: "join", documentation: "The parts as one text, with this text between them.",
      input: .type(.string), parameters: [.init("parts", .list(.dynamic))],
      result: .sameText
    ) { value, arguments, limits throws(TemplateError) in
      var parts: [TemplateValue] = []
      for part in try arguments[0].elements() {
        if !parts.isEmpty { parts.append(value) }
        parts.append(part)
      }
      return try TemplateValue.concatenated(parts, limit: limits.outputSize)
    },
  ]

  private static func text(
    _ name: String, _ documentation: String, _ map: @escaping @Sendable (String) -> String
  ) -> MethodDefinition {
    MethodDefinition(
      name: name, documentation: documentation, input: .type(.string), result: .sameText
    ) {
      value, _, _ throws(TemplateError) in
      .text(map(try value.requireText()), asHTML: value.isHTML)
    }
  }

  private static func strip(_ name: String, _ documentation: String, _ side: TextMethods.Side)
    -> MethodDefinition
  {
    MethodDefinition(
      name: name, documentation: documentation, input: .type(.string),
      parameters: [.init("chars", .optional(.string), default: .null)], result: .sameText
    ) { value, arguments, _ throws(TemplateError) in
      try TextMethods.strip(value, arguments[0], side)
    }
  }
}

enum MapMethods {
  static func entries(_ value: TemplateValue) throws(TemplateError) -> [TemplateValue.MapEntry] {
    switch value {
    case .map(let entries): return entries
    case .null: return []
    default: throw TemplateError("\(value.kindName) is no map")
    }
  }

  static func items(_ value: TemplateValue) throws(TemplateError) -> TemplateValue {
    .list(try entries(value).map { .list([.string($0.key), $0.value]) })
  }
}
