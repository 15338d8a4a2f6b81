// Arithmetic and joining of values, as in Python with MarkupSafe.
extension TemplateValue {
  static func arithmetic(
    _ operation: Arithmetic, _ left: TemplateValue, _ right: TemplateValue, limit: Int
  ) throws(TemplateError) -> TemplateValue {
    if case .int(let one) = left, case .int(let other) = right {
      return try integers(operation, one, other)
    }
    if let one = left.number, let other = right.number {
      if case .double = left { return try doubles(operation, one, other) }
      if case .double = right { return try doubles(operation, one, other) }
      return try integers(operation, Int(one), Int(other))
    }
    switch (operation, left, right) {
    case (.add, .string(let one), .string(let other)):
      try checkSize(one.utf8.count + other.utf8.count, limit)
      return .string(one + other)
    case (.add, .string, .html), (.add, .html, .string), (.add, .html, .html):
      return try concatenated([left, right], limit: limit)
    case (.add, .list(let one), .list(let other)):
      try checkSize(one.count + other.count, limit / 64)
      return .list(one + other)
    case (.multiply, .int(let count), _): return try repeated(right, count, left, limit)
    case (.multiply, _, .int(let count)): return try repeated(left, count, left, limit)
    case (.modulo, .string, _), (.modulo, .html, _):
      if case .list(let items) = right { return try FormatString.apply(left, items, limit) }
      return try FormatString.apply(left, [right], limit)
    default:
      throw TemplateError(
        "'\(operation.sign)' does not work on \(left.kindName) and \(right.kindName)")
    }
  }

  static func checkSize(_ size: Int, _ limit: Int) throws(TemplateError) {
    guard size <= limit else { throw TemplateError("a value grew over its limit of \(limit)") }
  }

  private static func repeated(
    _ value: TemplateValue, _ count: Int, _ left: TemplateValue, _ limit: Int
  ) throws(TemplateError) -> TemplateValue {
    let count = max(0, count)
    func check(_ size: Int, _ limit: Int) throws(TemplateError) {
      let (total, overflow) = size.multipliedReportingOverflow(by: count)
      try checkSize(overflow ? Int.max : total, limit)
    }
    switch value {
    case .string(let text):
      try check(text.utf8.count, limit)
      return .string(text.isEmpty ? "" : String(repeating: text, count: count))
    case .html(let bytes):
      try check(bytes.count, limit)
      var result: [UInt8] = []
      if !bytes.isEmpty { for _ in 0..<count { result += bytes } }
      return .html(result)
    case .list(let items):
      try check(items.count, limit / 64)
      var result: [TemplateValue] = []
      if !items.isEmpty { for _ in 0..<count { result += items } }
      return .list(result)
    default: throw TemplateError("'*' does not work on \(value.kindName)")
    }
  }

  private static let tooBig = TemplateError("the result is too big for a 64-bit number")
  private static let byZero = TemplateError("division by zero")

  private static func integers(
    _ operation: Arithmetic, _ left: Int, _ right: Int
  ) throws(TemplateError) -> TemplateValue {
    let (value, overflow): (Int, Bool)
    switch operation {
    case .add: (value, overflow) = left.addingReportingOverflow(right)
    case .subtract: (value, overflow) = left.subtractingReportingOverflow(right)
    case .multiply: (value, overflow) = left.multipliedReportingOverflow(by: right)
    case .divide:
      guard right != 0 else { throw byZero }
      return .double(Double(left) / Double(right))
    case .floorDivide:
      guard right != 0 else { throw byZero }
      let (quotient, didOverflow) = left.dividedReportingOverflow(by: right)
      let remainder = left.remainderReportingOverflow(dividingBy: right).partialValue
      (value, overflow) = (
        remainder != 0 && (remainder < 0) != (right < 0) ? quotient - 1 : quotient, didOverflow
      )
    case .modulo:
      guard right != 0 else { throw byZero }
      let remainder = left.remainderReportingOverflow(dividingBy: right).partialValue
      return .int(remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder)
    case .power:
      if right < 0 { return try doubles(.power, Double(left), Double(right)) }
      (value, overflow) = power(left, right)
    }
    if overflow { throw tooBig }
    return .int(value)
  }

  private static func power(_ base: Int, _ exponent: Int) -> (Int, Bool) {
    if base == 0 || base == 1 { return (exponent == 0 ? 1 : base, false) }
    if base == -1 { return (exponent % 2 == 0 ? 1 : -1, false) }
    guard exponent < 64 else { return (0, true) }
    var result = 1
    for _ in 0..<exponent {
      let (next, overflow) = result.multipliedReportingOverflow(by: base)
      if overflow { return (0, true) }
      result = next
    }
    return (result, false)
  }

  private static func doubles(
    _ operation: Arithmetic, _ left: Double, _ right: Double
  ) throws(TemplateError) -> TemplateValue {
    switch operation {
    case .add: return .double(left + right)
    case .subtract: return .double(left - right)
    case .multiply: return .double(left * right)
    case .divide:
      guard right != 0 else { throw byZero }
      return .double(left / right)
    case .floorDivide:
      guard right != 0 else { throw byZero }
      return .double(divided(left, right).quotient)
    case .modulo:
      guard right != 0 else { throw byZero }
      return .double(divided(left, right).remainder)
    case .power:
      guard left != 0 || right >= 0 else { throw byZero }
      return .double(FloatingPoint.power(left, right))
    }
  }

  /// Division to a whole quotient, with a remainder of the divisor's sign, as in Python.
  private static func divided(
    _ left: Double, _ right: Double
  ) -> (quotient: Double, remainder: Double) {
    var remainder = left.truncatingRemainder(dividingBy: right)
    var quotient = (left - remainder) / right
    if remainder == 0 {
      remainder = Double(signOf: right, magnitudeOf: 0)
    } else if (remainder < 0) != (right < 0) {
      remainder += right
      quotient -= 1
    }
    if quotient == 0 { return (Double(signOf: left / right, magnitudeOf: 0), remainder) }
    let whole = quotient.rounded(.down)
    return (quotient - whole > 0.5 ? whole + 1 : whole, remainder)
  }

  /// The texts of values one after another: HTML if one of them is, with the others escaped.
  static func concatenated(
    _ parts: [TemplateValue], limit: Int
  ) throws(TemplateError) -> TemplateValue {
    if parts.contains(where: \.isHTML) {
      var bytes: [UInt8] = []
      for part in parts {
        try HTMLEscape.append(part, to: &bytes)
        try checkSize(bytes.count, limit)
      }
      return .html(bytes)
    }
    var text = ""
    for part in parts {
      text += try part.requireText()
      try checkSize(text.utf8.count, limit)
    }
    return .string(text)
  }
}
