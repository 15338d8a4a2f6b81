import HubStorage
import Synchronization

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
