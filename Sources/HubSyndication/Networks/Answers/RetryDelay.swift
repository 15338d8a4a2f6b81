import HubHTTP
import HubModel

/// How long a service asks to wait: `Retry-After` in seconds or as a date, else until it counts anew.
///
/// Dates count from the answer's own `Date`, so that no clock but the server's plays a part.
func retryDelay(_ response: HTTPResponse) -> Duration? {
  if let retryAfter = response.header("retry-after") {
    if let seconds = decimal(retryAfter.utf8[...]) { return bounded(seconds) }
    if let delay = delay(until: secondsOfHTTPDate(retryAfter), response) { return delay }
  }
  return resetDelay(response)
}

/// How long until a service counts requests anew: a moment, in RFC 3339 (Mastodon) or in seconds
/// since 1970 (X, Discord), or a number of seconds (RateLimit-Reset, Reddit).
func resetDelay(_ response: HTTPResponse) -> Duration? {
  guard let reset = limitHeader("reset", response) else { return nil }
  if let moment = secondsOfRFC3339(reset) { return delay(until: moment, response) }
  guard let number = decimal(reset.utf8.prefix { $0 != UInt8(ascii: ".") }) else { return nil }
  return number < 1_000_000_000 ? bounded(number) : delay(until: number, response)
}

/// How many requests a service still allows until then.
func remainingRequests(_ response: HTTPResponse) -> Int64? {
  limitHeader("remaining", response).flatMap {
    decimal($0.utf8.prefix { $0 != UInt8(ascii: ".") })
  }
}

private func limitHeader(_ name: String, _ response: HTTPResponse) -> String? {
  ["x-ratelimit-", "ratelimit-", "x-rate-limit-"].lazy.compactMap { response.header($0 + name) }
    .first
}

private func delay(until moment: Int64?, _ response: HTTPResponse) -> Duration? {
  guard let moment, let date = response.header("date").flatMap(secondsOfHTTPDate) else {
    return nil
  }
  return bounded(moment - date)
}

/// At most a day: a service that asks for more is asked again tomorrow.
func bounded(_ seconds: Int64) -> Duration {
  .seconds(min(max(seconds, 0), 86_400))
}

/// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7, the form in use).
func secondsOfHTTPDate(_ text: String) -> Int64? {
  let parts = text.split(separator: " ")
  guard parts.count == 6, parts[5] == "GMT", let day = decimal(parts[1].utf8),
    let month = months.firstIndex(of: String(parts[2])), let year = decimal(parts[3].utf8)
  else { return nil }
  return seconds(year: year, month: Int64(month + 1), day: day, time: parts[4])
}

/// Seconds since 1970 of `2026-11-21T08:05:00.000Z`, fractions dropped.
func secondsOfRFC3339(_ text: String) -> Int64? {
  let utf8 = Array(text.utf8)
  guard utf8.count >= 20, utf8[4] == UInt8(ascii: "-"), utf8[7] == UInt8(ascii: "-"),
    utf8[10] == UInt8(ascii: "T") || utf8[10] == UInt8(ascii: "t") || utf8[10] == 0x20,
    let year = decimal(utf8[0..<4]), let month = decimal(utf8[5..<7]),
    let day = decimal(utf8[8..<10]),
    let local = seconds(
      year: year, month: month, day: day,
      time: Substring(decoding: utf8[11..<19], as: UTF8.self))
  else { return nil }
  var rest = utf8[19...]
  if rest.first == UInt8(ascii: ".") {
    let fraction = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
    guard !fraction.isEmpty else { return nil }
    rest = rest.dropFirst(1 + fraction.count)
  }
  guard let offset = secondsOfOffset(rest) else { return nil }
  return local - offset
}

/// `2026-11-21T08:05:00Z`.
func rfc3339(_ seconds: Int64) -> String { Timestamp(seconds: seconds).rfc3339 }

private let months = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

private func secondsOfOffset(_ text: ArraySlice<UInt8>) -> Int64? {
  let text = Array(text)
  if text == [UInt8(ascii: "Z")] || text == [UInt8(ascii: "z")] { return 0 }
  guard text.count == 6, text[3] == UInt8(ascii: ":"),
    text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
    let hours = decimal(text[1..<3]), let minutes = decimal(text[4..<6]), hours < 24, minutes < 60
  else { return nil }
  let seconds = hours * 3600 + minutes * 60
  return text[0] == UInt8(ascii: "-") ? -seconds : seconds
}

/// Seconds since 1970 of a date and `hh:mm:ss`; a leap second is the second after it.
private func seconds(
  year: Int64, month: Int64, day: Int64, time: Substring
) -> Int64? {
  let fields = time.split(separator: ":", omittingEmptySubsequences: false)
  guard fields.count == 3, fields.allSatisfy({ $0.utf8.count == 2 }),
    let hour = decimal(fields[0].utf8), let minute = decimal(fields[1].utf8),
    let second = decimal(fields[2].utf8), (1...9999).contains(year), (1...12).contains(month),
    (1...31).contains(day), hour < 24, minute < 60, second <= 60
  else { return nil }
  return CivilDate(
    year: Int(year), month: Int(month), day: Int(day), hour: Int(hour), minute: Int(minute),
    second: Int(second)
  ).secondsSinceEpoch
}

/// A number of up to twelve ASCII digits and nothing else.
private func decimal(_ digits: some Collection<UInt8>) -> Int64? {
  guard (1...12).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
    return nil
  }
  return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
}
