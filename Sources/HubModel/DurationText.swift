/// A stretch of time as people write it in front matter and configuration.
package enum DurationText {
  /// Ten years: longer is a mistake.
  package static let longest = 10 * 366 * 86_400

  /// The seconds of `3d`, `12h`, `30m` or `2w`; nil for anything else, zero included.
  package static func seconds(_ text: String) -> Int? {
    guard let unit = text.utf8.last, let count = Int(text.dropLast()),
      text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }), count > 0
    else { return nil }
    let length: Int
    switch unit {
    case UInt8(ascii: "m"): length = 60
    case UInt8(ascii: "h"): length = 3600
    case UInt8(ascii: "d"): length = 86_400
    case UInt8(ascii: "w"): length = 7 * 86_400
    default: return nil
    }
    let (seconds, overflow) = count.multipliedReportingOverflow(by: length)
    return overflow || seconds > longest ? nil : seconds
  }

  package static let hint = "write 30m, 12h, 3d or 2w"
}
