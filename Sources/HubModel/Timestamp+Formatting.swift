extension Timestamp {
  /// As feeds, sitemaps and JSON-LD write it: `2026-11-20T09:00:00+01:00`.
  package var rfc3339: String {
    let civil = civil
    return String(unsafeUninitializedCapacity: 40) { buffer in
      var writer = DigitWriter(buffer)
      writer.write(date: civil)
      writer.write("T")
      writer.write(time: civil)
      writer.write(offset: utcOffset, zulu: true, colon: true)
      return writer.count
    }
  }

  /// As RSS writes it: `Fri, 20 Nov 2026 09:00:00 +0100`.
  package var rfc822: String {
    let civil = civil
    return String(unsafeUninitializedCapacity: 48) { buffer in
      var writer = DigitWriter(buffer)
      writer.write(Self.weekdays[civil.weekday - 1])
      writer.write(", ")
      writer.write(civil.day, digits: 2)
      writer.write(" ")
      writer.write(Self.months[civil.month - 1])
      writer.write(" ")
      writer.write(civil.year, digits: 4)
      writer.write(" ")
      writer.write(time: civil)
      writer.write(" ")
      writer.write(offset: utcOffset, zulu: false, colon: false)
      return writer.count
    }
  }

  /// The day at the moment's own offset: `2026-11-20`.
  package var isoDate: String {
    let civil = civil
    return String(unsafeUninitializedCapacity: 24) { buffer in
      var writer = DigitWriter(buffer)
      writer.write(date: civil)
      return writer.count
    }
  }

  private static let weekdays: [StaticString] = [
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
  ]

  private static let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension Timestamp: CustomStringConvertible {
  package var description: String { rfc3339 }
}

/// Writes ASCII into a buffer that is large enough for the longest date.
private struct DigitWriter {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    self.buffer = buffer
  }

  mutating func write(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { put(text.utf8Start[index]) }
  }

  mutating func write(_ number: Int, digits: Int) {
    if number < 0 { put(UInt8(ascii: "-")) }
    var scale = 1
    for _ in 1..<digits { scale *= 10 }
    let size = number.magnitude
    while size / UInt(scale) >= 10 { scale *= 10 }
    while scale > 0 {
      put(UInt8(ascii: "0") + UInt8(size / UInt(scale) % 10))
      scale /= 10
    }
  }

  mutating func write(date: CivilDate) {
    write(date.year, digits: 4)
    write("-")
    write(date.month, digits: 2)
    write("-")
    write(date.day, digits: 2)
  }

  mutating func write(time: CivilDate) {
    write(time.hour, digits: 2)
    write(":")
    write(time.minute, digits: 2)
    write(":")
    write(time.second, digits: 2)
  }

  mutating func write(offset: Int, zulu: Bool, colon: Bool) {
    if offset == 0, zulu { return write("Z") }
    write(offset < 0 ? "-" : "+")
    let minutes = abs(offset) / 60
    write(minutes / 60, digits: 2)
    if colon { write(":") }
    write(minutes % 60, digits: 2)
  }

  private mutating func put(_ byte: UInt8) {
    guard count < buffer.count else { return }
    buffer[count] = byte
    count += 1
  }
}
