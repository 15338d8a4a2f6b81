import Foundation
import HubModel
import Testing

@testable import HubBuild

@Suite("dates in words")
struct DateTextTests {
  /// The 1st, 11th and 23rd of every month of a leap year and another one, then old and far days.
  private static let days =
    [2024, 2031].flatMap { year in
      (1...12).flatMap { month in
        [1, 11, 23].map { CivilDate(year: year, month: month, day: $0, hour: 13) }
      }
    } + [
      CivilDate(year: 1583, month: 1, day: 1), CivilDate(year: 1582, month: 10, day: 4),
      CivilDate(year: 987, month: 2, day: 28), CivilDate(year: 12_345, month: 6, day: 7),
    ]

  @Test(
    "a date reads as the platform's formatter writes it whole, in every language",
    arguments: Locale.availableIdentifiers.filter { !$0.contains("_") }.sorted())
  func language(code: String) throws {
    for style in DateText.names + ["EEE d. MMM y", "'on' dd/MM/yy", "LLLL yyyy", "d MMM, HH:mm"] {
      let dates = DateText(languageCode: code)
      let formatter = DateFormatter()
      formatter.locale = Locale(identifier: code)
      formatter.timeZone = .gmt
      formatter.timeStyle = .none
      switch style {
      case "full": formatter.dateStyle = .full
      case "long": formatter.dateStyle = .long
      case "medium": formatter.dateStyle = .medium
      case "short": formatter.dateStyle = .short
      default: formatter.dateFormat = style
      }
      for day in Self.days {
        let seconds = day.secondsSinceEpoch
        let whole = formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
        let text = try dates.text(Timestamp(seconds: seconds), style: style)
        #expect(text == whole, "\(style) of \(day)")
      }
    }
  }
}
