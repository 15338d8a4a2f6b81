extension TemplateValue {
  /// The text of a string, of HTML or of anything that prints as text; nil for lists and objects.
  package var text: String? {
    switch self {
    case .null: ""
    case .bool(let value): value ? "True" : "False"
    case .int(let value): String(value)
    case .double(let value): PythonNumber.text(value)
    case .string(let text): text
    case .html(let bytes): String(decoding: bytes, as: UTF8.self)
    case .date(let seconds, let offset): PlainDate.text(seconds: seconds, utcOffset: offset)
    case .list, .object, .map: nil
    }
  }

  /// The text, or an error that names what was there instead.
  func requireText() throws(TemplateError) -> String {
    guard let text else { throw TemplateError("\(kindName) has no text") }
    return text
  }

  /// The text's UTF-8, or an error that names what was there instead.
  func requireBytes() throws(TemplateError) -> [UInt8] {
    if case .html(let bytes) = self { return bytes }
    return Array(try requireText().utf8)
  }

  var isHTML: Bool {
    if case .html = self { true } else { false }
  }

  package var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// What the value is, for messages.
  var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a bool"
    case .int: "an int"
    case .double: "a double"
    case .string: "a string"
    case .html: "HTML"
    case .date: "a date"
    case .list: "a list"
    case .object(let object): "an object (\(object.typeName))"
    case .map: "a map"
    }
  }

  /// The value for messages, with what it says where that is short.
  package var shown: String {
    switch self {
    case .int(let number): "the number \(number)"
    case .double(let number): "the number \(PythonNumber.text(number))"
    case .string(let text) where text.utf8.count <= 60: "the string '\(text)'"
    default: kindName
    }
  }

  /// Whether the value has elements at positions.
  var isSequence: Bool {
    switch self {
    case .list, .string, .html: true
    default: false
    }
  }

  /// HTML where the text came from HTML, else a string.
  static func text(_ text: String, asHTML: Bool) -> TemplateValue {
    asHTML ? .html(Array(text.utf8)) : .string(text)
  }
}

/// Prints and reads numbers as Python does.
enum PythonNumber {
  /// The shortest text that reads back as the same number, as Python's `repr` prints it.
  static func text(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
    var (digits, exponent) = decimal(value.magnitude)
    let sign = value < 0 ? "-" : ""
    if exponent < -4 || exponent >= 16 {
      let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
      let magnitude = exponent.magnitude
      return sign + digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+")
        + (magnitude < 10 ? "0" : "") + String(magnitude)
    }
    if exponent < 0 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
    }
    while digits.count < exponent + 2 { digits += "0" }
    return sign + digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
  }

  /// The significant digits and the power of ten of the first.
  private static func decimal(_ value: Double) -> (digits: String, exponent: Int) {
    let parts = value.description.split(separator: "e")
    let shift = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let number = parts[0].split(separator: ".")
    let whole = String(number[0])
    let all = whole + (number.count > 1 ? number[1] : "")
    let leading = all.prefix { $0 == "0" }.count
    var digits = String(all.dropFirst(leading))
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return (digits, whole.count - 1 - leading + shift)
  }

  /// A whole number as Python's `int` reads it, or nil.
  static func int(_ text: String, radix: Int = 10) -> Int? {
    var digits = text.trimmingPythonSpace().filter { $0 != "_" }.lowercased()
    let prefix = [2: "0b", 8: "0o", 16: "0x"][radix]
    let sign = digits.first.flatMap { "+-".contains($0) ? String(digits.removeFirst()) : nil } ?? ""
    if let prefix, digits.hasPrefix(prefix) { digits.removeFirst(2) }
    guard digits.first?.isASCII == true, digits.first != "+", digits.first != "-" else {
      return nil
    }
    return Int(sign + digits, radix: radix)
  }

  /// A number as Python's `float` reads it, or nil.
  static func double(_ text: String) -> Double? {
    let digits = text.trimmingPythonSpace().filter { $0 != "_" }.lowercased()
    guard !digits.contains("x"), !digits.contains("p"), !digits.contains("(") else { return nil }
    return Double(digits)
  }
}

extension StringProtocol {
  /// The text without Python's white space at both ends.
  func trimmingPythonSpace() -> String {
    let bytes = Array(utf8)
    var start = 0
    var end = bytes.count
    while start < end {
      let length = Whitespace.length(in: bytes, at: start)
      if length == 0 { break }
      start += length
    }
    while end > start {
      let length = Whitespace.length(in: bytes, before: end)
      if length == 0 { break }
      end -= length
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// How many code points the text has, which is what Python counts.
  var codePointCount: Int {
    utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}

/// Counts code points in UTF-8, as Python counts the length of a text.
enum CodePoints {
  /// Where the code point with a number begins, or the end after the last; nil beyond that.
  static func offset(_ number: Int, in bytes: [UInt8]) -> Int? {
    guard number <= bytes.count else { return nil }
    var left = number
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if left == 0 { return offset }
      left -= 1
    }
    return left == 0 ? bytes.count : nil
  }
}

/// Prints a moment as RFC 3339, for a date that no filter formats.
enum PlainDate {
  static func text(seconds: Int64, utcOffset: Int) -> String {
    let (local, overflow) = seconds.addingReportingOverflow(Int64(clamping: utcOffset))
    guard !overflow, local.magnitude < 1 << 45 else { return String(seconds) }
    var days = local / 86_400
    var rest = local % 86_400
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    // Civil date from days since 1970, counting in eras of 400 years that begin on 1 March.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let date = "\(padded(year, 4))-\(padded(month))-\(padded(day))"
    let time = "\(padded(rest / 3_600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))"
    if utcOffset == 0 { return "\(date)T\(time)Z" }
    let offset = Int64(utcOffset.magnitude / 60)
    let sign = utcOffset < 0 ? "-" : "+"
    return "\(date)T\(time)\(sign)\(padded(offset / 60)):\(padded(offset % 60))"
  }

  private static func padded(_ number: Int64, _ width: Int = 2) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }
}
