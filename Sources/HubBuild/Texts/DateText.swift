import Foundation
import HubModel
import HubTemplates
import Synchronization

/// Dates in a language's own words (CLDR).
final class DateText: Sendable {
  private let languageCode: String
  private let known = Mutex<[Style]>([])

  /// One of the few styles that a theme uses.
  private struct Style {
    let name: String
    private let formatter: DateFormatter
    private var fields: DateFields?
    /// What the fields don't give, by the moment as a clock at its place shows it.
    private var texts: [Int64: String] = [:]

    init(_ name: String, _ formatter: DateFormatter) {
      self.name = name
      self.formatter = formatter
      fields = DateFields(formatter)
    }

    mutating func text(_ local: Int64) -> String {
      if let text = fields?.text(local) ?? texts[local] { return text }
      let text = formatter.string(from: Date(timeIntervalSince1970: TimeInterval(local)))
      texts[local] = text
      return text
    }
  }

  static let names = ["long", "medium", "short", "full"]

  init(languageCode: String) {
    self.languageCode = languageCode
  }

  /// The date in a style: `iso` (RFC 3339), `long`, `medium`, `short`, `full`, or a CLDR pattern.
  func text(_ moment: Timestamp, style: String) throws(TemplateError) -> String {
    if style == "iso" { return moment.rfc3339 }
    var local = moment.seconds + Int64(moment.utcOffset)
    // A named style shows no time: one text serves the whole day.
    if Self.names.contains(style) { local -= (local % 86_400 + 86_400) % 86_400 }
    return try known.withLock { known throws(TemplateError) in
      if let index = known.firstIndex(where: { $0.name == style }) {
        return known[index].text(local)
      }
      if let problem = DatePattern(style).problem { throw TemplateError(problem) }
      known.append(Style(style, formatter(style)))
      return known[known.count - 1].text(local)
    }
  }

  private func formatter(_ style: String) -> DateFormatter {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: languageCode)
    formatter.timeZone = .gmt
    formatter.timeStyle = .none
    switch style {
    case "full": formatter.dateStyle = .full
    case "long": formatter.dateStyle = .long
    case "medium": formatter.dateStyle = .medium
    case "short": formatter.dateStyle = .short
    default: formatter.dateFormat = style
    }
    return formatter
  }
}
