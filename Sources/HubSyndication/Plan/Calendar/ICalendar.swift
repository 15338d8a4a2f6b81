import Foundation
package import HubDiagnostics

/// The events of an iCalendar file (RFC 5545): days to avoid or to aim at.
///
/// Reads what calendars of holidays and companies hold: whole days and times with a zone, rules by
/// the day, week, month and year, exceptions. What it does not understand is an error, never a
/// day that is silently missing.
package struct ICalendar: Sendable {
  package private(set) var events: [CalendarEvent] = []
  package private(set) var diagnostics: [Diagnostic] = []
  private let file: String

  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name in diagnostics.
  package init(_ bytes: [UInt8], file: String) {
    self.file = file
    let content = ContentLines(bytes)
    for number in content.broken {
      report("broken-calendar-line", "this is no line of an iCalendar file", at: number)
    }
    read(content.lines)
    applyReplacements()
  }

  private mutating func read(_ lines: [ContentLines.Line]) {
    guard let first = lines.first, first.name == "BEGIN", first.value.uppercased() == "VCALENDAR"
    else {
      if diagnostics.isEmpty {
        report("no-calendar", "an iCalendar file begins with BEGIN:VCALENDAR", at: 1)
      }
      return
    }
    var open: [ContentLines.Line] = []
    var event: [ContentLines.Line] = []
    for line in lines {
      switch line.name {
      case "BEGIN": open.append(line)
      case "END":
        guard let begin = open.popLast(), begin.value.uppercased() == line.value.uppercased() else {
          return report(
            "broken-calendar", "END:\(line.value) has no BEGIN:\(line.value)", at: line.number)
        }
        if begin.value.uppercased() == "VEVENT" {
          add(event, at: begin.number)
          event = []
        }
      default:
        // An alarm inside an event has properties of its own.
        if open.last?.value.uppercased() == "VEVENT" { event.append(line) }
      }
    }
    if let begin = open.last {
      report("broken-calendar", "BEGIN:\(begin.value) has no END:\(begin.value)", at: begin.number)
    }
  }

  private mutating func add(_ lines: [ContentLines.Line], at number: Int) {
    let byName = Dictionary(grouping: lines, by: \.name)
    guard byName["STATUS"]?.last?.value.uppercased() != "CANCELLED" else { return }
    do throws(EventProblem) {
      var reader = EventReader(byName)
      events.append(try reader.event(at: number))
    } catch {
      report("bad-event", error.message, at: error.line, notes: error.notes)
    }
  }

  /// Takes the times out of a series that single events stand for.
  private mutating func applyReplacements() {
    for event in events {
      guard let time = event.replaces, let uid = event.uid else { continue }
      for index in events.indices where events[index].uid == uid && events[index].replaces == nil {
        events[index].excluded.insert(time)
      }
    }
  }

  private mutating func report(_ id: String, _ message: String, at line: Int, notes: [String] = [])
  {
    diagnostics.append(
      .error(
        id, message,
        at: SourceLocation(file: file, span: SourceSpan(line: line, column: 1)), notes: notes))
  }
}

/// Why an event can't be read.
struct EventProblem: Error {
  var line: Int
  var message: String
  var notes: [String] = []
}

/// Makes an event of its lines.
private struct EventReader {
  private let lines: [String: [ContentLines.Line]]

  init(_ lines: [String: [ContentLines.Line]]) {
    self.lines = lines
  }

