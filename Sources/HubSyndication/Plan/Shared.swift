/// A large value behind one reference: copies of what holds it cost one count, not one for each of
/// its parts.
struct Shared<Value: Sendable>: Sendable {
  private final class Storage: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  private var storage: Storage

  init(_ value: Value) { storage = Storage(value) }

  var value: Value {
    _read { yield storage.value }
    set { storage = Storage(newValue) }
  }
}
