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
  /// Times of series that other events stand for or that are cancelled, by the series' UID.
  private var replaced: [String: [CalendarTime]] = [:]
  /// By the name of their zone.
  private var clocks: [String: ZoneClock] = [:]

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
    var reader = EventReader(Dictionary(grouping: lines, by: \.name), clocks: clocks)
    do throws(EventProblem) {
      let time: CalendarTime?
      if reader.isCancelled {
        // One time of a series that is cancelled still has to leave the series.
        time = try reader.replacedTime()
      } else {
        let event = try reader.event(at: number)
        events.append(event)
        time = event.replaces
      }
      if let time, let uid = reader.uid { replaced[uid, default: []].append(time) }
    } catch {
      report("bad-event", error.message, at: error.line, notes: error.notes)
    }
    clocks = reader.clocks
  }

  /// Takes the times out of a series that single events stand for, and those that are cancelled.
  private mutating func applyReplacements() {
    for index in events.indices where events[index].replaces == nil {
      guard let uid = events[index].uid, let times = replaced[uid] else { continue }
      events[index].excluded.formUnion(times)
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
  /// By the name of their zone: a clock is slow the first time that it is asked.
  private(set) var clocks: [String: ZoneClock]

  init(_ lines: [String: [ContentLines.Line]], clocks: [String: ZoneClock]) {
    self.lines = lines
    self.clocks = clocks
  }

  var uid: String? { lines["UID"]?.first?.value }

  var isCancelled: Bool { lines["STATUS"]?.last?.value.uppercased() == "CANCELLED" }

  mutating func event(at number: Int) throws(EventProblem) -> CalendarEvent {
    guard let line = lines["DTSTART"]?.first else {
      throw EventProblem(line: number, message: "an event needs DTSTART")
    }
    let start = try time(line.value, line)
    let zone = try zoneClock(line)?.timeZone
    var event = CalendarEvent(
      summary: lines["SUMMARY"]?.first?.text ?? "", uid: uid, start: start,
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
    if let line = lines["EXRULE"]?.first {
      throw EventProblem(
        line: line.number, message: "rules that take times out, EXRULE, are not understood here",
        notes: ["list the times that it takes out as EXDATE"])
    }
    event.added = try times("RDATE")
    event.excluded = Set(try times("EXDATE"))
    event.replaces = try replacedTime()
    return event
  }

  /// The time of its series that the event stands for.
  mutating func replacedTime() throws(EventProblem) -> CalendarTime? {
    guard let line = lines["RECURRENCE-ID"]?.first else { return nil }
    if let range = line.parameters["RANGE"] {
      throw EventProblem(
        line: line.number,
        message: "RECURRENCE-ID stands for one time of a series here, not for RANGE=\(range)",
        notes: ["end the series with UNTIL before it, and write what follows with a UID of its own"]
      )
    }
    return try time(line.value, line)
  }

  private mutating func times(_ name: String) throws(EventProblem) -> [CalendarTime] {
    var times: [CalendarTime] = []
    for line in lines[name] ?? [] {
      for text in line.value.split(separator: ",") { times.append(try time(String(text), line)) }
    }
    return times
  }

  private mutating func time(
    _ text: String, _ line: ContentLines.Line
  ) throws(EventProblem) -> CalendarTime {
    guard var time = CalendarTime(text) else {
      throw EventProblem(
        line: line.number, message: "'\(text)' is no date of a calendar",
        notes: ["dates are written 20261224, times 20261224T090000"])
    }
    if !time.isDay, !time.isUTC, let clock = try zoneClock(line) {
      time.moment = clock.moment(local: time.local)
    }
    return time
  }

  private mutating func zoneClock(_ line: ContentLines.Line) throws(EventProblem) -> ZoneClock? {
    guard let name = line.parameters["TZID"] else { return nil }
    if let known = clocks[name] { return known }
    guard let zone = TimeZone(identifier: name) else {
      throw EventProblem(
        line: line.number, message: "unknown time zone '\(name)'",
        notes: ["write its IANA name, such as Europe/Bratislava"])
    }
    let clock = ZoneClock(zone)
    clocks[name] = clock
    return clock
  }

  private mutating func length(
    from event: CalendarEvent, to line: ContentLines.Line
  ) throws(EventProblem) -> Int64 {
    let end = try time(line.value, line)
    guard end.isDay == event.start.isDay else {
      throw EventProblem(
        line: line.number, message: "DTSTART and DTEND are both days or both times")
    }
    var length = end.local - event.start.local
    if let begin = event.start.moment, let finish = end.moment { length = finish - begin }
    guard length >= 0 else {
      throw EventProblem(line: line.number, message: "the event ends before it begins")
    }
    return end.isDay ? max(1, length / 86_400) : length
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
