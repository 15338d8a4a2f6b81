import HubStorage

/// Held while a publisher runs: whoever finds nobody else there may settle what the dead left.
package final class QueuePresence: Sendable {
  private let lock: FileLock?

  init(lock: FileLock?) {
    self.lock = lock
  }
}

extension PostQueue {
  /// Enters the queue as a publisher, and moves posts of publishers that are gone to `unsure`.
  ///
  /// A publisher that was killed held a lock that the system has given back: if nobody holds it,
  /// no lease is alive, and nothing has to wait until it expires. While another publisher runs,
  /// only expired leases count. The caller is present until it lets go of the value.
  package func enter(now: Int64) async throws -> QueuePresence {
    guard let path = database.path else {
      try await expireLeases(now: now)
      return QueuePresence(lock: nil)
    }
    let lock = try FileLock(path + ".lock")
    let isAlone = lock.takeAlone()
    if isAlone { try await expireLeases(now: now, everyLease: true) }
    try await lock.share()
    if !isAlone { try await expireLeases(now: now) }
    return QueuePresence(lock: lock)
  }
}
