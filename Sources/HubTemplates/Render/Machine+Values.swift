// Expressions other than the plainest ones.
extension Machine {
  mutating func compute(_ op: Op) throws(TemplateError) {
    let limits = program.limits
    switch op {
    case .member(let target, let source, let name):
      registers[Int(target)] = registers[Int(source)].member(
        program.names[Int(name)], program.objects)
    case .item(let target, let source, let index):
      registers[Int(target)] = try registers[Int(source)].item(
        registers[Int(index)], program.objects)
    case .slice(let target, let source, let base):
      let base = Int(base)
      let value = try registers[Int(source)].slice(
        from: registers[base], to: registers[base + 1], step: registers[base + 2])
      try store(value, in: Int(target))
    case .list(let target, let base, let count):
      let items = Array(registers[Int(base)..<Int(base + count)])
      try checkDepth(.list(items))
      try store(.list(items), in: Int(target))
    case .map(let target, let base, let keys):
      try store(map(Int(base), program.keys[Int(keys)]), in: Int(target))
    case .concatenate(let target, let base, let count):
      let value = try TemplateValue.concatenated(
        Array(registers[Int(base)..<Int(base + count)]), limit: limits.outputSize)
      try store(value, in: Int(target))
    case .arithmetic(let sign, let target, let left, let right):
      let value = try TemplateValue.arithmetic(
        sign, registers[Int(left)], registers[Int(right)], limit: limits.outputSize)
      try store(value, in: Int(target))
    case .compare(let sign, let target, let left, let right):
      let holds = try compare(sign, registers[Int(left)], registers[Int(right)])
      registers[Int(target)] = .bool(holds)
    case .negate(let target, let source):
      registers[Int(target)] = try TemplateValue.arithmetic(
        .subtract, .int(0), number(registers[Int(source)], "-"), limit: 0)
    case .plus(let target, let source):
      registers[Int(target)] = try number(registers[Int(source)], "+")
    case .setMember(let source, let name, let value):
      try setMember(Int(source), program.names[Int(name)], registers[Int(value)])
    case .unpack(let source, let base, let count):
      try unpack(registers[Int(source)], Int(base), Int(count))
    case .filter(let target, let source, let index):
      try applyFilter(program.callSites[Int(index)], Int(source), Int(target))
    case .test(let target, let source, let index):
      let site = program.callSites[Int(index)]
      guard case .test(let test) = site.target else { return }
      let value = registers[Int(source)]
      try spend(value.weight)
      registers[Int(target)] = .bool(
        try test(value, site.arguments ?? arguments(site.base, site.count)))
    case .function(let target, let index):
      let site = program.functionSites[Int(index)]
      let value = try site.function.apply(
        site.arguments ?? arguments(site.base, site.count), context.environment)
      try store(value, in: Int(target))
    case .method(let target, let source, let index):
      let site = program.methodSites[Int(index)]
      let value = try site.method.apply(
        registers[Int(source)], site.arguments ?? arguments(site.base, site.count), limits)
      try store(value, in: Int(target))
    default: throw TemplateError("an operation is unknown")
    }
  }

  private func arguments(_ base: Int, _ count: Int) -> [TemplateValue] {
    Array(registers[base..<(base + count)])
  }

  private mutating func store(_ value: TemplateValue, in target: Int) throws(TemplateError) {
    try spend(1 + value.weight)
    registers[target] = value
  }

  private mutating func applyFilter(
    _ site: CallSite, _ source: Int, _ target: Int
  ) throws(TemplateError) {
    guard case .filter(let filter) = site.target else { return }
    let value = registers[source]
    try spend(value.weight)
    let inner = site.inner.flatMap { $0.arguments == nil ? $0 : nil }
    let result = try filter.apply(
      value, arguments: site.arguments ?? arguments(site.base, site.count),
      innerArguments: inner.map { arguments($0.base, $0.count) } ?? [], context, site)
    try store(result, in: target)
  }

  private func number(_ value: TemplateValue, _ sign: String) throws(TemplateError) -> TemplateValue
  {
    switch value {
    case .int, .double: return value
    case .bool(let flag): return .int(flag ? 1 : 0)
    default: throw TemplateError("'\(sign)' does not work on \(value.kindName)")
    }
  }

  private mutating func compare(
    _ sign: Comparison, _ left: TemplateValue, _ right: TemplateValue
  ) throws(TemplateError) -> Bool {
    if case .list = left { try spend(left.weight) } else if left.isMap { try spend(left.weight) }
    switch sign {
    case .equal: return TemplateValue.areEqual(left, right)
    case .notEqual: return !TemplateValue.areEqual(left, right)
    case .less: return try TemplateValue.isLess(left, right)
    case .greater: return try TemplateValue.isLess(right, left)
    case .lessEqual: return try !TemplateValue.isLess(right, left)
    case .greaterEqual: return try !TemplateValue.isLess(left, right)
    case .isIn, .isNotIn:
      try spend(right.weight)
      return try TemplateValue.contains(right, left) == (sign == .isIn)
    }
  }

  private mutating func map(_ base: Int, _ keys: [String]) throws(TemplateError) -> TemplateValue {
    var entries: [TemplateValue.MapEntry] = []
    for (offset, key) in keys.enumerated() {
      let value = registers[base + offset]
      if let known = entries.firstIndex(where: { $0.key == key }) {
        entries[known].value = value
      } else {
        entries.append(.init(key: key, value: value))
      }
    }
    try checkDepth(.map(entries))
    return .map(entries)
  }

  /// Values within each other are freed by recursion, so they must not lie too deep.
  private mutating func checkDepth(_ value: TemplateValue) throws(TemplateError) {
    var budget = work
    let limit = program.limits.valueDepth
    let depth = value.depth(upTo: limit + 1, budget: &budget)
    try spend(work - budget)
    guard depth <= limit else {
      throw TemplateError("lists and maps nest at most \(limit) deep")
    }
  }

  private mutating func setMember(
    _ register: Int, _ name: String, _ value: TemplateValue
  ) throws(TemplateError) {
    guard case .map(var entries) = registers[register] else { return }
    if let known = entries.firstIndex(where: { $0.key == name }) {
      entries[known].value = value
    } else {
      entries.append(.init(key: name, value: value))
    }
    try spend(entries.count)
    try checkDepth(.map(entries))
    registers[register] = .map(entries)
  }

  private mutating func unpack(
    _ value: TemplateValue, _ base: Int, _ count: Int
  ) throws(TemplateError) {
    let items: [TemplateValue]
    if case .map(let entries) = value {
      items = entries.map(\.value)
    } else {
      items = try value.elements()
    }
    guard items.count == count else {
      throw TemplateError("\(count) names can't take \(items.count) values")
    }
    for offset in 0..<count { registers[base + offset] = items[offset] }
  }
}
