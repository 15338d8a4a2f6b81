import HubData
import HubModel
import Synchronization

/// The sizes of local images, each file looked at once.
final class ImageSizes: Sendable {
  private let known = Mutex<[String: PixelSize?]>([:])

  /// Enough for most files; only what stands before the size, such as a profile or a preview,
  /// makes more of the file worth reading.
  private static let firstHead = 16 << 10
  private static let longestHead = 8 << 20

  /// The size of the image at a path; nil where its format is not known.
  func size(of path: String) -> PixelSize? {
    if let size = known.withLock({ $0[path] }) { return size }
    let size = Self.read(path)
    known.withLock { $0[path] = .some(size) }
    return size
  }

  private static func read(_ path: String) -> PixelSize? {
    var count = firstHead
    while let head = try? readHead(path, count: count) {
      switch ImageHead(head).size {
      case .known(let size): return size.width > 0 && size.height > 0 ? size : nil
      case .unknown: return nil
      case .further:
        guard head.count == count, count < longestHead else { return nil }
        count *= 8
      }
    }
    return nil
  }
}

/// The beginning of an image file, in which its size stands.
struct ImageHead {
  enum Answer: Hashable {
    case known(PixelSize)
    /// No format whose size can be read, or no size.
    case unknown
    /// The size stands behind these bytes.
    case further
  }

  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads the header of a PNG, JPEG, GIF, WebP or SVG file.
  var size: Answer {
    if bytes.first == 0x89, has("PNG", at: 1) {
      return pixels(width: big(16, 4), height: big(20, 4))
    }
    if has("GIF8", at: 0) { return pixels(width: little(6, 2), height: little(8, 2)) }
    if has("RIFF", at: 0), has("WEBP", at: 8) { return webP }
    if bytes.starts(with: [0xFF, 0xD8]) { return jpeg }
    return SVGHead(bytes).size
  }

  private var webP: Answer {
    if has("VP8X", at: 12) {
      return pixels(width: little(24, 3).map { $0 + 1 }, height: little(27, 3).map { $0 + 1 })
    }
    if has("VP8L", at: 12) {
      let bits = little(21, 4)
      return pixels(
        width: bits.map { $0 & 0x3FFF + 1 }, height: bits.map { $0 >> 14 & 0x3FFF + 1 })
    }
    return pixels(
      width: little(26, 2).map { $0 & 0x3FFF }, height: little(28, 2).map { $0 & 0x3FFF })
  }

  /// Walks the segments up to the frame header (ITU-T T.81, B.2.2).
  private var jpeg: Answer {
    var offset = 2
    var isTurned = false
    while let start = big(offset, 2), let length = big(offset + 2, 2) {
      guard start >> 8 == 0xFF else { return .unknown }
      let marker = start & 0xFF
      if marker == 0xFF {
        offset += 1
        continue
      }
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame {
        let (height, width) = (big(offset + 5, 2), big(offset + 7, 2))
        return isTurned
          ? pixels(width: height, height: width) : pixels(width: width, height: height)
      }
      if marker == 0xE1, has("Exif\0\0", at: offset + 4) {
        guard offset + 2 + length <= bytes.count else { return .further }
        isTurned = (5...8).contains(orientation(from: offset + 10, to: offset + 2 + length) ?? 1)
      }
      // The image data begins: no frame header comes any more.
      if marker == 0xDA || marker == 0xD9 { return .unknown }
      offset += 2 + max(2, length)
    }
    return .further
  }

  /// How the camera was held, as Exif says it in the first directory of its TIFF data: 5 to 8 lie
  /// on their side.
  private func orientation(from start: Int, to end: Int) -> Int? {
    let isLittle = has("II", at: start)
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset + count <= end else { return nil }
      return isLittle ? little(offset, count) : big(offset, count)
    }
    guard isLittle || has("MM", at: start), number(start + 2, 2) == 42,
      let directory = number(start + 4, 4), let count = number(start + directory, 2)
    else { return nil }
    for entry in 0..<count {
      let offset = start + directory + 2 + entry * 12
      guard let tag = number(offset, 2) else { return nil }
      if tag == 0x0112 { return number(offset + 8, 2) }
    }
    return nil
  }

  private func pixels(width: Int?, height: Int?) -> Answer {
    guard let width, let height else { return .further }
    return .known(PixelSize(width: width, height: height))
  }

  // MARK: Bytes

  private func has(_ text: StaticString, at offset: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.count >= offset + count else { return false }
    return text.withUTF8Buffer { bytes[offset..<offset + count].elementsEqual($0) }
  }

  private func big(_ offset: Int, _ count: Int) -> Int? {
    guard offset + count <= bytes.count else { return nil }
    return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  private func little(_ offset: Int, _ count: Int) -> Int? {
    guard offset + count <= bytes.count else { return nil }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
