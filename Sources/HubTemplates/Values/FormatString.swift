/// Python's `%` formatting, as far as templates use it: `%s %d %i %f %x %o %e`, width and precision.
enum FormatString {
  private struct Specification {
    var isLeft = false
    var isZeroPadded = false
    var showsSign = false
    var width = 0
    var precision: Int?
    var key: String?
  }

  static func apply(
    _ format: TemplateValue, _ arguments: [TemplateValue], _ limit: Int
  ) throws(TemplateError) -> TemplateValue {
    let isHTML = format.isHTML
    let text = try format.requireText()
    var output = ""
    var used = 0
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "%" else {
        output.unicodeScalars.append(scalar)
        continue
      }
      let specification = try specification(&scalars)
      guard let kind = scalars.popFirst() else {
        throw TemplateError("the format ends within '%'")
      }
      if kind == "%" {
        output += "%"
        continue
      }
      let argument: TemplateValue
      if let key = specification.key {
        argument = arguments.first?.entry(key) ?? .null
      } else {
        guard used < arguments.count else {
          throw TemplateError("the format needs more than \(arguments.count) arguments")
        }
        argument = arguments[used]
        used += 1
      }
      var piece = try self.piece(kind, argument, specification)
      if isHTML {
        piece = String(
          decoding: try HTMLEscape.html(kind == "s" ? argument : .string(piece)), as: UTF8.self)
      }
      output += padded(piece, specification, isNumber: kind != "s")
      try TemplateValue.checkSize(output.utf8.count, limit)
    }
    let isKeyed = arguments.count == 1 && arguments[0].isMap
    guard used == arguments.count || isKeyed else {
      throw TemplateError("the format uses \(used) of \(arguments.count) arguments")
    }
    return .text(output, asHTML: isHTML)
  }

  private static func specification(
    _ scalars: inout Substring.UnicodeScalarView
  ) throws(TemplateError) -> Specification {
    var result = Specification()
    if scalars.first == "(" {
      scalars.removeFirst()
      let key = scalars.prefix { $0 != ")" }
      scalars = scalars.dropFirst(key.count + 1)
      result.key = String(key)
    }
    flags: while let flag = scalars.first {
      switch flag {
      case "-": result.isLeft = true
      case "0": result.isZeroPadded = true
      case "+": result.showsSign = true
      case " ", "#": break
      default: break flags
      }
      scalars.removeFirst()
    }
    result.width = try number(&scalars) ?? 0
    if scalars.first == "." {
      scalars.removeFirst()
      result.precision = try number(&scalars) ?? 0
    }
    return result
  }

  private static func number(
    _ scalars: inout Substring.UnicodeScalarView
  ) throws(TemplateError) -> Int? {
    let digits = scalars.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty else { return nil }
    scalars = scalars.dropFirst(digits.count)
    guard let value = Int(String(digits)), value <= 1000 else {
      throw TemplateError("a format's width is at most 1000")
    }
    return value
  }

  private static func piece(
    _ kind: Unicode.Scalar, _ value: TemplateValue, _ specification: Specification
  ) throws(TemplateError) -> String {
    let sign = specification.showsSign ? "+" : ""
    switch kind {
    case "s":
      let text = try value.requireText()
      guard let precision = specification.precision else { return text }
      return String(text.unicodeScalars.prefix(precision))
    case "d", "i", "x", "X", "o":
      guard let number = value.number, let whole = Int(exactly: number.rounded(.towardZero)) else {
        throw TemplateError("'%\(kind)' needs a number, not \(value.kindName)")
      }
      let radix = kind == "o" ? 8 : kind == "x" || kind == "X" ? 16 : 10
      let digits = String(whole, radix: radix, uppercase: kind == "X")
      return whole < 0 ? digits : sign + digits
    case "f", "F":
      guard let number = value.number else {
        throw TemplateError("'%\(kind)' needs a number, not \(value.kindName)")
      }
      let digits = FloatingPoint.fixed(number, digits: specification.precision ?? 6)
      return number.sign == .minus ? digits : sign + digits
    default: throw TemplateError("'%\(kind)' is not a format")
    }
  }

  private static func padded(
    _ text: String, _ specification: Specification, isNumber: Bool
  ) -> String {
    let missing = specification.width - text.codePointCount
    guard missing > 0 else { return text }
    if specification.isLeft { return text + String(repeating: " ", count: missing) }
    guard specification.isZeroPadded, isNumber else {
      return String(repeating: " ", count: missing) + text
    }
    let sign = text.prefix { $0 == "-" || $0 == "+" }
    return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
  }
}
