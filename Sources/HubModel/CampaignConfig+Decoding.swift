import Foundation
import HubData
import HubDiagnostics

extension CampaignConfig {
  /// Reads `campaigns:`.
  static func all(
    _ reader: inout DataReader, in zone: TimeZone, accounts: [String]
  ) -> [CampaignConfig] {
    var names: [Located<String>] = []
    return reader.mappings("campaigns", subject: "a campaign") { reader in
      let name = reader.requiredText("name")
      if let name {
        if let first = names.first(where: { $0.value == name.value }) {
          reader.report(
            .twice("duplicate-campaign", "campaign", name, first: first, in: reader.file))
        }
        names.append(name)
      }
      return CampaignConfig(name, reading: &reader, in: zone, accounts: accounts)
    }
  }

  private init?(
    _ name: Located<String>?, reading reader: inout DataReader, in zone: TimeZone,
    accounts: [String]
  ) {
    for key in ["from", "until"] where reader.node(key) == nil { reader.reportMissing(key) }
    let from = reader.timestamp("from", in: zone)
    let last = reader.timestamp("until", in: zone)
    // A day alone is meant with its evening.
    let isDay = reader.node("until")?.text?.utf8.count == 10
    let until = last.map { isDay ? Timestamp($0.civil.nextDay, in: zone) : $0 }
    let filter = ArticleFilter(reading: &reader)
    let chosen = reader.accounts(among: accounts)
    let slots = reader.slots("slots").flatMap(\.value)
    let hashtags = HashtagConfig.words(reader.textList("hashtags") ?? [], &reader)
    let priority = reader.int("priority", in: 1...100) ?? 1
    if let from, let until, until <= from, let place = reader.node("until")?.span {
      reader.report("empty-campaign", "the campaign ends before it begins", at: place)
    }
    guard let name, let from, let until else { return nil }
    self.init(
      name: name, from: from, until: until, filter: filter, accounts: chosen, slots: slots,
      hashtags: hashtags, priority: priority)
  }
}

extension CalendarConfig {
  /// Reads `calendars:`.
  static func all(_ reader: inout DataReader, accounts: [String]) -> [CalendarConfig] {
    reader.mappings("calendars", subject: "a calendar") { reader in
      let file = reader.requiredText("file")
      let use = reader.requiredText("as").flatMap { reader.choice($0, of: "as") as Use? }
      let chosen = reader.accounts(among: accounts)
      let filter = ArticleFilter(reading: &reader)
      let within = reader.duration("within") ?? standardWithin
      if use == .avoid {
        for key in ["sections", "tags", "within"] {
          guard let place = reader.entries.first(where: { $0.key == key })?.keySpan else {
            continue
          }
          reader.report(
            "avoid-for-all", "'\(key)' goes with 'as: aim'; a day to avoid is one for all articles",
            at: place)
        }
      }
      guard let file, let use else { return nil }
      return CalendarConfig(
        file: file, use: use, accounts: chosen, filter: filter, within: within)
    }
  }
}

extension CivilDate {
  /// Midnight of the day after.
  fileprivate var nextDay: CivilDate {
    CivilDate(secondsSinceEpoch: (daysSinceEpoch + 1) * 86_400)
  }
}

extension DataReader {
  /// Slots, each text with those it stands for; `Mon-Fri 09:00` or cron's five fields.
  mutating func slots(_ key: String) -> [Located<[Slot]>] {
    (textList(key) ?? []).compactMap { text in
      do throws(SlotProblem) {
        return Located(try Slot.all(in: text.value), span: text.span)
      } catch {
        report("bad-slot", error.message, at: text.span, notes: error.notes)
        return nil
      }
    }
  }

  /// Accounts that something is for.
  fileprivate mutating func accounts(among known: [String]) -> [String] {
    let names = textList("accounts") ?? []
    for name in names where !known.contains(name.value) {
      reportUnknown("unknown-account", "account", name, known: known)
    }
    return names.map(\.value)
  }
}
