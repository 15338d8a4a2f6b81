extension Builtins {
  private static let isCaseSensitive = TemplateParameter(
    "case_sensitive", .bool, default: .bool(false))

  static let orderFilters: [FilterDefinition] = [
    FilterDefinition(
      "sort", "The elements in order, by themselves or by a field.", .sequence,
      [.init("reverse", .bool, default: .bool(false)), isCaseSensitive, attribute()],
      result: .rule { context in .list(context.element) }
    ) { call throws(TemplateError) in
      let keys = try Ordering.keys(call, paths: try call.paths(2), isCaseSensitive: call.bool(1))
      return .list(try Ordering.sorted(keys, isReversed: call.bool(0)).map(\.element))
    },
    FilterDefinition(
      "unique", "The elements without repeats.", .sequence, [isCaseSensitive, attribute()],
      result: .rule { context in .list(context.element) }
    ) { call throws(TemplateError) in
      let keys = try Ordering.keys(call, paths: try call.paths(1), isCaseSensitive: call.bool(0))
      var seen: Set<String> = []
      return .list(keys.filter { seen.insert(Ordering.identity($0.keys)).inserted }.map(\.element))
    },
    extreme("min", "The smallest element, or null."),
    extreme("max", "The greatest element, or null."),
    FilterDefinition(
      "groupby", "The elements in groups with the same value of a field.", .sequence,
      [
        attribute(isRequired: true), .init("default", .dynamic, default: .null), isCaseSensitive,
      ],
      result: .rule { context in
        .list(
          .record([
            .init(name: "grouper", type: context.attribute ?? .dynamic),
            .init(name: "list", type: .list(context.element)),
          ]))
      }
    ) { call throws(TemplateError) in
      try Ordering.groups(call)
    },
    FilterDefinition(
      "dictsort", "The keys and values of a map in order.", .any,
      [
        isCaseSensitive, .init("by", .string, default: .string("key")),
        .init("reverse", .bool, default: .bool(false)),
      ], result: .type(.list(.tuple([.string, .dynamic])))
    ) { call throws(TemplateError) in
      let by = try call.text(1)
      guard by == "key" || by == "value" else {
        throw TemplateError("'dictsort' sorts by 'key' or 'value'")
      }
      var keys: [Ordering.Keyed] = []
      for pair in try MapMethods.items(call.value).elements() {
        guard case .list(let parts) = pair else { continue }
        let key = parts[by == "key" ? 0 : 1]
        keys.append(.init(element: pair, keys: [Ordering.folded(key, !call.bool(0))]))
      }
      return .list(try Ordering.sorted(keys, isReversed: call.bool(2)).map(\.element))
    },
  ]

  private static func extreme(_ name: String, _ documentation: String) -> FilterDefinition {
    FilterDefinition(
      name, documentation, .sequence, [isCaseSensitive, attribute()],
      result: .rule { context in context.element.orNull }
    ) { call throws(TemplateError) in
      let keys = try Ordering.keys(call, paths: try call.paths(1), isCaseSensitive: call.bool(0))
      var best: Ordering.Keyed?
      for candidate in keys {
        guard let known = best else {
          best = candidate
          continue
        }
        let isBetter =
          name == "min"
          ? try Ordering.isLess(candidate.keys, known.keys)
          : try Ordering.isLess(known.keys, candidate.keys)
        if isBetter { best = candidate }
      }
      return best?.element ?? .null
    }
  }
}

/// Puts elements in order by keys, keeping the order of those with equal keys.
enum Ordering {
  struct Keyed {
    var element: TemplateValue
    var keys: [TemplateValue]
  }

  /// The keys that elements are ordered by.
  static func keys(
    _ call: borrowing FilterCall, paths: [[PathStep]]?, isCaseSensitive: Bool
  ) throws(TemplateError) -> [Keyed] {
    var result: [Keyed] = []
    for element in try call.elements() {
      var keys: [TemplateValue] = []
      for path in paths ?? [[]] {
        keys.append(folded(try element.value(at: path, call.objects), !isCaseSensitive))
      }
      result.append(Keyed(element: element, keys: keys))
    }
    return result
  }

  static func folded(_ value: TemplateValue, _ folds: Bool) -> TemplateValue {
    guard folds, case .string(let text) = value else {
      if folds, case .html = value { return .string(TextMethods.lower(value.text ?? "")) }
      return value
    }
    return .string(TextMethods.lower(text))
  }

  /// Whether keys stand before others; null stands after everything.
  static func isLess(
    _ left: [TemplateValue], _ right: [TemplateValue]
  ) throws(TemplateError) -> Bool {
    for (one, other) in zip(left, right) {
      if one.isNull || other.isNull {
        if one.isNull && other.isNull { continue }
        return other.isNull
      }
      if TemplateValue.areEqual(one, other) { continue }
      return try TemplateValue.isLess(one, other)
    }
    return false
  }

  static func sorted(_ items: [Keyed], isReversed: Bool) throws(TemplateError) -> [Keyed] {
    var failure: TemplateError?
    let order = items.indices.sorted { left, right in
      do throws(TemplateError) {
        let (one, other) = (items[left].keys, items[right].keys)
        if try isLess(one, other) { return !isReversed }
        if try isLess(other, one) { return isReversed }
      } catch {
        failure = failure ?? error
      }
      return left < right
    }
    if let failure { throw failure }
    return order.map { items[$0] }
  }

  static func groups(_ call: borrowing FilterCall) throws(TemplateError) -> TemplateValue {
    let path = try call.path(0) ?? []
    var keyed: [Keyed] = []
    for element in try call.elements() {
      var key = try element.value(at: path, call.objects)
      if key.isNull { key = call.arguments[1] }
      keyed.append(Keyed(element: element, keys: [folded(key, !call.bool(2)), key]))
    }
    let sorted = try sorted(
      keyed.map { Keyed(element: .list([$0.element, $0.keys[1]]), keys: [$0.keys[0]]) },
      isReversed: false)
    var groups: [(key: TemplateValue, grouper: TemplateValue, items: [TemplateValue])] = []
    for item in sorted {
      guard case .list(let pair) = item.element else { continue }
      if let last = groups.last, TemplateValue.areEqual(last.key, item.keys[0]) {
        groups[groups.count - 1].items.append(pair[0])
      } else {
        groups.append((item.keys[0], pair[1], [pair[0]]))
      }
    }
    return .list(groups.map { group($0.grouper, $0.items) })
  }

  /// A group as templates see it.
  static func group(_ grouper: TemplateValue, _ items: [TemplateValue]) -> TemplateValue {
    .map([.init(key: "grouper", value: grouper), .init(key: "list", value: .list(items))])
  }

  /// A text that is the same for equal keys only.
  static func identity(_ keys: [TemplateValue]) -> String {
    keys.map { key in
      switch key {
      case .string(let text): "s\(text.utf8.count):\(text)"
      case .html: "s\((key.text ?? "").utf8.count):\(key.text ?? "")"
      case .list(let items): "l" + identity(items) + ";"
      case .map(let entries): "m" + entries.map { $0.key + identity([$0.value]) }.joined() + ";"
      default: key.number.map { "n\($0)" } ?? "o" + (key.text ?? key.kindName)
      }
    }.joined(separator: ",")
  }
}
