import Foundation

/// The frozen part of a post that no query looks into.
struct PostBody: Codable, Hashable {
  var text: String
  var link: String
  var canonicalURL: String
  var title: String
  var imageURL: String?
  var imageAlt: String?
  var length: Int
  var limit: Int
}

extension PostBody {
  init(_ post: Post) {
    text = post.text
    link = post.link
    canonicalURL = post.canonicalURL
    title = post.title
    imageURL = post.imageURL
    imageAlt = post.imageAlt
    length = post.length
    limit = post.limit
  }

  /// Keys are sorted: the same post is the same text.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Reads what `json` writes, and any other JSON of the same fields; nil where it is damaged.
  init?(json: String) {
    var reader = FieldReader(Array(json.utf8))
    if let body = reader.body() {
      self = body
    } else if let body = try? JSONDecoder().decode(PostBody.self, from: Data(json.utf8)) {
      self = body
    } else {
      return nil
    }
  }
}

/// Reads an object of texts and numbers as `PostBody.json` writes it.
///
/// A run reads every post of its articles, and a reader of any JSON takes several times as long.
/// What it does not know (other fields, `\u0007`) it leaves to that one.
private struct FieldReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func body() -> PostBody? {
    var (text, link, url, title): (String?, String?, String?, String?)
    var (image, alt): (String?, String?)
    var (length, limit): (Int?, Int?)
    guard take("{") else { return nil }
    repeat {
      guard let key = self.text(), take(":") else { return nil }
      let isRead: Bool
      switch key {
      case "text": (text, isRead) = found(self.text())
      case "link": (link, isRead) = found(self.text())
      case "canonicalURL": (url, isRead) = found(self.text())
      case "title": (title, isRead) = found(self.text())
      case "imageURL": (image, isRead) = found(self.text())
      case "imageAlt": (alt, isRead) = found(self.text())
      case "length": (length, isRead) = found(number())
      case "limit": (limit, isRead) = found(number())
      default: return nil
      }
      guard isRead else { return nil }
    } while take(",")
    guard take("}"), place == bytes.count, let text, let link, let url, let title, let length,
      let limit
    else { return nil }
    return PostBody(
      text: text, link: link, canonicalURL: url, title: title, imageURL: image, imageAlt: alt,
      length: length, limit: limit)
  }

  private func found<Value>(_ value: Value?) -> (Value?, Bool) { (value, value != nil) }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func number() -> Int? {
    let start = place
    while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
    // More digits than any length has.
    guard (1...9).contains(place - start) else { return nil }
    return bytes[start..<place].reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private mutating func text() -> String? {
    guard take("\"") else { return nil }
    var start = place
    var text = ""
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        text += String(decoding: bytes[start..<place], as: UTF8.self)
        place += 1
        return text
      case UInt8(ascii: "\\"):
        text += String(decoding: bytes[start..<place], as: UTF8.self)
        guard place + 1 < bytes.count, let character = Self.escaped(bytes[place + 1]) else {
          return nil
        }
        text.unicodeScalars.append(character)
        place += 2
        start = place
      case ..<0x20: return nil
      default: place += 1
      }
    }
    return nil
  }

  private static func escaped(_ byte: UInt8) -> Unicode.Scalar? {
    switch byte {
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "t"): "\t"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(byte)
    default: nil
    }
  }
}
