import Synchronization

/// Told once that everything is to end after what is being done.
package final class StopSignal: Sendable {
  private struct State {
    var isSet = false
    var sleeper: Task<Void, Never>?
  }

  private let state = Mutex(State())

  package init() {}

  package var isSet: Bool { state.withLock { $0.isSet } }

  /// Ends a wait, too.
  package func set() {
    state.withLock { state in
      state.isSet = true
      state.sleeper?.cancel()
    }
  }

  /// Waits so many seconds, or until the signal is set; one caller at a time.
  package func wait(_ seconds: Int64) async {
    let sleeper = Task { () -> Void in
      // Cancelled is as good as slept.
      try? await Task.sleep(for: .seconds(seconds))
    }
    state.withLock { state in
      state.sleeper = sleeper
      if state.isSet { sleeper.cancel() }
    }
    await sleeper.value
  }
}
