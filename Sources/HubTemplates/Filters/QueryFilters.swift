/// Filters that choose and group elements of lists. Jinja has no such names: themes bring the words
/// from other generators.
extension Builtins {
  private static let list = InputRule.type(.list(.dynamic))

  static let queryFilters: [FilterDefinition] = [
    FilterDefinition(
      "where", "The elements whose field has a value, or passes a test.", list,
      [attribute(isRequired: true)], result: .rule { context in .list(context.element) }
    ) { call throws(TemplateError) in
      let path = try call.path(0) ?? []
      let ordersValues = Comparison(test: call.site.inner?.name ?? "")?.isOrder == true
      var kept: [TemplateValue] = []
      for element in try call.elements() {
        let field = try element.value(at: path, call.objects)
        // What is missing is neither smaller nor greater than anything.
        if ordersValues, field.isNull { continue }
        if try call.applyInner(field).isTrue { kept.append(element) }
      }
      return .list(kept)
    },
    FilterDefinition(
      "group", "The elements in groups with the same value of a field, in the order they come.",
      list, [attribute(isRequired: true)],
      result: .rule { context in
        .list(
          .record([
            .init(name: "grouper", type: context.attribute ?? .dynamic),
            .init(name: "list", type: .list(context.element)),
          ]))
      }
    ) { call throws(TemplateError) in
      let path = try call.path(0) ?? []
      var groups: [(key: TemplateValue, items: [TemplateValue])] = []
      var places: [String: Int] = [:]
      for element in try call.elements() {
        let key = try element.value(at: path, call.objects)
        if case .object = key {
          throw TemplateError("objects can't be compared: group by a field of theirs")
        }
        let identity = Ordering.identity([key])
        if let place = places[identity] {
          groups[place].items.append(element)
        } else {
          places[identity] = groups.count
          groups.append((key, [element]))
        }
      }
      return .list(groups.map { Ordering.group($0.key, $0.items) })
    },
    FilterDefinition(
      "limit", "The first elements, at most so many.", list, [.init("count", .int)],
      result: .rule { context in .list(context.element) }
    ) { call throws(TemplateError) in
      .list(Array(try call.elements().prefix(try count(call))))
    },
    FilterDefinition(
      "offset", "The elements after the first ones.", list, [.init("count", .int)],
      result: .rule { context in .list(context.element) }
    ) { call throws(TemplateError) in
      .list(Array(try call.elements().dropFirst(try count(call))))
    },
  ]

  private static func count(_ call: borrowing FilterCall) throws(TemplateError) -> Int {
    let count = try call.int(0)
    guard count >= 0 else {
      throw TemplateError("'\(call.site.name)' needs a count of at least 0, not \(count)")
    }
    return count
  }
}
