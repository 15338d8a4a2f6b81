package import Foundation
import HubModel
import Synchronization

/// A time zone's offsets, each looked up once: Foundation takes microseconds for every question,
/// and a plan asks a hundred thousand times.
package final class ZoneClock: Sendable {
  /// A stretch of time in which clocks keep one offset.
  private struct Span: Sendable {
    var end: Int64
    var offset: Int64
  }

  package let timeZone: TimeZone
  /// By chunk of `chunkLength` seconds.
  private let chunks = Mutex<[Int64: [Span]]>([:])

  private static let chunkLength: Int64 = 366 * 86_400
  /// No zone has changed its clock twice in a shorter time.
  private static let step: Int64 = 4 * 86_400

  package init(_ timeZone: TimeZone) {
    self.timeZone = timeZone
  }

  /// Seconds east of UTC at a moment.
  package func offset(_ moment: Int64) -> Int64 {
    let chunk = floorDivision(moment, Self.chunkLength)
    return chunks.withLock { chunks in
      if chunks[chunk] == nil { chunks[chunk] = spans(of: chunk) }
      let spans = chunks[chunk] ?? []
      return (spans.first { moment < $0.end } ?? spans[spans.count - 1]).offset
    }
  }

  /// The day of the local calendar as a number since 1970.
  package func day(_ moment: Int64) -> Int64 {
    floorDivision(moment + offset(moment), 86_400)
  }

  /// Minutes since midnight on the wall.
  package func minuteOfDay(_ moment: Int64) -> Int {
    Int((moment + offset(moment) - day(moment) * 86_400) / 60)
  }

  func civil(_ moment: Int64) -> CivilDate {
    CivilDate(secondsSinceEpoch: moment + offset(moment))
  }

  func timestamp(_ moment: Int64) -> Timestamp {
    Timestamp(seconds: moment, utcOffset: Int(offset(moment)))
  }

  /// The moment at which the wall shows a time, given as if it were UTC.
  ///
  /// Where the clock skips it, the moment after the gap; where it comes twice, the first.
  package func moment(local: Int64) -> Int64 {
    // Offsets lie between -12 and +14 hours; Apia once skipped a whole day.
    let (early, late) = (local - 40 * 3600, local + 40 * 3600)
    let (before, after) = (offset(early), offset(late))
    if before == after, offset(local - before) == before { return local - before }
    let fitting = [before, after].map { local - $0 }.filter { $0 + offset($0) == local }
    return fitting.min() ?? change(between: early, and: late, offset)
  }

  /// The first moment of a local day.
  package func start(ofDay day: Int64) -> Int64 { moment(local: day * 86_400) }

  private func spans(of chunk: Int64) -> [Span] {
    let start = chunk * Self.chunkLength
    let end = start + Self.chunkLength
    var spans: [Span] = []
    var low = start
    var offset = look(low)
    while low < end {
      let high = min(low + Self.step, end)
      if look(high) != offset {
        let change = change(between: low, and: high, look)
        spans.append(Span(end: change, offset: offset))
        offset = look(change)
      }
      low = high
    }
    return spans + [Span(end: end, offset: offset)]
  }

  /// The moment from which the later offset holds.
  private func change(
    between early: Int64, and late: Int64, _ offset: (Int64) -> Int64
  ) -> Int64 {
    let before = offset(early)
    var (low, high) = (early, late)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(middle) == before { low = middle } else { high = middle }
    }
    return high
  }

  private func look(_ moment: Int64) -> Int64 {
    Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(moment))))
  }
}

/// The quotient rounded down, also below zero.
func floorDivision(_ number: Int64, _ divisor: Int64) -> Int64 {
  let quotient = number / divisor
  return number % divisor < 0 ? quotient - 1 : quotient
}
