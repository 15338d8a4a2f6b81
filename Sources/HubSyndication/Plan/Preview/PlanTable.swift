import HubModel

extension PlanReport {
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The calendar as a table for a terminal, by day.
  package var table: String {
    let width = posts.map(\.post.account.count).max() ?? 0
    var lines: [String] = []
    var day = ""
    for entry in posts {
      if entry.time.isoDate != day {
        day = entry.time.isoDate
        if !lines.isEmpty { lines.append("") }
        lines.append("\(Self.days[entry.time.civil.weekday - 1]) \(day)")
      }
      let account = entry.post.account
      let padding = String(repeating: " ", count: width - account.count)
      let notes = entry.notes.isEmpty ? "" : "  (\(entry.notes.joined(separator: "; ")))"
      lines.append(
        "  \(entry.time.clock)  \(account)\(padding)  \(entry.post.title) [\(entry.post.language)]"
          + notes)
    }
    if !lines.isEmpty { lines.append("") }
    for (name, list) in removals where !list.isEmpty {
      lines.append("\(name):")
      lines += list.map {
        "  \($0.time.isoDate) \($0.time.clock)  \($0.account)  \($0.article) [\($0.language)]: \($0.reason)"
      }
      lines.append("")
    }
    lines.append(summary)
    return lines.joined(separator: "\n")
  }

  /// What a run would change of what the last one left, a line for each fact, so that two days'
  /// answers can be compared as text.
  package var diff: String {
    var lines: [String] = []
    for entry in posts {
      guard let change = entry.change else { continue }
      let (post, time) = (entry.post, entry.time.rfc3339)
      let part = entry.part > 0 ? "+\(entry.part)" : ""
      let name = "\(post.account) \(post.article) [\(post.language)] #\(post.occurrence)\(part)"
      switch change {
      case .new:
        lines.append("send \(time) \(name)")
        lines += Self.marked(post.text, "+")
      case .moved:
        lines.append("move \(entry.formerTime?.rfc3339 ?? "") to \(time) \(name)")
        lines.append("  because \(entry.reason ?? "")")
      case .rewritten:
        if let former = entry.formerTime {
          lines.append("move \(former.rfc3339) to \(time) \(name)")
        }
        lines.append("rewrite \(time) \(name)")
        lines += Self.marked(entry.formerText ?? "", "-") + Self.marked(post.text, "+")
      case .due: lines.append("send \(time) \(name), which is due")
      case .held: break
      }
      if entry.isHeld {
        lines.append("hold \(time) \(name)")
        lines.append("  because a person has to approve it now")
      }
    }
    let words = ["cancel", "take down", "update", "keep"]
    for (word, list) in zip(words, removals.map(\.list)) {
      for removal in list {
        lines.append(
          "\(word) \(removal.time.rfc3339) \(removal.account) \(removal.article)"
            + " [\(removal.language)] \(removal.id.prefix(8))")
        lines.append("  because \(removal.reason)")
      }
    }
    if recorded > 0 { lines.append("record \(recorded)") }
    return lines.joined(separator: "\n")
  }

  /// How much there is, as a sentence.
  package var summary: String {
    let changes = [Change.due, .new, .moved, .rewritten].map { change in
      (posts.count { $0.change == change }, change.rawValue)
    }
    let rest = [
      (posts.count(where: \.isHeld), Change.held.rawValue), (cancelled.count, "cancelled"),
      (withdrawals.count, "to take down"),
      (updates.count, "to update"), (recorded, "recorded without a post"),
    ]
    let parts = (changes + rest).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let total = "\(posts.count) post\(posts.count == 1 ? "" : "s") ahead"
    return ([total] + parts).joined(separator: ", ") + "."
  }

  var removals: [(name: String, list: [Removal])] {
    [
      ("Cancelled", cancelled), ("To take down", withdrawals), ("To update", updates),
      ("Left as they are", kept),
    ]
  }

  private static func marked(_ text: String, _ mark: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? "  \(mark)" : "  \(mark) \($0)"
    }
  }
}

extension PlanReport.Entry {
  /// What is special about the post, each a few words.
  var notes: [String] {
    var notes: [String] = []
    if part > 0 { notes.append("follows, part \(part)") }
    if let change { notes.append(change.rawValue) }
    if let formerTime { notes.append("was \(formerTime.isoDate) \(formerTime.clock)") }
    if let reason { notes.append(reason) }
    if needsApproval { notes.append("waits for approval") }
    if post.occurrence > 0 { notes.append("repeat \(post.occurrence)") }
    if let campaign { notes.append("campaign \(campaign)") }
    if let expires { notes.append("until \(expires.isoDate) \(expires.clock)") }
    return notes
  }
}

extension Timestamp {
  /// The time of day: `09:05`.
  var clock: String {
    let civil = civil
    return [civil.hour, civil.minute].map { ($0 < 10 ? "0" : "") + "\($0)" }.joined(separator: ":")
  }
}
