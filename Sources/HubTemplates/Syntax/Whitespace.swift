/// What Python takes for white space, in UTF-8: how many bytes it covers at or before an offset.
enum Whitespace {
  /// The length of the white space character that begins at the offset, or 0.
  @inline(__always)
  static func length(in bytes: [UInt8], at offset: Int) -> Int {
    let byte = bytes[offset]
    if byte < 0x80 { return isASCII(byte) ? 1 : 0 }
    return wideLength(in: bytes, at: offset)
  }

  static func isASCII(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || (byte >= 0x1C && byte <= 0x1F)
  }

  /// The length of the white space character that ends just before the offset, or 0.
  static func length(in bytes: [UInt8], before offset: Int) -> Int {
    guard offset > 0 else { return 0 }
    if bytes[offset - 1] < 0x80 { return isASCII(bytes[offset - 1]) ? 1 : 0 }
    for length in 2...3 where offset >= length {
      if wideLength(in: bytes, at: offset - length) == length { return length }
    }
    return 0
  }

  private static func wideLength(in bytes: [UInt8], at offset: Int) -> Int {
    func byte(_ index: Int) -> UInt8 { offset + index < bytes.count ? bytes[offset + index] : 0 }
    switch byte(0) {
    case 0xC2: return byte(1) == 0x85 || byte(1) == 0xA0 ? 2 : 0
    case 0xE1: return byte(1) == 0x9A && byte(2) == 0x80 ? 3 : 0
    case 0xE2:
      if byte(1) == 0x80 {
        return (0x80...0x8A).contains(byte(2)) || [0xA8, 0xA9, 0xAF].contains(byte(2)) ? 3 : 0
      }
      return byte(1) == 0x81 && byte(2) == 0x9F ? 3 : 0
    case 0xE3: return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0
    default: return 0
    }
  }
}