  mutating func event(at number: Int) throws(EventProblem) -> CalendarEvent {
    guard let line = lines["DTSTART"]?.first else {
      throw EventProblem(line: number, message: "an event needs DTSTART")
    }
    let start = try time(line.value, line)
    let zone = try timeZone(line)
    var event = CalendarEvent(
      summary: lines["SUMMARY"]?.first?.text ?? "", uid: lines["UID"]?.first?.value, start: start,
      length: start.isDay ? 1 : 0, timeZone: zone)
    if let line = lines["DTEND"]?.first {
      event.length = try length(from: event, to: line)
    } else if let line = lines["DURATION"]?.first {
      event.length = try length(line, ofDays: start.isDay)
    }
    if let line = lines["RRULE"]?.first {
      if let second = lines["RRULE"]?.dropFirst().first {
        throw EventProblem(line: second.number, message: "an event has one RRULE")
      }
      do throws(RecurrenceRule.Problem) {
        event.rule = try RecurrenceRule(line.value)
      } catch {
        throw EventProblem(
          line: line.number, message: "the rule can't be read: \(error.message)",
          notes: [
            "rules by the day, week, month and year are understood, with BYMONTH, BYMONTHDAY,"
              + " BYDAY and BYSETPOS"
          ])
      }
    }
    event.added = try times("RDATE")
    event.excluded = Set(try times("EXDATE"))
    event.replaces = try times("RECURRENCE-ID").first
    return event
  }

  private func times(_ name: String) throws(EventProblem) -> [CalendarTime] {
    var times: [CalendarTime] = []
    for line in lines[name] ?? [] {
      for text in line.value.split(separator: ",") { times.append(try time(String(text), line)) }
    }
    return times
  }

  private func time(_ text: String, _ line: ContentLines.Line) throws(EventProblem) -> CalendarTime
  {
    guard let time = CalendarTime(text) else {
      throw EventProblem(
        line: line.number, message: "'\(text)' is no date of a calendar",
        notes: ["dates are written 20261224, times 20261224T090000"])
    }
    return time
  }

  private func timeZone(_ line: ContentLines.Line) throws(EventProblem) -> TimeZone? {
    guard let name = line.parameters["TZID"] else { return nil }
    if let zone = TimeZone(identifier: name) { return zone }
    throw EventProblem(
      line: line.number, message: "unknown time zone '\(name)'",
      notes: ["write its IANA name, such as Europe/Bratislava"])
  }

  private func length(
    from event: CalendarEvent, to line: ContentLines.Line
  ) throws(EventProblem) -> Int64 {
    let end = try time(line.value, line)
    guard end.isDay == event.start.isDay else {
      throw EventProblem(
        line: line.number, message: "DTSTART and DTEND are both days or both times")
    }
    var length = end.local - event.start.local
    if !end.isDay {
      let begin = moment(event.start, in: event.timeZone)
      let finish = moment(end, in: try timeZone(line))
      if let begin, let finish { length = finish - begin }
    }
    guard length >= 0 else {
      throw EventProblem(line: line.number, message: "the event ends before it begins")
    }
    return end.isDay ? max(1, length / 86_400) : length
  }

  private func moment(_ time: CalendarTime, in zone: TimeZone?) -> Int64? {
    time.isUTC ? time.local : zone.map { ZoneClock($0).moment(local: time.local) }
  }

  /// `P2D`, `PT1H30M` or `P1W`.
  private func length(
    _ line: ContentLines.Line, ofDays isDay: Bool
  ) throws(EventProblem) -> Int64 {
    var total: Int64 = 0
    var number = ""
    var rest = line.value.uppercased()[...]
    if rest.hasPrefix("+") { rest = rest.dropFirst() }
    let units: [Character: Int64] = ["W": 604_800, "D": 86_400, "H": 3600, "M": 60, "S": 1]
    var isBroken = !rest.hasPrefix("P") || rest.count < 3
    for character in rest.dropFirst() {
      if character.isWholeNumber, number.utf8.count < 6 {
        number.append(character)
      } else if let unit = units[character], let count = Int64(number) {
        total += count * unit
        number = ""
      } else if character != "T" {
        isBroken = true
      }
    }
    guard !isBroken, number.isEmpty, !isDay || total % 86_400 == 0 else {
      throw EventProblem(line: line.number, message: "'\(line.value)' is no length of an event")
    }
    return isDay ? max(1, total / 86_400) : total
  }
}
