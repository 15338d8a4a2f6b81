import Foundation
import HubModel
import Synchronization

/// Dates in a language's own words (CLDR), each day formatted once.
final class DateText: Sendable {
  private struct Key: Hashable {
    var style: String
    /// The moment as a clock at its place shows it.
    var localSeconds: Int64
  }

  private let languageCode: String
  private let known = Mutex<[Key: String]>([:])

  init(languageCode: String) {
    self.languageCode = languageCode
  }

  /// Whether a style is a name below or a CLDR pattern of date fields.
  static func isStyle(_ style: String) -> Bool {
    if ["iso", "long", "medium", "short", "full"].contains(style) { return true }
    return style.contains { "yMLdEGQwaHhkms".contains($0) }
      && style.allSatisfy {
        !$0.isLetter || "yYMLdDEecGQqwaBHhkKmsSzZxXOVv'".contains($0) || style.contains("'")
      }
  }

  /// `style`: `iso` (RFC 3339), `long`, `medium`, `short`, `full`, or a CLDR pattern.
  func text(_ moment: Timestamp, style: String) -> String {
    if style == "iso" { return moment.rfc3339 }
    let key = Key(style: style, localSeconds: moment.seconds + Int64(moment.utcOffset))
    if let text = known.withLock({ $0[key] }) { return text }
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
      from: Date(timeIntervalSince1970: TimeInterval(key.localSeconds)))
    known.withLock { $0[key] = text }
    return text
  }
}
