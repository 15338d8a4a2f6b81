/// Escapes text for HTML exactly as MarkupSafe does: `& < > " '`.
enum HTMLEscape {
  /// Appends a value's text, escaped unless it is HTML.
  @inline(__always)
  static func append(_ value: TemplateValue, to output: inout [UInt8]) throws(TemplateError) {
    switch value {
    case .string(let text): append(text, to: &output)
    case .html(let bytes): output.append(contentsOf: bytes)
    case .null: break
    case .int(let number): appendDecimal(number, to: &output)
    default: try appendOther(value, to: &output)
    }
  }

  @inline(never)
  private static func appendOther(
    _ value: TemplateValue, to output: inout [UInt8]
  ) throws(TemplateError) {
    guard let text = value.text else {
      throw TemplateError("\(value.kindName) can't be printed")
    }
    append(text, to: &output)
  }

  @inline(__always)
  static func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { append($0, to: &output) }
  }

  /// Appends bytes, copying runs that need no escape at once.
  static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var start = 0
    var index = 0
    let count = bytes.count
    let raw = UnsafeRawBufferPointer(bytes)
    while index < count {
      if index + 8 <= count {
        if !hasSpecial(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
          index += 8
          continue
        }
      }
      let end = min(index + 8, count)
      while index < end {
        let escape: StaticString
        switch bytes[index] {
        case 0x26: escape = "&amp;"
        case 0x3C: escape = "&lt;"
        case 0x3E: escape = "&gt;"
        case 0x22: escape = "&#34;"
        case 0x27: escape = "&#39;"
        default:
          index += 1
          continue
        }
        if start < index {
          output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        }
        escape.withUTF8Buffer { output.append(contentsOf: $0) }
        index += 1
        start = index
      }
    }
    if start < count {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<count]))
    }
  }

  /// Whether one of eight bytes needs an escape: `<` and `>` differ in one bit, so do `"` and `&`.
  @inline(__always)
  private static func hasSpecial(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let angle = (word | ones &* 0x02) ^ (ones &* 0x3E)
    let quote = (word | ones &* 0x04) ^ (ones &* 0x26)
    let apostrophe = word ^ (ones &* 0x27)
    let zeros =
      ((angle &- ones) & ~angle) | ((quote &- ones) & ~quote)
      | ((apostrophe &- ones) & ~apostrophe)
    return zeros & (ones &* 0x80) != 0
  }

  private static func appendDecimal(_ number: Int, to output: inout [UInt8]) {
    if number >= 0, number < 10 {
      output.append(0x30 + UInt8(number))
      return
    }
    if number < 0 { output.append(0x2D) }
    var rest = number.magnitude
    let start = output.count
    repeat {
      output.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    output[start...].reverse()
  }

  /// The text of a value as HTML.
  static func html(_ value: TemplateValue) throws(TemplateError) -> [UInt8] {
    if case .html(let bytes) = value { return bytes }
    var bytes: [UInt8] = []
    try append(value, to: &bytes)
    return bytes
  }
}
