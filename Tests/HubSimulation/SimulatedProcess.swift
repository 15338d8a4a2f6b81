import HubHTTP
import HubStorage
import Synchronization

/// One run of the program: its way to the database and to the networks, with what befalls it.
///
/// Every call counts, and at the calls that the seed chose something happens: it dies before or after
/// the call took effect, sleeps, or the database fails. The dead reach nothing any more.
final class SimulatedProcess: SQLDatabase, HTTPTransport {
  /// What happens at a call.
  enum Fate: Hashable, Sendable {
    case dies, diesAfter
    /// The whole computer stops, and with it every process.
    case powerCut, powerCutAfter
    case sleeps(Int64), sleepsAfter(Int64)
    case diskFull, inputOutput
    /// The commit is durable, and nobody says so.
    case answerLost
  }

  struct Death: Error {}

  /// What happens at which call, and after which claim of a post.
  struct Fates: Sendable {
    var calls: [Int: Fate] = [:]
    var claims: [Int: Fate] = [:]

    /// Whether the database fails.
    var haveDiskFault: Bool {
      calls.values.contains { [.diskFull, .inputOutput, .answerLost].contains($0) }
    }
  }

  private struct State {
    var calls = 0
    var claims = 0
    var isDead = false
    /// What it found to be due, by identity.
    var seen: [String: Due] = [:]
    /// The place of the post that it tried last, by account.
    var tried: [String: Due.Place] = [:]
  }

  let name: String
  private let host: SimulatedHost
  private let fates: Fates
  private let state = Mutex(State())

  init(_ name: String, on host: SimulatedHost, fates: Fates = Fates()) {
    self.name = name
    self.host = host
    self.fates = fates
  }

  /// More than any run of a history needs.
  private static let mostCalls = 10_000

  var dialect: SQLDialect { .sqlite }
  var path: String? { nil }
  var isDead: Bool { state.withLock { $0.isDead } }

  func kill() { state.withLock { $0.isDead = true } }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    switch try await begin("read") {
    case .diesAfter, .powerCutAfter, .dies, .powerCut, .sleeps, .sleepsAfter, nil: break
    case .diskFull, .inputOutput, .answerLost:
      throw StorageError.inputOutput(path: "queue", reason: "simulated")
    }
    return try host.read { try body(DueWatch(inner: $0, process: self)) }
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    let fate = try await begin("write")
    switch fate {
    case .diskFull:
      return try host.write { connection in
        _ = try body(connection)
        throw StorageError.diskFull(path: "queue")
      }
    case .inputOutput: throw StorageError.inputOutput(path: "queue", reason: "simulated")
    default: break
    }
    let (value, isClaim) = try host.write { connection in
      let watched = ClaimWatch(inner: connection, process: self)
      return (try body(watched), watched.hasClaimed)
    }
    try await end(fate)
    if isClaim, let fate = fateOfClaim() { try await end(fate) }
    if fate == .answerLost { throw StorageError.inputOutput(path: "queue", reason: "simulated") }
    return value
  }

  /// Looks at the post that the process is to send next, out of all that are due.
  ///
  /// Those before the one that it tried last had their turn, or are due only since then.
  func look(at next: Due, among due: [Due]) {
    let latest = state.withLock { state in
      state.seen[next.identity] = next
      return state.tried[next.account]
    }
    guard let first = due.map(\.place).filter({ place in latest.map { $0 < place } ?? true }).min(),
      first < next.place
    else { return }
    host.world.report("the first that is due goes first", "\(name): \(next) before \(first)")
  }

  /// The process claims a post that it has seen, or says why that has to wait.
  func tries(_ identity: String) {
    state.withLock { state in
      guard let due = state.seen[identity] else { return }
      state.tried[due.account] = due.place
    }
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let gone = TransportError.answerLost(reason: "stopped")
    let fate: Fate?
    do { fate = try await begin("send", maySleep: false) } catch { throw gone }
    host.checkLease(request, of: name)
    let answer = await host.world.answer(request, from: name)
    do { try await end(fate) } catch { throw gone }
    return try answer.get()
  }

  /// What befalls this call, as far as it is not over with it.
  ///
  /// - Throws: `Death`.
  private func begin(_ call: String, maySleep: Bool = true) async throws -> Fate? {
    await host.scheduler.turn()
    let (number, isDead) = state.withLock { state in
      state.calls += 1
      return (state.calls, state.isDead)
    }
    if isDead { throw Death() }
    if number > Self.mostCalls {
      host.world.report("nothing is stuck", "\(name) makes \(number) calls and no end of it")
      kill()
      throw Death()
    }
    guard let fate = fates.calls[number] else { return nil }
    host.story.tell { "\(self.name) call \(number), \(call): \(fate)" }
    switch fate {
    case .dies: kill()
    case .powerCut: try host.cutPower()
    // Nobody can know of a request that leaves much later than its sender has last looked.
    case .sleeps(let seconds) where maySleep: await host.scheduler.sleep(seconds)
    default: break
    }
    if self.isDead { throw Death() }
    return fate
  }

  private func fateOfClaim() -> Fate? {
    let number = state.withLock { state in
      state.claims += 1
      return state.claims
    }
    guard let fate = fates.claims[number] else { return nil }
    host.story.tell { "\(self.name) claim \(number): \(fate)" }
    return fate
  }

  private func end(_ fate: Fate?) async throws {
    switch fate {
    case .diesAfter: kill()
    case .powerCutAfter: try host.cutPower()
    case .sleepsAfter(let seconds): await host.scheduler.sleep(seconds)
    default: break
    }
    if isDead { throw Death() }
  }
}
