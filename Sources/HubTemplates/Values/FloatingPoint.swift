#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The functions of the C library's mathematics that arithmetic needs.
enum FloatingPoint {
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// A number with a fixed count of digits after the point, rounded from its exact value.
  static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return PythonNumber.text(value) }
    let digits = max(0, min(digits, 340))
    let size = 360 + digits
    let bytes = [CChar](unsafeUninitializedCapacity: size) { buffer, count in
      count = withVaList([Int32(digits), value]) { arguments in
        Int(vsnprintf(buffer.baseAddress, size, "%.*f", arguments))
      }
    }
    return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
