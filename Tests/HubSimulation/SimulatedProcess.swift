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
    return try host.read(body)
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
      let watched = ClaimWatch(inner: connection)
      return (try body(watched), watched.hasClaimed)
    }
    try await end(fate)
    if isClaim, let fate = fateOfClaim() { try await end(fate) }
    if fate == .answerLost { throw StorageError.inputOutput(path: "queue", reason: "simulated") }
    return value
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

/// The computer: its disk, its clock and the processes that run on it.
final class SimulatedHost: Sendable {
  let scheduler: Scheduler
  let world: SimulatedWorld
  let story: Story
  let fault: PlantedFault?
  private let database: RewindableDatabase
  private let processes = Mutex<[SimulatedProcess]>([])
  private let unsynced = Mutex(0)

  init(
    _ database: RewindableDatabase, _ scheduler: Scheduler, _ world: SimulatedWorld, _ story: Story,
    fault: PlantedFault?
  ) {
    self.database = database
    self.scheduler = scheduler
    self.world = world
    self.story = story
    self.fault = fault
  }

  /// Whether no process runs, also none that sleeps.
  var isIdle: Bool { processes.withLock { $0.isEmpty } }

  func start(_ process: SimulatedProcess) { processes.withLock { $0.append(process) } }

  func end(_ process: SimulatedProcess) {
    processes.withLock { $0.removeAll { $0 === process } }
  }

  /// Reads the disk, whatever happens to processes.
  func read<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
    try database.read { try body(changed($0)) }
  }

  func write<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
    let value = try database.write { try body(changed($0)) }
    if fault == .noSync {
      let isSynced = unsynced.withLock { count in
        count = (count + 1) % 8
        return count == 0
      }
      if isSynced { try sync() }
    }
    return value
  }

  private func changed(_ connection: any SQLConnection) -> any SQLConnection {
    let told = story.isTold ? ToldConnection(inner: connection, story: story) : connection
    guard let fault else { return told }
    return ChangedConnection(inner: told, fault: fault)
  }

  /// Ends every process; what was committed is there afterwards, as commits are synced.
  func cutPower() throws {
    for process in processes.withLock({ $0 }) { process.kill() }
    if fault == .noSync { try database.rewind() }
  }

  /// Puts the disk to where a history begins.
  func begin() throws {
    try database.mark()
    for trigger in fault?.droppedTriggers ?? [] {
      try database.write { try $0.script("DROP TRIGGER \(trigger)") }
    }
    if fault == .noSync { try database.mark() }
  }

  func finish() throws {
    if fault == .noSync { try database.unmark() }
    try database.rewind()
    try database.unmark()
  }

  private func sync() throws {
    try database.unmark()
    try database.mark()
  }
}

/// The disk, for those whom nothing befalls.
struct DirectDatabase: SQLDatabase {
  let host: SimulatedHost

  var dialect: SQLDialect { .sqlite }
  var path: String? { nil }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value { try host.read(body) }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value { try host.write(body) }
}

/// Sees whether a transaction claims a post.
private final class ClaimWatch: SQLConnection {
  let inner: any SQLConnection
  private(set) var hasClaimed = false

  init(inner: any SQLConnection) { self.inner = inner }

  var dialect: SQLDialect { inner.dialect }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
    try inner.execute(sql, values)
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
    let rows = try inner.rows(sql, values)
    if sql.hasPrefix("UPDATE posts SET state = 'sending'"), !rows.isEmpty { hasClaimed = true }
    return rows
  }

  func script(_ sql: String) throws(StorageError) { try inner.script(sql) }
}

/// Statements as an engine with a planted fault would write them.
private struct ChangedConnection: SQLConnection {
  let inner: any SQLConnection
  let fault: PlantedFault

  var dialect: SQLDialect { inner.dialect }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
    try inner.execute(fault.changed(sql), values)
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
    try inner.rows(fault.changed(sql), values)
  }

  func script(_ sql: String) throws(StorageError) { try inner.script(sql) }
}

/// Tells what changes rows.
private struct ToldConnection: SQLConnection {
  let inner: any SQLConnection
  let story: Story

  var dialect: SQLDialect { inner.dialect }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
    let count = try inner.execute(sql, values)
    story.tell { "    \(Self.short(sql)) \(Self.short(values)): \(count)" }
    return count
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
    let rows = try inner.rows(sql, values)
    if sql.hasPrefix("UPDATE") {
      story.tell { "    \(Self.short(sql)) \(Self.short(values)): \(rows.count)" }
    }
    return rows
  }

  func script(_ sql: String) throws(StorageError) { try inner.script(sql) }

  private static func short(_ sql: String) -> String {
    sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func short(_ values: [SQLValue]) -> String {
    values.map { value in
      switch value {
      case .null: "null"
      case .integer(let number): String(number)
      case .text(let text): String(text.prefix(32))
      }
    }.joined(separator: ", ")
  }
}
