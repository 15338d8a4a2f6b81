import Foundation
import HubModel
import Synchronization

/// Dates in a language's own words (CLDR), each day formatted once.
final class DateText: Sendable {
  private let languageCode: String
  /// By style, then by the moment as a clock at its place shows it; there are few styles.
  private let known = Mutex<[(style: String, texts: [Int64: String])]>([])

  private static let names = ["long", "medium", "short", "full"]

  init(languageCode: String) {
    self.languageCode = languageCode
  }

  /// Whether a style is a name below or a CLDR pattern of date fields.
  static func isStyle(_ style: String) -> Bool {
    if style == "iso" || names.contains(style) { return true }
    return style.contains { "yMLdEGQwaHhkms".contains($0) }
      && style.allSatisfy {
        !$0.isLetter || "yYMLdDEecGQqwaBHhkKmsSzZxXOVv'".contains($0) || style.contains("'")
      }
  }

  /// `style`: `iso` (RFC 3339), `long`, `medium`, `short`, `full`, or a CLDR pattern.
  func text(_ moment: Timestamp, style: String) -> String {
    if style == "iso" { return moment.rfc3339 }
    var local = moment.seconds + Int64(moment.utcOffset)
    // A named style shows no time: one text serves the whole day.
    if Self.names.contains(style) { local -= (local % 86_400 + 86_400) % 86_400 }
    let found = known.withLock { known in
      known.first { $0.style == style }?.texts[local]
    }
    if let found { return found }
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
    let text = formatter.string(
      from: Date(timeIntervalSince1970: TimeInterval(local)))
    known.withLock { known in
      if let index = known.firstIndex(where: { $0.style == style }) {
        known[index].texts[local] = text
      } else {
        known.append((style, [local: text]))
      }
    }
    return text
  }
}
