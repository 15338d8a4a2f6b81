import Foundation
import HubData
import HubDiagnostics

extension SocialFrontMatter {
  init(reading reader: inout DataReader, config: HubConfig) {
    let zone = config.syndication?.timeZone ?? config.site.timeZone
    self.init()
    teaser = reader.text("teaser")
    variants = (reader.textList("variants") ?? []).map(\.value)
    thread = reader.node("thread") == nil ? nil : reader.bool("thread", otherwise: false)
    for (name, texts) in reader.textListsByName("hooks") {
      hooks[name.value] = texts.map(\.value)
      Self.check(audience: name, &reader, config)
    }
    for (name, text) in reader.textsByName("networks") { networks[name.value] = text }
    hashtags = reader.textList("hashtags").map { HashtagConfig.words($0, &reader) }
    publish = reader.timestamp("publish", in: zone)
    expires = Self.expiry(&reader, zone)
    self.repeat = reader.mapping("repeat") { Self.repetition(&$0) } ?? nil
    skip = reader.textList("skip") ?? []
  }

  /// A hook for nobody is never used: a slip of the pen, but no reason to stop.
  private static func check(
    audience: Located<String>, _ reader: inout DataReader, _ config: HubConfig
  ) {
    guard let known = config.syndication?.audiences.map(\.name), !known.contains(audience.value)
    else { return }
    let guess = didYouMean(audience.value, in: known)
    reader.warn(
      "unknown-audience", "unknown audience '\(audience.value)'", at: audience.span,
      notes: guess.isEmpty ? ["audiences are listed in \(config.file)"] : guess)
  }

  private static func expiry(_ reader: inout DataReader, _ zone: TimeZone) -> Expiry? {
    guard let node = reader.node("expires"), let text = node.text else {
      return reader.timestamp("expires", in: zone).map { .at($0) }
    }
    if let seconds = DurationText.seconds(text) { return .after(seconds) }
    do throws(TimestampError) {
      return .at(try Timestamp.parse(text, in: zone))
    } catch {
      let message =
        error == .notADate
        ? "'\(text)' is neither a length of time nor a date" : error.message(for: text)
      reader.report("bad-date", message, at: node.span, notes: ["write 3d, 12h or 2026-11-20"])
      return nil
    }
  }

  private static func repetition(_ reader: inout DataReader) -> Repeat? {
    for key in ["every", "times"] where reader.node(key) == nil { reader.reportMissing(key) }
    guard let every = reader.duration("every"), let times = reader.int("times", in: 1...100) else {
      return nil
    }
    return Repeat(interval: every, times: times)
  }
}
