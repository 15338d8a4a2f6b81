import Synchronization

/// Random numbers that a seed replays (SplitMix64).
package final class SeededRandom: Sendable {
  private let state: Mutex<UInt64>

  package init(_ seed: UInt64) { state = Mutex(seed) }

  package func next() -> UInt64 {
    state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }

  package func next(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  func next(in range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  /// True once in so many times.
  func once(in times: Int) -> Bool { next(times) == 0 }

  func pick<Element>(_ elements: [Element]) -> Element { elements[next(elements.count)] }
}
