extension Builtins {
  static let valueFilters: [FilterDefinition] = [defaultFilter("default"), defaultFilter("d")]

  private static func defaultFilter(_ name: String) -> FilterDefinition {
    FilterDefinition(
      name, "The value, or another one where it is null (or, if told so, false or empty).", .any,
      [
        .init("default_value", .dynamic, default: .string("")),
        .init("boolean", .bool, default: .bool(false)),
      ],
      result: .rule { context in
        let other = context.arguments.first.flatMap { $0 } ?? .string
        return context.input == .null ? other : context.input.nonNull.joined(other)
      }
    ) { call throws(TemplateError) in
      let isMissing = call.value.isNull || (call.bool(1) && !call.value.isTrue)
      return isMissing ? call.arguments[0] : call.value
    }
  }
}
