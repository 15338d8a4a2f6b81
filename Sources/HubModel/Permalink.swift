import HubData
import HubDiagnostics

/// The pattern of a section's addresses: `/:section/:year/:slug/`.
package enum Permalink {
  /// What a pattern may hold, each after a `:`.
  package static let placeholders = ["year", "month", "day", "section", "slug", "title"]

  /// Why a pattern can't be used: the rule and a hint.
  static func problem(in pattern: String) -> (message: String, notes: [String])? {
    guard pattern.hasPrefix("/") else {
      return ("a permalink must start with '/'", ["did you mean '/\(pattern)'?"])
    }
    if let character = pattern.first(where: { $0.isWhitespace || "?#\\".contains($0) }) {
      return ("a permalink must not hold '\(character)'", [])
    }
    let segments = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    if segments.dropLast().contains(where: \.isEmpty) {
      return ("a permalink must not hold '//'", [])
    }
    if segments.contains(where: { $0 == "." || $0 == ".." }) {
      return ("a permalink must not hold '.' or '..' as a part", [])
    }
    for name in names(in: pattern) where !placeholders.contains(name) {
      let guess = closestMatch(to: name, in: placeholders).map { ["did you mean ':\($0)'?"] }
      return (
        "unknown placeholder ':\(name)'",
        guess ?? ["use \(placeholders.map { ":" + $0 }.joined(separator: ", ", last: " or "))"]
      )
    }
    return nil
  }

  /// The names after colons.
  private static func names(in pattern: String) -> [String] {
    pattern.split(separator: ":", omittingEmptySubsequences: false).dropFirst().map { rest in
      String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
  }
}
