/// The address of an output within the site: absolute, percent-encoded, `/` for the home page.
///
/// A page's path ends with `/` and is written as `index.html` in that folder; any other path is
/// written as it stands. The site's base path, if it has one, is not part of it.
package struct URLPath: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The encoded path, such as `/articles/launch/`.
  package let description: String

  /// A path from decoded segments, each encoded as RFC 3986 asks.
  package init(segments: some Sequence<String>, isFolder: Bool) {
    var path = ""
    for segment in segments where !segment.isEmpty {
      path += "/" + Self.encode(segment)
    }
    description = path.isEmpty ? "/" : path + (isFolder ? "/" : "")
  }

  /// A path that is encoded already and starts with `/`.
  package init(encoded: String) {
    description = encoded
  }

  package static let home = URLPath(encoded: "/")

  package var isFolder: Bool { description.utf8.last == UInt8(ascii: "/") }

  /// Where the output is written, relative to the output folder, decoded.
  package var outputPath: String {
    let relative = Self.decode(description.dropFirst())
    return isFolder ? relative + "index.html" : relative
  }

  /// The path of something inside this folder.
  package func appending(_ segments: String..., isFolder: Bool) -> URLPath {
    let base = self.isFolder ? String(description.dropLast()) : description
    return URLPath(
      encoded: base + URLPath(segments: segments, isFolder: isFolder).description)
  }

  package static func < (left: URLPath, right: URLPath) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }

  /// One segment with everything but `pchar` of RFC 3986 percent-encoded.
  package static func encode(_ segment: String) -> String {
    if segment.utf8.allSatisfy(isPathCharacter) { return segment }
    var bytes: [UInt8] = []
    for byte in segment.utf8 {
      if isPathCharacter(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(hexDigits[Int(byte >> 4)])
        bytes.append(hexDigits[Int(byte & 15)])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A byte as `%XX`.
  package static func encode(_ byte: UInt8) -> String {
    String(decoding: [0x25, hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]], as: UTF8.self)
  }

  /// The text with `%XX` undone; malformed sequences stay as they are.
  package static func decode(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let high = hexValue(source[index + 1]), let low = hexValue(source[index + 2])
      {
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  private static func isPathCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~!$&'()*+,;=:@".utf8.contains(byte)
    }
  }
}
