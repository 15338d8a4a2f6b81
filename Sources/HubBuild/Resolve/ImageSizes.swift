import HubData
import Foundation
import HubModel
import Synchronization

/// The sizes of local images, each file looked at once.
final class ImageSizes: Sendable {
  private let known = Mutex<[String: PixelSize?]>([:])

  /// The size of the image at a path; nil where its format is not known.
  func size(of path: String) -> PixelSize? {
    if let size = known.withLock({ $0[path] }) { return size }
    let size = (try? readFile(path, limit: 64 << 20)).flatMap { PixelSize(imageBytes: $0) }
    known.withLock { $0[path] = .some(size) }
    return size
  }
}

extension PixelSize {
  /// Reads the header of a PNG, JPEG, GIF, WebP or SVG file.
  init?(imageBytes bytes: [UInt8]) {
    func big(_ offset: Int, _ count: Int) -> Int {
      bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
    }
    func little(_ offset: Int, _ count: Int) -> Int {
      bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    func has(_ text: StaticString, at offset: Int) -> Bool {
      let count = text.utf8CodeUnitCount
      guard bytes.count >= offset + count else { return false }
      return text.withUTF8Buffer { bytes[offset..<offset + count].elementsEqual($0) }
    }
    if bytes.first == 0x89, has("PNG", at: 1) {
      guard bytes.count >= 24 else { return nil }
      self.init(width: big(16, 4), height: big(20, 4))
    } else if has("GIF8", at: 0), bytes.count >= 10 {
      self.init(width: little(6, 2), height: little(8, 2))
    } else if has("RIFF", at: 0), has("WEBP", at: 8), bytes.count >= 30 {
      if has("VP8X", at: 12) {
        self.init(width: little(24, 3) + 1, height: little(27, 3) + 1)
      } else if has("VP8L", at: 12) {
        let bits = little(21, 4)
        self.init(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
      } else {
        self.init(width: little(26, 2) & 0x3FFF, height: little(28, 2) & 0x3FFF)
      }
    } else if bytes.count > 4, bytes[0] == 0xFF, bytes[1] == 0xD8 {
      self.init(jpegBytes: bytes)
    } else {
      self.init(svgBytes: bytes)
    }
    guard width > 0, height > 0 else { return nil }
  }

  /// Walks the segments up to the frame header (ITU-T T.81, B.2.2).
  private init?(jpegBytes bytes: [UInt8]) {
    var offset = 2
    while offset + 9 < bytes.count {
      guard bytes[offset] == 0xFF else { return nil }
      let marker = bytes[offset + 1]
      if marker == 0xFF {
        offset += 1
        continue
      }
      let length = Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame {
        self.init(
          width: Int(bytes[offset + 7]) << 8 | Int(bytes[offset + 8]),
          height: Int(bytes[offset + 5]) << 8 | Int(bytes[offset + 6]))
        return
      }
      offset += 2 + max(2, length)
    }
    return nil
  }

  /// Reads `width` and `height` of the root element, else the last two numbers of `viewBox`.
  private init?(svgBytes bytes: [UInt8]) {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let start = head.range(of: "<svg"),
      let end = head.range(of: ">", range: start.upperBound..<head.endIndex)
    else { return nil }
    let tag = head[start.upperBound..<end.lowerBound]
    func attribute(_ name: String) -> Substring? {
      guard let from = tag.range(of: " \(name)=") else { return nil }
      let value = tag[from.upperBound...]
      guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
      return value.dropFirst().prefix { $0 != quote }
    }
    func pixels(_ text: Substring?) -> Int? {
      guard let text, let number = Double(text.hasSuffix("px") ? text.dropLast(2) : text),
        number >= 0.5, number < 1_000_000
      else { return nil }
      return Int(number.rounded())
    }
    if let width = pixels(attribute("width")), let height = pixels(attribute("height")) {
      self.init(width: width, height: height)
      return
    }
    let box = attribute("viewBox")?.split { $0 == " " || $0 == "," } ?? []
    guard box.count == 4, let width = pixels(box[2]), let height = pixels(box[3]) else {
      return nil
    }
    self.init(width: width, height: height)
  }
}
