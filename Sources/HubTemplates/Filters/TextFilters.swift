extension Builtins {
  static let textFilters: [FilterDefinition] = [
    FilterDefinition(
      "trim", "The text without white space, or given characters, at both ends.", .text,
      [.init("chars", .optional(.string), default: .null)], result: .sameText
    ) { call throws(TemplateError) in
      try TextMethods.strip(call.value, call.arguments[0], .both)
    },
    FilterDefinition(
      "replace", "The text with one part replaced by another.", .text,
      [
        .init("old", .dynamic), .init("new", .dynamic),
        .init("count", .optional(.int), default: .null),
      ], result: .sameText
    ) { call throws(TemplateError) in
      let (old, new) = (call.arguments[0], call.arguments[1])
      let count = if case .int(let count) = call.arguments[2], count >= 0 { count } else { Int.max }
      var value = call.value
      if !value.isHTML, old.isHTML || new.isHTML { value = .html(try HTMLEscape.html(value)) }
      return try TextMethods.replace(value, old, new, count, call.limits)
    },
    FilterDefinition(
      "truncate", "The text cut to a length, at a word unless told otherwise.", .text,
      [
        .init("length", .int, default: .int(255)), .init("killwords", .bool, default: .bool(false)),
        .init("end", .string, default: .string("...")),
        .init("leeway", .optional(.int), default: .null),
      ], result: .sameText
    ) { call throws(TemplateError) in
      let length = try call.int(0)
      let end = call.arguments[2]
      let endText = try end.requireText()
      let leeway = if case .int(let leeway) = call.arguments[3] { leeway } else { 5 }
      let endCount = endText.codePointCount
      guard length >= endCount, leeway >= 0 else {
        throw TemplateError("'truncate' needs a length of at least \(endCount), that of its end")
      }
      let (limit, overflow) = length.addingReportingOverflow(leeway)
      let bytes = try call.value.requireBytes()
      if overflow || CodePoints.offset(limit + 1, in: bytes) == nil {
        return call.value.isNull ? .string("") : call.value
      }
      var cut = CodePoints.offset(length - endCount, in: bytes) ?? bytes.count
      if !call.bool(1), let space = bytes[..<cut].lastIndex(of: 0x20) { cut = space }
      if call.value.isHTML { return .html(bytes[..<cut] + (try HTMLEscape.html(end))) }
      return .string(String(decoding: bytes[..<cut], as: UTF8.self) + endText)
    },
    FilterDefinition("wordcount", "How many words the text has.", .text, result: .type(.int)) {
      call throws(TemplateError) in
      var count = 0
      var isInWord = false
      for scalar in try call.value.requireText().unicodeScalars {
        let isWord = TextMethods.isWordCharacter(scalar)
        if isWord, !isInWord { count += 1 }
        isInWord = isWord
      }
      return .int(count)
    },
    FilterDefinition("string", "The value as text.", .text, result: .sameText) {
      call throws(TemplateError) in
      call.value.isHTML ? call.value : .string(try call.value.requireText())
    },
    FilterDefinition(
      "format", "The text with its '%s' and '%d' filled in.", .text,
      (1...8).map { .init("value\($0)", .dynamic, default: .map([])) }, result: .sameText
    ) { call throws(TemplateError) in
      let given = call.arguments.prefix { argument in
        if case .map(let entries) = argument { !entries.isEmpty } else { true }
      }
      return try FormatString.apply(call.value, Array(given), call.limits.outputSize)
    },
  ]

  static let caseFilters: [FilterDefinition] = [
    mapping("upper", "The text in capital letters.") { TextMethods.upper($0) },
    mapping("lower", "The text in small letters.") { TextMethods.lower($0) },
    mapping("capitalize", "The text with its first letter capital, the others small.") {
      TextMethods.capitalized($0)
    },
    FilterDefinition(
      "title", "The text with the first letter of each word capital.", .text,
      result: .type(.string)
    ) { call throws(TemplateError) in
      .string(TextMethods.titled(try call.value.requireText()))
    },
  ]

  private static func mapping(
    _ name: String, _ documentation: String, _ map: @escaping @Sendable (String) -> String
  ) -> FilterDefinition {
    FilterDefinition(name, documentation, .text, result: .sameText) {
      call throws(TemplateError) in
      .text(map(try call.value.requireText()), asHTML: call.value.isHTML)
    }
  }
}
