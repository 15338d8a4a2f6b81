package import HubDiagnostics

/// What a `.env` file sets.
///
/// One `NAME=value` a line, also after `export`; `#` begins a comment. In single quotes a value is
/// taken as it is, in double quotes `\n \r \t \" \\ \$` are escapes, without quotes it ends before
/// ` #`. Nothing is replaced inside values.
package struct EnvironmentFile: Sendable {
  package private(set) var values: [String: String] = [:]
  package private(set) var diagnostics: [Diagnostic] = []

  private static let maximumBytes = 1 << 20
  private let file: String

  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name in diagnostics.
  package init(_ bytes: [UInt8], file: String = ".env") {
    self.file = file
    guard bytes.count <= Self.maximumBytes else {
      diagnostics = [.error("env-too-long", "a .env file has at most 1 MiB", at: .init(file: file))]
      return
    }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = line.last == 0x0D ? line.dropLast() : line
      do {
        guard let (name, value) = try Self.assignment(text) else { continue }
        set(name, to: value, line: index + 1)
      } catch {
        report(.error, "bad-env-line", error.rule, line: index + 1, column: error.column)
      }
    }
  }

  /// Where a line breaks which rule; it never quotes the line, which may hold a secret.
  private struct LineError: Error {
    var rule: String
    var column: Int
  }

  private mutating func set(_ name: String, to value: String, line: Int) {
    if values.updateValue(value, forKey: name) != nil {
      report(
        .warning, "repeated-variable", "'\(name)' is set twice; the last one counts", line: line)
    }
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ id: String, _ message: String, line: Int, column: Int = 1
  ) {
    var diagnostic = Diagnostic(
      severity, id: id, message, at: SourceLocation(file: file, line: line, column: column))
    diagnostic.hidesSourceLine = true
    diagnostics.append(diagnostic)
  }

  private static func assignment(
    _ line: ArraySlice<UInt8>
  ) throws(LineError) -> (name: String, value: String)? {
    func column(_ index: Int) -> Int { index - line.startIndex + 1 }
    var rest = line.drop(while: isBlank)
    if rest.isEmpty || rest.first == UInt8(ascii: "#") { return nil }
    let export = Array("export".utf8)
    if rest.starts(with: export), rest.dropFirst(export.count).first.map(isBlank) == true {
      rest = rest.dropFirst(export.count).drop(while: isBlank)
    }
    let name = rest.prefix(while: isNameByte)
    guard let first = name.first, !(0x30...0x39).contains(first) else {
      throw LineError(
        rule: "a line must be NAME=value, the name of letters, digits and '_'",
        column: column(rest.startIndex))
    }
    rest = rest.dropFirst(name.count)
    guard rest.first == UInt8(ascii: "=") else {
      throw LineError(
        rule: "a name must be followed by '=', without blanks", column: column(rest.startIndex))
    }
    rest = rest.dropFirst().drop(while: isBlank)
    let value: [UInt8]
    switch rest.first {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      let (text, end) = try quoted(rest, column: column)
      let tail = rest[end...].drop(while: isBlank)
      guard tail.isEmpty || tail.first == UInt8(ascii: "#") else {
        throw LineError(
          rule: "only a comment may follow the closing quote", column: column(tail.startIndex))
      }
      value = text
    default:
      value = unquoted(rest)
    }
    guard !value.contains(0), let text = String(validating: value, as: UTF8.self) else {
      throw LineError(rule: "a value must be UTF-8 without NUL", column: column(rest.startIndex))
    }
    return (String(decoding: name, as: UTF8.self), text)
  }

  private static func quoted(
    _ text: ArraySlice<UInt8>, column: (Int) -> Int
  ) throws(LineError) -> (value: [UInt8], end: Int) {
    let quote = text[text.startIndex]
    var value: [UInt8] = []
    var index = text.startIndex + 1
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      if byte == quote { return (value, index) }
      guard byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") else {
        value.append(byte)
        continue
      }
      guard index < text.endIndex else { break }
      switch text[index] {
      case UInt8(ascii: "n"): value.append(0x0A)
      case UInt8(ascii: "r"): value.append(0x0D)
      case UInt8(ascii: "t"): value.append(0x09)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"): value.append(text[index])
      default:
        throw LineError(
          rule: "in double quotes the escapes are \\n \\r \\t \\\" \\\\ \\$",
          column: column(index - 1))
      }
      index += 1
    }
    throw LineError(
      rule: "a quoted value must end on its line", column: column(text.startIndex))
  }

  private static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var value: [UInt8] = []
    for byte in text {
      if byte == UInt8(ascii: "#"), value.last.map(isBlank) ?? true { break }
      value.append(byte)
    }
    while value.last.map(isBlank) == true { value.removeLast() }
    return value
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      0x30...0x39, UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
