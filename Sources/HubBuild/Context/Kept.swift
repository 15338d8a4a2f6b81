import Synchronization

/// A value that is made when it is first read and then kept, as a template may read it often.
struct Kept<Value: Sendable>: ~Copyable, Sendable {
  private let known = Mutex<Value?>(nil)

  func value(or make: () -> Value) -> Value {
    if let value = known.withLock({ $0 }) { return value }
    // Two threads may both make it: they make the same.
    let value = make()
    known.withLock { $0 = value }
    return value
  }
}
