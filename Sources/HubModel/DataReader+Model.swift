import Foundation
package import HubData
import HubDiagnostics

extension DataReader {
  /// A date; nil where absent or wrong.
  mutating func timestamp(_ key: String, in timeZone: TimeZone) -> Timestamp? {
    guard let node = node(key) else { return nil }
    guard let text = node.text else {
      reportType(key, takes: "a date", not: node)
      return nil
    }
    do throws(TimestampError) {
      return try Timestamp.parse(text, in: timeZone)
    } catch {
      report(
        "bad-date", error.message(for: text), at: node.span, notes: [TimestampError.hint])
      return nil
    }
  }

  /// A stretch of time in seconds; nil where absent or wrong.
  mutating func duration(_ key: String) -> Int? {
    guard let text = locatedText(key) else { return nil }
    if let seconds = DurationText.seconds(text.value) { return seconds }
    report(
      "bad-duration", "'\(text.value)' is no length of time up to ten years", at: text.span,
      notes: [DurationText.hint])
    return nil
  }

  /// The name of a time zone; nil where absent or wrong.
  mutating func timeZone(_ key: String) -> TimeZone? {
    guard let name = locatedText(key) else { return nil }
    if name.value == "UTC" || name.value == "GMT" { return .gmt }
    if let zone = TimeZone(identifier: name.value) { return zone }
    let notes = didYouMean(name.value, in: TimeZone.knownTimeZoneIdentifiers)
    report(
      "unknown-timezone", "unknown time zone '\(name.value)'", at: name.span,
      notes: notes.isEmpty ? ["write its IANA name, such as Europe/Bratislava"] : notes)
    return nil
  }

  /// A picture: its path alone, or `{ src, alt }`.
  package mutating func image(_ key: String) -> Located<ImageReference>? {
    guard let node = node(key) else { return nil }
    guard case .mapping(let entries) = node.content else {
      return text(node, of: key).map { source in
        warn(
          "missing-alt", "'\(key)' has no text for people who can't see it", at: source.span,
          notes: ["write \(key): { src: \(source.value), alt: What the picture shows }"])
        return Located(ImageReference(source: source.value, alt: ""), span: source.span)
      }
    }
    return nested(entries, at: node.span, subject: "'\(key)'") { reader in
      let source = reader.requiredText("src")
      // Empty on purpose is allowed: a picture that only decorates.
      let alt = reader.node("alt")
      if let alt, alt.text == nil { reader.reportType("alt", takes: "text", not: alt) }
      if alt == nil {
        reader.warn(
          "missing-alt", "'\(key)' has no text for people who can't see it",
          at: source?.span ?? reader.span, notes: ["add 'alt', empty if the picture only decorates"]
        )
      }
      return source.map {
        Located(ImageReference(source: $0.value, alt: alt?.text ?? ""), span: $0.span)
      }
    }
  }

  /// The elements of a list that must all be mappings, each read with a reader of its own.
  mutating func mappings<Result>(
    _ key: String, subject: String, _ read: (inout DataReader) -> Result?
  ) -> [Result] {
    (list(key) ?? []).compactMap { element in
      guard case .mapping(let entries) = element.content else {
        reportType(key, takes: "a list of mappings", not: element)
        return nil
      }
      return nested(entries, at: element.span, subject: subject, read)
    }
  }

  /// Reports a name that none of the names is.
  mutating func reportUnknown(
    _ id: String, _ what: String, _ name: Located<String>, known: [String]
  ) {
    let guess = didYouMean(name.value, in: known)
    let list = known.isEmpty ? "none is configured" : "known: " + known.joined(separator: ", ")
    report(
      id, "unknown \(what) '\(name.value)'", at: name.span, notes: guess.isEmpty ? [list] : guess)
  }
}

extension String {
  /// Whether the text is a name in lower-case letters, digits and single hyphens.
  var isKebabCase: Bool {
    let words = utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return words.allSatisfy { word in
      !word.isEmpty && word.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    }
  }
}
