import HubDiagnostics

/// A stretch of a template's text, in bytes.
struct Place: Hashable {
  var start: Int
  var end: Int

  func through(_ other: Place) -> Place { Place(start: start, end: max(end, other.end)) }
}

/// A template's text with line feeds only, and the lines in it.
///
/// As in Jinja, `\r\n` and `\r` become `\n` and one line feed at the end is dropped.
struct SourceText {
  let file: String
  let bytes: [UInt8]
  private let lineStarts: [Int]

  init(_ source: TemplateSource) {
    file = source.file
    bytes = SourceText.normalised(source.text)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  private static func normalised(_ text: [UInt8]) -> [UInt8] {
    var input = text[...]
    if input.starts(with: [0xEF, 0xBB, 0xBF]) { input = input.dropFirst(3) }
    var bytes: [UInt8] = []
    if input.contains(0x0D) {
      bytes.reserveCapacity(input.count)
      var previous: UInt8 = 0
      for byte in input {
        if byte == 0x0D {
          bytes.append(0x0A)
        } else if byte != 0x0A || previous != 0x0D {
          bytes.append(byte)
        }
        previous = byte
      }
    } else {
      bytes = Array(input)
    }
    if bytes.last == 0x0A { bytes.removeLast() }
    return bytes
  }

  /// The place for people; a stretch over several lines is cut at the end of its first.
  func location(_ place: Place) -> SourceLocation {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= place.start { low = middle } else { high = middle }
    }
    let lineEnd = low + 1 < lineStarts.count ? lineStarts[low + 1] - 1 : bytes.count
    return SourceLocation(
      file: file, line: low + 1, column: place.start - lineStarts[low] + 1,
      length: min(place.end, lineEnd) - place.start)
  }

  func string(_ place: Place) -> String {
    String(decoding: bytes[place.start..<place.end], as: UTF8.self)
  }

  /// Whether a string holds what ends a tag, as one does whose quote is missing.
  func holdsTagEnd(_ place: Place) -> Bool {
    let text = string(place)
    return text.contains("}}") || text.contains("%}")
  }

  /// The mistake of a string that ends nowhere, or at the quote of another one.
  func unclosedString(_ place: Place) -> SyntaxError {
    var notes: [String] = []
    if place.end < bytes.count || holdsTagEnd(place), place.end > place.start + 1,
      bytes[place.end - 1] == bytes[place.start],
      let quote = location(Place(start: place.end - 1, end: place.end)).span
    {
      notes = ["the next quote is in line \(quote.line), column \(quote.column)"]
    }
    return SyntaxError(
      message: "this string is not closed",
      place: Place(start: place.start, end: place.start + 1), notes: notes)
  }

  /// The offset of the first byte that is not valid UTF-8.
  var firstInvalidByte: Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error, .emptyInput: return min(offset, max(0, bytes.count - 1))
      }
    }
  }
}
