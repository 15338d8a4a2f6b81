import Foundation
package import HubModel

/// The calendar as one page of HTML that needs nothing else: months, and each post much as its
/// network shows it.
package struct PlanPage {
  private let report: PlanReport
  private let title: String
  private let languages: [String: Language]
  private let picture: (String) -> String?
  private var html = ""

  /// - Parameters:
  ///   - report: what is planned.
  ///   - title: the hub's.
  ///   - languages: of the hub.
  ///   - picture: the address under which a picture is shown, such as a `data:` URL; nil where
  ///     only its words are.
  package init(
    _ report: PlanReport, title: String, languages: [Language],
    picture: @escaping (String) -> String? = { _ in nil }
  ) {
    self.report = report
    self.title = title
    self.languages = Dictionary(languages.map { ($0.code, $0) }) { first, _ in first }
    self.picture = picture
  }

  /// The whole file.
  package var text: String {
    var page = self
    page.write()
    return page.html
  }

  private mutating func write() {
    let name = "Plan of \(title)"
    html = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <meta name="color-scheme" content="light dark">
      <title>\(escapedHTML(name))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <a class="skip" href="#posts">Skip the calendar</a>
      <header>
      <h1>\(escapedHTML(name))</h1>
      <p>\(escapedHTML(report.summary)) Times are those of \(escapedHTML(report.timeZone.identifier)).</p>
      </header>
      <main>

      """
    if report.posts.isEmpty { html += "<p>Nothing is planned.</p>\n" }
    writeMonths()
    writeRemovals()
    html += "<h2 id=\"posts\" tabindex=\"-1\">Posts</h2>\n"
    var day = ""
    for entry in report.posts {
      let date = entry.time.isoDate
      if date != day {
        if !day.isEmpty { html += "</div>\n</section>\n" }
        day = date
        html += "<section aria-labelledby=\"d-\(date)\">\n"
        html += "<h3 id=\"d-\(date)\">\(Self.words(entry.time))</h3>\n<div class=\"posts\">\n"
      }
      write(entry)
    }
    if !day.isEmpty { html += "</div>\n</section>\n" }
    html += "</main>\n</body>\n</html>\n"
  }

  // MARK: The calendar

  private mutating func writeMonths() {
    let byDay = Dictionary(grouping: report.posts) { $0.time.isoDate }
    var months: [(year: Int, month: Int)] = []
    for entry in report.posts {
      let civil = entry.time.civil
      if months.last.map({ $0.year != civil.year || $0.month != civil.month }) ?? true {
        months.append((civil.year, civil.month))
      }
    }
    for (year, month) in months {
      let name = "\(PlanReport.months[month - 1]) \(year)"
      html += "<table class=\"month\">\n<caption>\(name)</caption>\n<thead><tr>"
      for day in Self.weekdays {
        html +=
          "<th scope=\"col\"><abbr title=\"\(day)\">\(day.prefix(3))</abbr></th>"
      }
      html += "</tr></thead>\n<tbody>\n<tr>"
      let first = CivilDate(year: year, month: month, day: 1)
      let count = CivilDate.days(inMonth: month, of: year)
      for _ in 1..<first.weekday { html += "<td class=\"out\"></td>" }
      for number in 1...count {
        let civil = CivilDate(year: year, month: month, day: number)
        if number > 1, civil.weekday == 1 { html += "</tr>\n<tr>" }
        writeDay(number, byDay[Timestamp(seconds: civil.secondsSinceEpoch).isoDate] ?? [])
      }
      let last = CivilDate(year: year, month: month, day: count).weekday
      for _ in last..<7 { html += "<td class=\"out\"></td>" }
      html += "</tr>\n</tbody>\n</table>\n"
    }
  }

  private mutating func writeDay(_ number: Int, _ entries: [PlanReport.Entry]) {
    guard let first = entries.first else {
      html += "<td class=\"free\"><span class=\"day\">\(number)</span></td>"
      return
    }
    html += "<td><span class=\"day\" aria-hidden=\"true\">\(number)</span>"
    html += "<ul aria-label=\"\(Self.words(first.time))\">"
    for (entry, more) in Self.threads(entries) {
      html +=
        "<li><a class=\"\(Self.tone(entry))\" href=\"#p-\(entry.post.identity)\">"
        + "<time>\(entry.time.clock)</time> \(escapedHTML(entry.post.account))\(more > 0 ? " +\(more)" : "")"
        + "<span class=\"topic\"> \(escapedHTML(entry.post.title))</span></a></li>"
    }
    html += "</ul></td>"
  }

  /// The day's posts, each with how many follow it in its thread.
  private static func threads(
    _ entries: [PlanReport.Entry]
  ) -> [(first: PlanReport.Entry, more: Int)] {
    var threads: [(first: PlanReport.Entry, more: Int)] = []
    for entry in entries {
      if entry.part > 0, let last = threads.last, last.first.post.isOfThread(of: entry.post) {
        threads[threads.count - 1].more += 1
      } else {
        threads.append((entry, 0))
      }
    }
    return threads
  }

  // MARK: Posts

  private mutating func write(_ entry: PlanReport.Entry) {
    let post = entry.post
    let kind = Self.messages.contains(post.network) ? "message" : "status"
    html += "<article class=\"post \(kind) \(Self.tone(entry))\" id=\"p-\(post.identity)\""
    html += " tabindex=\"-1\" aria-labelledby=\"t-\(post.identity)\">\n<header>"
    html +=
      "<span class=\"face\" aria-hidden=\"true\">\(escapedHTML(String(post.account.prefix(1)).uppercased()))</span>"
    html += "<h4 id=\"t-\(post.identity)\">\(escapedHTML(post.account))"
    html += " <span>on \(escapedHTML(entry.networkName))</span></h4>"
    html += "<time datetime=\"\(entry.time.rfc3339)\">\(entry.time.clock)</time></header>\n"
    if !entry.notes.isEmpty {
      html += "<ul class=\"notes\">"
      for note in entry.notes { html += "<li>\(escapedHTML(note))</li>" }
      html += "</ul>\n"
    }
    let language = languages[post.language]
    let direction = language?.direction.rawValue ?? "auto"
    let attributes = " lang=\"\(escapedHTML(post.language))\" dir=\"\(direction)\""
    html += "<div class=\"words\"\(attributes)>\(marked(post.text))</div>\n"
    if let card = entry.card { write(card, post, attributes) }
    html += "<footer><span>\(post.length) of \(post.limit)</span>"
    html += "<meter min=\"0\" max=\"\(max(1, post.limit))\" value=\"\(post.length)\""
    html += " aria-label=\"Length of the text\"></meter>"
    html +=
      "<span>\(escapedHTML(post.article))</span><code>\(post.identity.prefix(8))</code></footer>\n"
    html += "</article>\n"
  }

  private mutating func write(_ card: PlanReport.Card, _ post: Post, _ attributes: String) {
    html += "<a class=\"card\" href=\"\(escapedHTML(post.link))\" rel=\"noreferrer\"\(attributes)>"
    if let image = card.image {
      if let source = picture(image.source) {
        html += "<img src=\"\(escapedHTML(source))\" alt=\"\(escapedHTML(image.alt))\">"
      } else if !image.alt.isEmpty {
        html += "<span class=\"image\">\(escapedHTML(image.alt))</span>"
      }
    }
    html += "<span class=\"host\" dir=\"ltr\">\(escapedHTML(card.host))</span>"
    html += "<strong>\(escapedHTML(card.title))</strong>"
    html += "<span class=\"about\">\(escapedHTML(card.description))</span></a>\n"
  }

  private mutating func writeRemovals() {
    for (name, list) in report.removals where !list.isEmpty {
      html += "<section class=\"removals\">\n<h2>\(name)</h2>\n<ul>\n"
      for removal in list {
        html +=
          "<li><time datetime=\"\(removal.time.rfc3339)\">\(removal.time.isoDate)"
          + " \(removal.time.clock)</time> \(escapedHTML(removal.account)):"
          + " \(escapedHTML(removal.article)) [\(escapedHTML(removal.language))],"
          + " \(escapedHTML(removal.reason))</li>\n"
      }
      html += "</ul>\n</section>\n"
    }
  }

  // MARK: Words

  /// Networks whose posts are messages in a room, not statuses on a page.
  private static let messages: Set<String> = ["matrix", "telegram", "discord", "slack", "webhook"]

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// A day in words: `Monday, 23 November 2026`.
  private static func words(_ time: Timestamp) -> String {
    let civil = time.civil
    return "\(weekdays[civil.weekday - 1]), \(civil.day) \(PlanReport.months[civil.month - 1])"
      + " \(civil.year)"
  }

  private static func tone(_ entry: PlanReport.Entry) -> String {
    entry.needsApproval ? "waits" : entry.change?.rawValue ?? "planned"
  }

  /// Text with its addresses and hashtags made to stand out, as networks do.
  private func marked(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ", omittingEmptySubsequences: false).map { word in
        let isMarked =
          word.hasPrefix("https://") || word.hasPrefix("http://")
          || (word.hasPrefix("#") && word.count > 1)
        return isMarked ? "<span class=\"link\">\(escapedHTML(word))</span>" : escapedHTML(word)
      }.joined(separator: " ")
    }.joined(separator: "\n")
  }
}

extension Post {
  /// Whether both are parts of one thread, or a post and its comment.
  fileprivate func isOfThread(of other: Post) -> Bool {
    account == other.account && article == other.article && language == other.language
      && occurrence == other.occurrence
  }
}
