import Foundation
import HubData
import HubDiagnostics

extension PostingPace {
  /// Reads the keys of an account that say when and how often it publishes.
  init(reading reader: inout DataReader, in standard: TimeZone) {
    let zone = reader.timeZone("timezone")
    self.init(
      timeZone: zone, since: reader.timestamp("since", in: zone ?? standard),
      gap: reader.duration("gap") ?? 0, perDay: reader.int("perDay", in: 1...1000),
      quiet: (reader.textList("quiet") ?? []).compactMap { Self.quietHours($0, &reader) },
      needsApproval: reader.bool("approve", otherwise: false))
    evergreen = reader.mapping("evergreen") { Evergreen(reading: &$0) } ?? nil
    budget = reader.mapping("budget") { Budget(reading: &$0) } ?? nil
    edits = reader.choice("edits", otherwise: .update)
    if let place = reader.node("expires")?.span {
      expires = reader.duration("expires").map { Located($0, span: place) }
    }
  }

  /// Reports what can't be: slots in quiet hours, evergreen posts without slots.
  func check(_ slots: [Located<[Slot]>], _ reader: inout DataReader) {
    for slot in slots {
      guard
        let quiet = quiet.first(where: { hours in
          slot.value.contains { hours.contains(minuteOfDay: $0.minuteOfDay) }
        })
      else { continue }
      reader.report(
        "quiet-slot", "a slot lies in the account's quiet hours, \(quiet.text)", at: slot.span,
        notes: ["nothing goes out from then on until they end: move one of the two"])
    }
    if evergreen != nil, slots.isEmpty, let place = reader.entry("evergreen")?.keySpan {
      reader.report(
        "evergreen-without-slots", "'evergreen' fills slots, and the account has none", at: place,
        notes: ["add slots such as slots: [\"Mon-Fri 09:00\"]"])
    }
  }

  private static func quietHours(
    _ text: Located<String>, _ reader: inout DataReader
  ) -> QuietHours? {
    let ends = text.value.split(separator: "-", omittingEmptySubsequences: false)
      .map { Slot.minuteOfDay($0) }
    guard ends.count == 2, let start = ends[0], let end = ends[1], start != end else {
      reader.report(
        "bad-quiet-hours", "'\(text.value)' is no stretch of a day", at: text.span,
        notes: ["write \"22:00-07:00\""])
      return nil
    }
    return QuietHours(start: start, end: end)
  }
}

extension PostingPace.QuietHours {
  package var text: String { "\(Self.clock(start))-\(Self.clock(end))" }

  private static func clock(_ minute: Int) -> String {
    let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
    return (hour < 10 ? "0" : "") + "\(hour):" + (rest < 10 ? "0" : "") + "\(rest)"
  }
}

extension PostingPace.Evergreen {
  init?(reading reader: inout DataReader) {
    // These keys are hubgen's own, not the network's.
    reader.unknownKeys = .error
    let filter = ArticleFilter(reading: &reader)
    if reader.node("after") == nil { reader.reportMissing("after") }
    let times = reader.int("times", in: 1...100)
    if reader.node("times") == nil {
      reader.reportMissing("times", notes: ["without it an article would come back for ever"])
    }
    guard let after = reader.duration("after"), let times else { return nil }
    self.init(after: after, times: times, filter: filter)
  }
}

extension PostingPace.Budget {
  init?(reading reader: inout DataReader) {
    reader.unknownKeys = .error
    let posts = reader.int("posts", in: 0...1_000_000)
    let cost = reader.money("cost")
    self.init(
      posts: posts, cost: cost, each: reader.money("each"),
      period: reader.choice("per", otherwise: .month), place: reader.node("cost")?.span)
    if reader.node("posts") == nil, reader.node("cost") == nil {
      reader.report(
        "empty-budget", "a budget needs 'posts' or 'cost'", at: reader.span,
        notes: ["write budget: { posts: 100, per: month }"])
    }
  }
}

extension ArticleFilter {
  init(reading reader: inout DataReader) {
    self.init(
      sections: (reader.textList("sections") ?? []).map(\.value),
      tags: (reader.textList("tags") ?? []).map(\.value))
  }
}

extension DataReader {
  /// An amount of money such as `20.00`; nil where absent or wrong.
  fileprivate mutating func money(_ key: String) -> Money? {
    guard let text = locatedText(key) else { return nil }
    if let money = Money(text.value) { return money }
    report(
      "bad-amount", "'\(text.value)' is no amount of money", at: text.span,
      notes: ["write 20 or 0.015, without a currency"])
    return nil
  }
}
