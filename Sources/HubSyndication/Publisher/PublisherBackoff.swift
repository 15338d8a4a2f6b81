/// How long to wait before the next try.
struct Backoff: Sendable {
  /// Seconds after the first failure; doubled after each further one.
  var first: Int64 = 60
  var longest: Int64 = 6 * 3600
  /// However long a network asks us to wait, a person sees something happen the next day.
  var longestAsked: Int64 = 24 * 3600
  /// Random bits, injected.
  var random: @Sendable () -> UInt64

  /// Seconds to wait after so many attempts, at least 1; never less than the network asks for.
  func delay(attempts: Int, asked: Duration?) -> Int64 {
    if let asked {
      let wait = min(max(asked.wholeSeconds, 1), longestAsked)
      return wait + jitter(upTo: wait / 10)
    }
    let doublings = min(max(attempts - 1, 0), 20)
    let full = min(first << Int64(doublings), longest)
    return full / 2 + jitter(upTo: full / 2)
  }

  private func jitter(upTo most: Int64) -> Int64 {
    most <= 0 ? 0 : Int64(random() % UInt64(most + 1))
  }
}

extension Duration {
  /// Rounded up.
  var wholeSeconds: Int64 {
    components.seconds + (components.attoseconds > 0 ? 1 : 0)
  }
}
