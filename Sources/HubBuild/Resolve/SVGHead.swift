import HubModel

/// The beginning of an SVG file, up to the end of its root element's tag.
struct SVGHead {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// `width` and `height` of the root element in pixels, else the last two numbers of `viewBox`.
  var size: ImageHead.Answer {
    var scan = self
    return scan.readSize()
  }

  private enum Stop: Error { case unknown, further }

  private mutating func readSize() -> ImageHead.Answer {
    do throws(Stop) {
      try skipProlog()
      let attributes = try rootAttributes()
      if let width = Self.pixels(attributes["width"]),
        let height = Self.pixels(attributes["height"])
      {
        return .known(PixelSize(width: width, height: height))
      }
      let box = (attributes["viewBox"] ?? "").split { $0.isWhitespace || $0 == "," }.map(
        String.init)
      guard box.count == 4, let width = Self.pixels(box[2]), let height = Self.pixels(box[3]) else {
        return .unknown
      }
      return .known(PixelSize(width: width, height: height))
    } catch {
      return error == .further ? .further : .unknown
    }
  }

  /// Goes behind the declaration, comments and the document type to the root element.
  private mutating func skipProlog() throws(Stop) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    while true {
      skipBlanks()
      if try starts(with: "<?") {
        try pass("?>")
      } else if try starts(with: "<!--") {
        try pass("-->")
      } else if try starts(with: "<!DOCTYPE") {
        try passDocumentType()
      } else {
        return
      }
    }
  }

  /// A document type ends with `>`, outside the brackets that may hold declarations.
  private mutating func passDocumentType() throws(Stop) {
    while index < bytes.count, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "[")
    {
      index += 1
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "[") { try pass("]") }
    try pass(">")
  }

  private mutating func rootAttributes() throws(Stop) -> [String: String] {
    guard try starts(with: "<") else { throw .unknown }
    index += 1
    let name = try word()
    guard name == "svg" || name.hasSuffix(":svg") else { throw .unknown }
    var attributes: [String: String] = [:]
    while true {
      skipBlanks()
      guard index < bytes.count else { throw .further }
      if bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "/") {
        return attributes
      }
      let name = try word()
      skipBlanks()
      guard !name.isEmpty, try starts(with: "=") else { throw .unknown }
      index += 1
      skipBlanks()
      guard index < bytes.count else { throw .further }
      let quote = bytes[index]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw .unknown }
      guard let end = bytes[(index + 1)...].firstIndex(of: quote) else { throw .further }
      attributes[name] = String(decoding: bytes[index + 1..<end], as: UTF8.self)
      index = end + 1
    }
  }

  /// A name, up to a blank or a character of markup.
  private mutating func word() throws(Stop) -> String {
    let start = index
    while index < bytes.count, !Self.isBlank(bytes[index]), !"<>=/\"'".utf8.contains(bytes[index]) {
      index += 1
    }
    guard index < bytes.count else { throw .further }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private func starts(with text: StaticString) throws(Stop) -> Bool {
    let rest = bytes[index...]
    let (begins, isCut) = text.withUTF8Buffer { text in
      (rest.starts(with: text), rest.count < text.count && text.starts(with: rest))
    }
    // As far as the bytes go they agree: more of them decide.
    if isCut { throw .further }
    return begins
  }

  /// Goes behind the next place where a text stands.
  private mutating func pass(_ text: StaticString) throws(Stop) {
    let count = text.utf8CodeUnitCount
    while index + count <= bytes.count {
      if try starts(with: text) {
        index += count
        return
      }
      index += 1
    }
    throw .further
  }

  private static func pixels(_ text: String?) -> Int? {
    guard let text = text?.trimmingBlanks,
      let number = Double(text.hasSuffix("px") ? text.dropLast(2) : text), number >= 0.5,
      number < 1_000_000
    else { return nil }
    return Int(number.rounded())
  }
}

extension String {
  fileprivate var trimmingBlanks: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
