extension Builtins {
  static let htmlFilters: [FilterDefinition] = [
    FilterDefinition("safe", "The text as HTML, printed as it is.", .text, result: .type(.html)) {
      call throws(TemplateError) in
      call.value.isHTML ? call.value : .html(Array(try call.value.requireText().utf8))
    },
    escape("escape"), escape("e"),
    FilterDefinition(
      "forceescape", "The text escaped, even if it is HTML already.", .text, result: .type(.html)
    ) { call throws(TemplateError) in
      .html(try HTMLEscape.html(.string(try call.value.requireText())))
    },
    FilterDefinition("striptags", "The text of HTML.", .text, result: .type(.string)) {
      call throws(TemplateError) in
      .string(StripTags.text(try call.value.requireText()))
    },
    FilterDefinition(
      "urlencode", "The text, or a map as a query, in the form that URLs need.", .any,
      result: .type(.string)
    ) { call throws(TemplateError) in
      if case .map(let entries) = call.value {
        var pairs: [String] = []
        for entry in entries {
          pairs.append(
            URLEncoding.query(entry.key) + "=" + URLEncoding.query(try entry.value.requireText()))
        }
        return .string(pairs.joined(separator: "&"))
      }
      return .string(URLEncoding.path(try call.value.requireText()))
    },
    json("tojson"), json("json"),
    FilterDefinition(
      "xmlattr", "A map as attributes of an element; null values are left out.", .any,
      [.init("autospace", .bool, default: .bool(true))], result: .type(.html)
    ) { call throws(TemplateError) in
      guard case .map(let entries) = call.value else {
        throw TemplateError("'xmlattr' needs a map, not \(call.value.kindName)")
      }
      var bytes: [UInt8] = []
      for entry in entries where !entry.value.isNull {
        guard !entry.key.isEmpty,
          !entry.key.utf8.contains(where: {
            Whitespace.isASCII($0) || $0 == 0x2F || $0 == 0x3E || $0 == 0x3D
          })
        else { throw TemplateError("'\(entry.key)' is no name of an attribute") }
        if !bytes.isEmpty || call.bool(0) { bytes.append(0x20) }
        HTMLEscape.append(entry.key, to: &bytes)
        bytes += Array("=\"".utf8)
        try HTMLEscape.append(entry.value, to: &bytes)
        bytes.append(0x22)
      }
      return .html(bytes)
    },
  ]

  private static func json(_ name: String) -> FilterDefinition {
    FilterDefinition(
      name, "The value as JSON that is safe in HTML and in scripts.", .any,
      [.init("indent", .optional(.int), default: .null)], result: .type(.html)
    ) { call throws(TemplateError) in
      let indent =
        if case .int(let indent) = call.arguments[0] { max(0, min(indent, 16)) } else { Int?.none }
      return .html(Array(try JSONText.text(call.value, indent: indent, call.limits).utf8))
    }
  }

  private static func escape(_ name: String) -> FilterDefinition {
    FilterDefinition(name, "The text escaped for HTML.", .text, result: .type(.html)) {
      call throws(TemplateError) in
      .html(try HTMLEscape.html(call.value))
    }
  }
}

/// Percent-encoding as Python's `quote`.
enum URLEncoding {
  static func path(_ text: String) -> String { encoded(text, keeps: UInt8(ascii: "/")) }

  static func query(_ text: String) -> String {
    encoded(text, keeps: UInt8(ascii: " ")).split(separator: " ", omittingEmptySubsequences: false)
      .joined(separator: "+")
  }

  private static func encoded(_ text: String, keeps kept: UInt8) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2E, 0x2D, 0x7E, kept: bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// JSON as Python's `json.dumps` with sorted keys writes it, safe inside HTML.
enum JSONText {
  static func text(
    _ value: TemplateValue, indent: Int?, _ limits: TemplateLimits
  ) throws(TemplateError) -> String {
    var output = ""
    try append(value, indent, 0, &output, limits)
    return output
  }

  private static func append(
    _ value: TemplateValue, _ indent: Int?, _ depth: Int, _ output: inout String,
    _ limits: TemplateLimits
  ) throws(TemplateError) {
    guard depth <= limits.valueDepth else { throw TemplateError("the value is nested too deep") }
    try TemplateValue.checkSize(output.utf8.count, limits.outputSize)
    switch value {
    case .null: output += "null"
    case .bool(let flag): output += flag ? "true" : "false"
    case .int, .double: output += try number(value)
    case .string, .html, .date: quote(try value.requireText(), &output)
    case .list(let items):
      try container("[", "]", items.count, indent, depth, &output) {
        (index, output) throws(TemplateError) in
        try append(items[index], indent, depth + 1, &output, limits)
      }
    case .map(let entries):
      let sorted = entries.sorted { $0.key.precedes($1.key) }
      try container("{", "}", sorted.count, indent, depth, &output) {
        (index, output) throws(TemplateError) in
        quote(sorted[index].key, &output)
        output += ": "
        try append(sorted[index].value, indent, depth + 1, &output, limits)
      }
    case .object: throw TemplateError("\(value.kindName) has no JSON: write its fields as a map")
    }
  }

  private static func number(_ value: TemplateValue) throws(TemplateError) -> String {
    if case .double(let number) = value, !number.isFinite {
      return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }
    return try value.requireText()
  }

  private static func container(
    _ open: String, _ close: String, _ count: Int, _ indent: Int?, _ depth: Int,
    _ output: inout String,
    _ item: (Int, inout String) throws(TemplateError) -> Void
  ) throws(TemplateError) {
    output += open
    for index in 0..<count {
      if index > 0 { output += indent == nil ? ", " : "," }
      if let indent { output += "\n" + String(repeating: " ", count: indent * (depth + 1)) }
      try item(index, &output)
    }
    if let indent, count > 0 { output += "\n" + String(repeating: " ", count: indent * depth) }
    output += close
  }

  private static func quote(_ text: String, _ output: inout String) {
    output += "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: output += "\\\""
      case 0x5C: output += "\\\\"
      case 0x0A: output += "\\n"
      case 0x0D: output += "\\r"
      case 0x09: output += "\\t"
      case 0x08: output += "\\b"
      case 0x0C: output += "\\f"
      case 0x26, 0x27, 0x3C, 0x3E, 0..<0x20, 0x7F...:
        if unit == 0x7F {
          output.unicodeScalars.append("\u{7F}")
        } else {
          let digits = String(unit, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: output.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      }
    }
    output += "\""
  }
}
