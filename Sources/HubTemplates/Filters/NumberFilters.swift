extension Builtins {
  static let numberFilters: [FilterDefinition] = [
    FilterDefinition(
      "int", "The value as an int, or a default.", .any,
      [.init("default", .dynamic, default: .int(0)), .init("base", .int, default: .int(10))],
      result: .type(.int)
    ) { call throws(TemplateError) in
      switch call.value {
      case .int, .bool: return .int(Int(call.value.number ?? 0))
      case .double(let number):
        return Int(exactly: number.rounded(.towardZero)).map { .int($0) } ?? call.arguments[0]
      case .string, .html:
        let text = try call.value.requireText()
        let base = try call.int(1)
        guard (2...36).contains(base) else {
          throw TemplateError("'int' needs a base from 2 to 36")
        }
        if let number = PythonNumber.int(text, radix: base) { return .int(number) }
        let number = PythonNumber.double(text)?.rounded(.towardZero)
        return number.flatMap { Int(exactly: $0) }.map { .int($0) } ?? call.arguments[0]
      default: return call.arguments[0]
      }
    },
    FilterDefinition(
      "float", "The value as a double, or a default.", .any,
      [.init("default", .dynamic, default: .double(0))], result: .type(.double)
    ) { call throws(TemplateError) in
      if let number = call.value.number { return .double(number) }
      switch call.value {
      case .string, .html:
        return PythonNumber.double(try call.value.requireText()).map { .double($0) }
          ?? call.arguments[0]
      default: return call.arguments[0]
      }
    },
    FilterDefinition(
      "abs", "The number without its sign.", .number, result: .rule { context in context.input }
    ) { call throws(TemplateError) in
      switch call.value {
      case .int(let number) where number != .min: return .int(abs(number))
      case .double(let number): return .double(number.magnitude)
      case .bool(let flag): return .int(flag ? 1 : 0)
      default: throw TemplateError("'abs' needs a number, not \(call.value.kindName)")
      }
    },
    FilterDefinition(
      "round", "The number with fewer digits: 'common', 'ceil' or 'floor'.", .number,
      [
        .init("precision", .int, default: .int(0)),
        .init("method", .string, default: .string("common")),
      ],
      result: .rule { context in
        context.input == .int && context.arguments.allSatisfy { $0 == nil || $0 == .int }
          ? .int : .double
      }
    ) { call throws(TemplateError) in
      try Rounding.round(call.value, digits: try call.int(0), method: try call.text(1))
    },
    FilterDefinition(
      "sum", "The sum of the elements, or of a field of each.", .sequence,
      [attribute(), .init("start", .dynamic, default: .int(0))],
      result: .rule { context in
        let type = context.attribute ?? context.element
        return type == .int || type == .bool ? .int : type == .double ? .double : .dynamic
      }
    ) { call throws(TemplateError) in
      let path = try call.path(0) ?? []
      var total = call.arguments[1]
      for element in try call.elements() {
        total = try TemplateValue.arithmetic(
          .add, total, try element.value(at: path, call.objects), limit: call.limits.outputSize)
      }
      return total
    },
    FilterDefinition(
      "filesizeformat", "The number of bytes for people, such as '13.0 kB'.", .any,
      [.init("binary", .bool, default: .bool(false))], result: .type(.string)
    ) { call throws(TemplateError) in
      let text = call.value.number == nil ? PythonNumber.double(try call.value.requireText()) : nil
      guard let bytes = call.value.number ?? text else {
        throw TemplateError("'filesizeformat' needs a number, not \(call.value.kindName)")
      }
      let base: Double = call.bool(0) ? 1024 : 1000
      if bytes == 1 { return .string("1 Byte") }
      if bytes < base { return .string("\(Int(clampingToInt: bytes)) Bytes") }
      let units = ["k", "M", "G", "T", "P", "E", "Z", "Y"]
      var size = bytes / base
      var index = 0
      while size >= base, index < units.count - 1 {
        size /= base
        index += 1
      }
      let unit = call.bool(0) ? (index == 0 ? "K" : units[index]) + "iB" : units[index] + "B"
      return .string(FloatingPoint.fixed(size, digits: 1) + " " + unit)
    },
  ]
}

extension Int {
  fileprivate init(clampingToInt value: Double) {
    self = Int(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
  }
}

/// Rounding as Python's: halves of the exact value go to the even digit.
enum Rounding {
  static func round(
    _ value: TemplateValue, digits: Int, method: String
  ) throws(TemplateError) -> TemplateValue {
    guard abs(digits) <= 300 else { throw TemplateError("'round' takes at most 300 digits") }
    guard let number = value.number else {
      throw TemplateError("'round' needs a number, not \(value.kindName)")
    }
    switch method {
    case "common":
      if case .double = value {
        if digits >= 0 {
          return .double(Double(FloatingPoint.fixed(number, digits: digits)) ?? number)
        }
        let unit = FloatingPoint.power(10, Double(-digits))
        return .double((number / unit).rounded(.toNearestOrEven) * unit)
      }
      return .int(integer(Int(number), digits))
    case "ceil", "floor":
      let unit = FloatingPoint.power(10, Double(digits))
      let rounded = (number * unit).rounded(method == "ceil" ? .up : .down)
      return .double(rounded / unit)
    default: throw TemplateError("'round' works by 'common', 'ceil' or 'floor'")
    }
  }

  private static func integer(_ number: Int, _ digits: Int) -> Int {
    guard digits < 0 else { return number }
    guard digits > -19 else { return 0 }
    var unit = 1
    for _ in 0..<(-digits) { unit *= 10 }
    let rest = ((number % unit) + unit) % unit
    let (low, _) = number.subtractingReportingOverflow(rest)
    let isOdd = (low / unit) % 2 != 0
    let goesUp = rest > unit - rest || (rest == unit - rest && isOdd)
    return goesUp ? low.addingReportingOverflow(unit).partialValue : low
  }
}
