import HubModel

extension PlanReport {
  /// The calendar as an iCalendar file (RFC 5545), for a team's own calendar.
  ///
  /// - Parameter now: when it was made, in seconds since 1970.
  /// - Returns: the file.
  package func iCalendar(now: Int64) -> String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hubgen//plan//EN", "CALSCALE:GREGORIAN",
      "X-WR-CALNAME:Planned posts",
    ]
    for entry in posts {
      let post = entry.post
      let notes = entry.notes.isEmpty ? "" : "\n\n(\(entry.notes.joined(separator: "; ")))"
      lines += [
        "BEGIN:VEVENT", "UID:\(post.identity)@hubgen", "DTSTAMP:\(Self.utc(now))",
        "DTSTART:\(Self.utc(entry.time.seconds))", "DURATION:PT15M",
        "SUMMARY:" + Self.escaped("\(post.account): \(post.title)"),
        "DESCRIPTION:" + Self.escaped(post.text + notes), "URL:\(post.canonicalURL)",
        "CATEGORIES:" + Self.escaped(post.account),
        "STATUS:\(entry.needsApproval ? "TENTATIVE" : "CONFIRMED")", "TRANSP:TRANSPARENT",
        "END:VEVENT",
      ]
    }
    lines.append("END:VCALENDAR")
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  private static func utc(_ moment: Int64) -> String {
    Timestamp(seconds: moment).rfc3339.filter { $0 != "-" && $0 != ":" }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      // Other control characters may not stand in a calendar.
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Lines of at most 75 bytes, never cut inside a character.
  private static func folded(_ line: String) -> String {
    var result = ""
    var length = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if length + size > 75 {
        result += "\r\n "
        length = 1
      }
      result.unicodeScalars.append(scalar)
      length += size
    }
    return result
  }
}
