import HubSyndication
import Synchronization

/// Virtual time on one thread: where tasks meet, the seed says who goes on.
///
/// Tasks run with this as their executor. Each runs until it awaits `turn` or `sleep`; then the seed
/// picks among those that may go on, and where there are none, time jumps to the next sleeper.
final class Scheduler: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var ready: [CheckedContinuation<Void, Never>] = []
    var sleepers: [(until: Int64, continuation: CheckedContinuation<Void, Never>)] = []
    var now: Int64
    /// How far the computer's clock is from the true time.
    var clockError: Int64 = 0
  }

  private let state: Mutex<State>
  private let random: SeededRandom

  init(now: Int64, random: SeededRandom) {
    state = Mutex(State(now: now))
    self.random = random
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
  }

  /// The true time, which only goes forward.
  var now: Int64 { state.withLock { $0.now } }

  /// What the computer's clock shows.
  var shown: Int64 { state.withLock { $0.now + $0.clockError } }

  func setClockError(_ seconds: Int64) { state.withLock { $0.clockError = seconds } }

  /// Lets others go first.
  func turn() async {
    await withCheckedContinuation { continuation in
      state.withLock { $0.ready.append(continuation) }
    }
  }

  func sleep(_ seconds: Int64) async {
    await withCheckedContinuation { continuation in
      state.withLock { $0.sleepers.append(($0.now + seconds, continuation)) }
    }
  }

  /// Runs a closure and all that it starts to its end on the calling thread.
  ///
  /// - Returns: nil where everything waits for something that never comes.
  func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value? {
    let result = Result<Value>()
    Task(executorPreference: self) { result.set(await body()) }
    while true {
      runJobs()
      if let value = result.value { return value }
      guard let next = next() else { return nil }
      next.resume()
    }
  }

  private func runJobs() {
    while true {
      let jobs = state.withLock { state in
        defer { state.jobs.removeAll() }
        return state.jobs
      }
      if jobs.isEmpty { return }
      for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  private func next() -> CheckedContinuation<Void, Never>? {
    state.withLock { state in
      if !state.ready.isEmpty {
        return state.ready.remove(at: state.ready.count == 1 ? 0 : random.next(state.ready.count))
      }
      guard
        let index = state.sleepers.indices.min(by: {
          state.sleepers[$0].until < state.sleepers[$1].until
        })
      else { return nil }
      let sleeper = state.sleepers.remove(at: index)
      state.now = max(state.now, sleeper.until)
      return sleeper.continuation
    }
  }

  private final class Result<Value: Sendable>: Sendable {
    private let stored = Mutex<Value?>(nil)
    var value: Value? { stored.withLock { $0 } }
    func set(_ value: Value) { stored.withLock { $0 = value } }
  }
}

/// The clock of the computer on which the publishers run.
struct SimulatedClock: EpochClock {
  let scheduler: Scheduler

  func now() -> Int64 { scheduler.shown }
}
