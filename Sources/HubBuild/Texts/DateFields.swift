import Foundation
import HubModel

/// A date's pattern taken apart into fields that each follow from the day, the month, the year or
/// the weekday alone: every text that a field can have is asked of the formatter once.
struct DateFields {
  private enum Unit {
    case day, month, year, weekday

    init?(_ letter: Character) {
      switch letter {
      case "d": self = .day
      case "M", "L": self = .month
      case "y": self = .year
      case "E", "c": self = .weekday
      default: return nil
      }
    }
  }

  private struct Field {
    let unit: Unit
    let formatter: DateFormatter
    /// What stands between this field and the next.
    var suffix = ""
    /// By the day, month, year or weekday.
    var texts: [Int: String] = [:]

    mutating func append(_ date: CivilDate, at moment: Date, to text: inout String) {
      let value =
        switch unit {
        case .day: date.day
        case .month: date.month
        case .year: date.year
        case .weekday: date.weekday
        }
      if let known = texts[value] {
        text += known
      } else {
        let new = formatter.string(from: moment)
        texts[value] = new
        text += new
      }
    }
  }

  private let prefix: String
  private var fields: [Field] = []

  /// Nil where the pattern has other fields, such as an hour, or an apostrophe in its text, or the
  /// calendar is another one, or the language writes the whole in other digits than the parts.
  init?(_ formatter: DateFormatter) {
    guard formatter.calendar.identifier == .gregorian, let pattern = formatter.dateFormat,
      !pattern.contains("''")
    else { return nil }
    var prefix = ""
    var rest = pattern[...]
    while let first = rest.first {
      let literal: Substring
      if first == "'" {
        rest.removeFirst()
        literal = rest.prefix { $0 != "'" }
        rest = rest.dropFirst(literal.count + 1)
      } else if first.isASCII, first.isLetter {
        guard let unit = Unit(first) else { return nil }
        let letters = rest.prefix { $0 == first }
        rest = rest.dropFirst(letters.count)
        let own = DateFormatter()
        own.locale = formatter.locale
        own.timeZone = formatter.timeZone
        own.dateFormat = String(letters)
        fields.append(Field(unit: unit, formatter: own))
        continue
      } else {
        literal = rest.prefix(1)
        rest.removeFirst()
      }
      if fields.isEmpty { prefix += literal } else { fields[fields.count - 1].suffix += literal }
    }
    self.prefix = prefix
    let sample = CivilDate(year: 2034, month: 12, day: 15).secondsSinceEpoch
    let whole = formatter.string(from: Date(timeIntervalSince1970: TimeInterval(sample)))
    guard text(sample) == whole else { return nil }
  }

  /// The text of a moment, in seconds as a clock at its place shows it; nil for years in which the
  /// formatter's calendar is not that of `CivilDate` yet.
  mutating func text(_ local: Int64) -> String? {
    let date = CivilDate(secondsSinceEpoch: local)
    guard date.year > 1582 else { return nil }
    let moment = Date(timeIntervalSince1970: TimeInterval(local))
    var text = prefix
    for index in fields.indices {
      fields[index].append(date, at: moment, to: &text)
      text += fields[index].suffix
    }
    return text
  }
}
