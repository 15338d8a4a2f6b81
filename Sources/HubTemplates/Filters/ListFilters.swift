extension Builtins {
  private static let elementRule = ResultRule.rule { context in context.element.orNull }
  private static let sameList = ResultRule.rule { context in .list(context.element) }
  private static let listOfLists = ResultRule.rule { context in .list(.list(context.element)) }

  static let listFilters: [FilterDefinition] = [
    length("length"), length("count"),
    FilterDefinition("first", "The first element, or null.", .sequence, result: elementRule) {
      call throws(TemplateError) in
      if case .list(let items) = call.value { return items.first ?? .null }
      return try call.elements().first ?? .null
    },
    FilterDefinition(
      "last", "The last element, or null.", .sequence,
      result: .rule { context in
        context.input.nonNull == .html ? .optional(.html) : context.element.orNull
      }
    ) { call throws(TemplateError) in
      // As in Jinja, the last letter of HTML is HTML, though the first one is not.
      if case .html = call.value { return try call.value.item(.int(-1), call.objects) }
      if case .list(let items) = call.value { return items.last ?? .null }
      return try call.elements().last ?? .null
    },
    FilterDefinition("list", "The elements as a list.", .sequence, result: sameList) {
      call throws(TemplateError) in
      .list(try call.elements())
    },
    FilterDefinition(
      "reverse", "The elements, or the letters of a text, in the other order.", .sequence,
      result: .rule { context in
        context.input.nonNull.isText || context.input == .dynamic
          ? context.input.nonNull : .list(context.element)
      }
    ) { call throws(TemplateError) in
      switch call.value {
      case .string, .html:
        let scalars = try call.value.requireText().unicodeScalars.reversed()
        return .text(String(String.UnicodeScalarView(scalars)), asHTML: call.value.isHTML)
      default: return .list(try call.elements().reversed())
      }
    },
    FilterDefinition(
      "join", "The elements' texts with a text between them.", .sequence,
      [.init("d", .dynamic, default: .string("")), attribute()],
      result: .type(.string)
    ) { call throws(TemplateError) in
      var parts = try call.elements()
      if let path = try call.path(1) {
        var mapped: [TemplateValue] = []
        for part in parts { mapped.append(try part.value(at: path, call.objects)) }
        parts = mapped
      }
      let separator = call.arguments[0]
      try call.checkSize(try separator.requireText().utf8.count, times: parts.count)
      var joined: [TemplateValue] = []
      joined.reserveCapacity(parts.count * 2)
      for (index, part) in parts.enumerated() {
        if index > 0 { joined.append(separator) }
        joined.append(part)
      }
      if separator.isHTML, parts.isEmpty { return .html([]) }
      if separator.isHTML, parts.count == 1 { return .html(try HTMLEscape.html(parts[0])) }
      return try TemplateValue.concatenated(joined, limit: call.limits.outputSize)
    },
    FilterDefinition(
      "batch", "The elements in lists of a given length.", .sequence,
      [.init("linecount", .int), .init("fill_with", .dynamic, default: .null)],
      result: listOfLists
    ) { call throws(TemplateError) in
      let size = try call.int(0)
      guard size > 0 else { throw TemplateError("'batch' needs a length above 0") }
      try call.checkSize(call.arguments[1].isNull ? 1 : 64, times: size)
      let items = try call.elements()
      return .list(
        stride(from: 0, to: items.count, by: size).map { start in
          var row = Array(items[start..<min(start + size, items.count)])
          if !call.arguments[1].isNull {
            row += Array(repeating: call.arguments[1], count: size - row.count)
          }
          return .list(row)
        })
    },
    FilterDefinition(
      "slice", "The elements in a given number of lists.", .sequence,
      [.init("slices", .int), .init("fill_with", .dynamic, default: .null)],
      result: listOfLists
    ) { call throws(TemplateError) in
      let count = try call.int(0)
      guard count > 0, count <= 100_000 else {
        throw TemplateError("'slice' needs a number from 1 to 100000")
      }
      let items = try call.elements()
      var position = 0
      var slices: [TemplateValue] = []
      for slice in 0..<count {
        let size = items.count / count + (slice < items.count % count ? 1 : 0)
        var row = Array(items[position..<(position + size)])
        position += size
        if !call.arguments[1].isNull, slice >= items.count % count { row.append(call.arguments[1]) }
        slices.append(.list(row))
      }
      return .list(slices)
    },
    FilterDefinition(
      "map", "A field of each element, or each element through a filter.", .sequence,
      [attribute(), .init("default", .dynamic, default: .null)], result: sameList
    ) { call throws(TemplateError) in
      let path = try call.path(0)
      var mapped: [TemplateValue] = []
      for element in try call.elements() {
        guard let path else {
          mapped.append(try call.applyInner(element))
          continue
        }
        let value = try element.value(at: path, call.objects)
        mapped.append(value.isNull ? call.arguments[1] : value)
      }
      return .list(mapped)
    },
    selection("select", "The elements for which a test holds.", keeps: true, hasField: false),
    selection("reject", "The elements for which no test holds.", keeps: false, hasField: false),
    selection("selectattr", "The elements whose field passes a test.", keeps: true, hasField: true),
    selection("rejectattr", "The elements whose field fails a test.", keeps: false, hasField: true),
    FilterDefinition(
      "items", "The keys and values of a map.", .any,
      result: .type(.list(.tuple([.string, .dynamic])))
    ) { call throws(TemplateError) in
      try MapMethods.items(call.value)
    },
  ]

  private static func length(_ name: String) -> FilterDefinition {
    FilterDefinition(
      name, "How many elements or characters there are.", .sequence, result: .type(.int)
    ) {
      call throws(TemplateError) in
      switch call.value {
      case .null: return .int(0)
      case .list(let items): return .int(items.count)
      case .map(let entries): return .int(entries.count)
      case .string(let text): return .int(text.codePointCount)
      case .html(let bytes): return .int(bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) })
      default: throw TemplateError("\(call.value.kindName) has no length")
      }
    }
  }

  private static func selection(
    _ name: String, _ documentation: String, keeps: Bool, hasField: Bool
  ) -> FilterDefinition {
    let parameters = hasField ? [attribute(isRequired: true)] : []
    return FilterDefinition(name, documentation, .sequence, parameters, result: sameList) {
      call throws(TemplateError) in
      let path = hasField ? try call.path(0) : nil
      var kept: [TemplateValue] = []
      for element in try call.elements() {
        let subject = try path.map { path throws(TemplateError) in
          try element.value(at: path, call.objects)
        }
        if try call.applyInner(subject ?? element).isTrue == keeps { kept.append(element) }
      }
      return .list(kept)
    }
  }
}
