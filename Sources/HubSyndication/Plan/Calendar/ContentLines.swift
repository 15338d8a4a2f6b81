import HubModel

/// The lines of an iCalendar file (RFC 5545, 3.1), unfolded.
struct ContentLines {
  struct Line {
    /// In capitals.
    var name: String
    /// By name in capitals.
    var parameters: [String: String]
    var value: String
    /// Where it begins in the file, from 1.
    var number: Int
  }

  private(set) var lines: [Line] = []
  /// Lines that are none.
  private(set) var broken: [Int] = []

  init(_ bytes: [UInt8]) {
    var number = 0
    var pending: (text: [UInt8], number: Int)?
    for raw in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw
      if let first = line.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
        pending?.text += line.dropFirst()
        continue
      }
      if let pending { add(pending.text, pending.number) }
      pending = (Array(line), number)
    }
    if let pending { add(pending.text, pending.number) }
  }

  private mutating func add(_ bytes: [UInt8], _ number: Int) {
    var bytes = bytes[...]
    if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard bytes.contains(where: { $0 > 0x20 }) else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let line = Self.parse(text, number) else { return broken.append(number) }
    lines.append(line)
  }

  /// Reads `NAME;PARAMETER="VALUE":TEXT`.
  private static func parse(_ text: String, _ number: Int) -> Line? {
    var parts: [Substring] = []
    var start = text.startIndex
    var isQuoted = false
    var value: Substring?
    for index in text.indices {
      switch text[index] {
      case "\"": isQuoted.toggle()
      case ";" where !isQuoted:
        parts.append(text[start..<index])
        start = text.index(after: index)
      case ":" where !isQuoted:
        parts.append(text[start..<index])
        value = text[text.index(after: index)...]
      default: break
      }
      if value != nil { break }
    }
    guard let value, let name = parts.first, !name.isEmpty,
      name.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x7A).contains($0) })
    else { return nil }
    var parameters: [String: String] = [:]
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: "=") else { return nil }
      let written = part[part.index(after: equals)...]
      parameters[part[..<equals].uppercased()] = written.filter { $0 != "\"" }
    }
    return Line(
      name: name.uppercased(), parameters: parameters, value: String(value), number: number)
  }
}

extension ContentLines.Line {
  /// The value as text: `\,` and `\n` are a comma and a line break.
  var text: String {
    var result = ""
    var isEscaped = false
    for character in value {
      switch (isEscaped, character) {
      case (false, "\\"): isEscaped = true
      case (true, "n"), (true, "N"): (result, isEscaped) = (result + "\n", false)
      default: (result, isEscaped) = (result + String(character), false)
      }
    }
    return result
  }
}
