import CCMarkGFM
import Glibc

/// A stretch of UTF-8 that someone else owns, read with bounds checks.
@safe struct Bytes {
  private let start: UnsafePointer<UInt8>?
  let count: Int

  init(_ buffer: UnsafeBufferPointer<UInt8>) {
    unsafe self.init(start: buffer.baseAddress, count: buffer.count)
  }

  init(start: UnsafePointer<UInt8>?, count: Int) {
    unsafe self.start = start
    self.count = count
  }

  init(_ chunk: cmark_chunk) {
    unsafe self.init(start: chunk.data, count: Int(chunk.len))
  }

  var isEmpty: Bool { count == 0 }

  var last: UInt8? { isEmpty ? nil : self[count - 1] }

  var buffer: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: start, count: count)
  }

  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count)
    // The check above covers it, and a stretch that is not empty has a start.
    return unsafe start.unsafelyUnwrapped[index]
  }

  /// The eight bytes from an offset on, as one number.
  func word(at index: Int) -> UInt64 {
    precondition(index >= 0 && index + 8 <= count)
    return unsafe UnsafeRawPointer(start.unsafelyUnwrapped)
      .loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  subscript(range: Range<Int>) -> Bytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe Bytes(start: start.map { unsafe $0 + range.lowerBound }, count: range.count)
  }

  /// Where the byte stands at or after an offset, or nil.
  func firstIndex(of byte: UInt8, from offset: Int = 0) -> Int? {
    guard offset < count, let start = unsafe start else { return nil }
    guard let found = unsafe memchr(start + offset, Int32(byte), count - offset) else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  /// Where the text stands at or after an offset and before a limit, or nil.
  func firstIndex(of text: Bytes, from offset: Int = 0, before limit: Int) -> Int? {
    guard text.count > 0 else { return nil }
    let end = min(limit, count)
    var index = offset
    while let found = firstIndex(of: text[0], from: index), found + text.count <= end {
      if hasPrefix(text, at: found) { return found }
      index = found + 1
    }
    return nil
  }

  func hasPrefix(_ text: Bytes, at offset: Int = 0) -> Bool {
    guard offset + text.count <= count else { return false }
    guard let start = unsafe start, let other = unsafe text.start else { return text.count == 0 }
    return unsafe memcmp(start + offset, other, text.count) == 0
  }

  func hasPrefix(_ text: StaticString, at offset: Int = 0) -> Bool {
    hasPrefix(Bytes(text), at: offset)
  }

  /// Whether the text stands here, ASCII letters compared without case; `text` is lower-case.
  func hasPrefixIgnoringCase(_ text: StaticString, at offset: Int = 0) -> Bool {
    let text = Bytes(text)
    guard offset + text.count <= count else { return false }
    for index in 0..<text.count where self[offset + index].asciiLowercased != text[index] {
      return false
    }
    return true
  }

  init(_ text: StaticString) {
    unsafe self.init(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  var string: String { unsafe String(decoding: buffer, as: UTF8.self) }

  var array: [UInt8] { unsafe Array(buffer) }

  /// The same bytes without white space at either end.
  var trimmed: Bytes {
    var lower = 0
    var upper = count
    while lower < upper, self[lower].isWhitespace { lower += 1 }
    while upper > lower, self[upper - 1].isWhitespace { upper -= 1 }
    return self[lower..<upper]
  }
}

extension Array<UInt8> {
  /// Reads the array in place; the bytes must not leave the closure.
  func withBytes<Result>(_ body: (Bytes) -> Result) -> Result {
    unsafe withUnsafeBufferPointer { unsafe body(Bytes($0)) }
  }
}

extension UInt8 {
  /// Space, tab, line feed, vertical tab, form feed or carriage return.
  var isWhitespace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

  var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }

  var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }

  var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
