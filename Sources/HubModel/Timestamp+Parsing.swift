package import Foundation

/// Why a text is no date.
package enum TimestampError: Error, Hashable, Sendable {
  /// The text has another shape.
  case notADate
  /// The shape is right, but the calendar or the clock has no such value; says which.
  case impossible(String)

  /// The rule, as a diagnostic's message.
  package func message(for text: String) -> String {
    switch self {
    case .notADate: "'\(text)' is not a date"
    case .impossible(let reason): reason
    }
  }

  /// How dates are written.
  package static let hint =
    "write 2026-11-20, 2026-11-20 09:00 or 2026-11-20T09:00:00+01:00"
}

extension Timestamp {
  /// Reads RFC 3339, `YYYY-MM-DD`, or a date and a time without an offset.
  ///
  /// - Parameters:
  ///   - text: the date.
  ///   - timeZone: where a date without an offset is meant.
  /// - Returns: the moment, with the offset that was written or that the zone has then.
  /// - Throws: what is wrong with the text.
  package static func parse(
    _ text: String, in timeZone: TimeZone
  ) throws(TimestampError) -> Timestamp {
    var text = text
    let fields: Result<(CivilDate, Int?), TimestampError> = text.withUTF8 { bytes in
      var scanner = DateScanner(bytes)
      do throws(TimestampError) {
        return .success(try scanner.scan())
      } catch {
        return .failure(error)
      }
    }
    let (civil, offset) = try fields.get()
    if let offset {
      return Timestamp(seconds: civil.secondsSinceEpoch - Int64(offset), utcOffset: offset)
    }
    return Timestamp(civil, in: timeZone)
  }

  /// The moment at which clocks in a time zone show a date and time.
  ///
  /// Of a time that comes twice in a night the first is meant; one that is left out counts from
  /// before the change, as most calendars do.
  package init(_ civil: CivilDate, in timeZone: TimeZone) {
    let local = civil.secondsSinceEpoch
    let before = timeZone.utcOffset(at: local - 86_400)
    let after = timeZone.utcOffset(at: local + 86_400)
    let offset =
      before == after || timeZone.utcOffset(at: local - Int64(before)) == before
        || timeZone.utcOffset(at: local - Int64(after)) != after ? before : after
    self.init(seconds: local - Int64(offset))
    utcOffset =
      before == after ? before : timeZone.utcOffset(at: seconds)
  }

  /// The same moment as clocks in a time zone show it.
  package func at(_ timeZone: TimeZone) -> Timestamp {
    at(utcOffset: timeZone.utcOffset(at: seconds))
  }
}

extension TimeZone {
  /// Seconds east of UTC at a moment.
  fileprivate func utcOffset(at seconds: Int64) -> Int {
    secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
  }
}

/// Reads the fields of a date from left to right.
private struct DateScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The fields and the offset in seconds, if one is written.
  mutating func scan() throws(TimestampError) -> (CivilDate, Int?) {
    let year = try number(digits: 4)
    try expect("-")
    let month = try number(digits: 2)
    try expect("-")
    let day = try number(digits: 2)
    var civil = CivilDate(year: year, month: month, day: day)
    var offset: Int?
    if position < bytes.count {
      guard accept("T") || accept("t") || accept(" ") else { throw .notADate }
      civil.hour = try number(digits: 2)
      try expect(":")
      civil.minute = try number(digits: 2)
      if accept(":") {
        civil.second = try number(digits: 2)
        if accept(".") { try skipFraction() }
      }
      offset = try scanOffset()
    }
    guard position == bytes.count else { throw .notADate }
    try civil.check()
    return (civil, offset)
  }

  private mutating func scanOffset() throws(TimestampError) -> Int? {
    guard position < bytes.count else { return nil }
    _ = accept(" ")
    if accept("Z") || accept("z") { return 0 }
    let isWest = accept("-")
    guard isWest || accept("+") else { throw .notADate }
    let hours = try number(digits: 2)
    _ = accept(":")
    let minutes = try number(digits: 2)
    guard hours < 24, minutes < 60 else {
      throw .impossible("an offset from UTC is below 24 hours")
    }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }

  private mutating func number(digits: Int) throws(TimestampError) -> Int {
    guard position + digits <= bytes.count else { throw .notADate }
    var value = 0
    for _ in 0..<digits {
      let digit = Int(bytes[position]) - 0x30
      guard (0...9).contains(digit) else { throw .notADate }
      value = value * 10 + digit
      position += 1
    }
    return value
  }

  private mutating func skipFraction() throws(TimestampError) {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    guard position > start else { throw .notADate }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(TimestampError) {
    guard accept(character) else { throw .notADate }
  }
}

extension CivilDate {
  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// How many days a month of the year has.
  package static func days(inMonth month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: isLeap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Names the field that no calendar or clock shows.
  fileprivate func check() throws(TimestampError) {
    guard (1...12).contains(month) else {
      throw .impossible("a year has months 1 to 12, not \(month)")
    }
    let days = Self.days(inMonth: month, of: year)
    guard (1...days).contains(day) else {
      throw .impossible("\(Self.monthNames[month - 1]) \(year) has \(days) days, not \(day)")
    }
    guard hour < 24 else { throw .impossible("a day has hours 0 to 23, not \(hour)") }
    guard minute < 60 else { throw .impossible("an hour has minutes 0 to 59, not \(minute)") }
    // RFC 3339 knows leap seconds; they count as the second after.
    guard second <= 60 else { throw .impossible("a minute has seconds 0 to 59, not \(second)") }
  }
}
