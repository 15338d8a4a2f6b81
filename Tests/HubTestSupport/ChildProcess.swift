package import Foundation
import Synchronization

/// A program that runs beside the tests.
///
/// Foundation's `Process` learns of an end through a descriptor that other children may inherit and
/// hold open: with servers started at the same time it may wait for ever.
package final class ChildProcess: Sendable {
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  package let id: pid_t
  /// Set once the end was collected: from then on the number may be another process's.
  private let isCollected = Mutex(false)

  /// Starts a program without a terminal.
  ///
  /// - Parameters:
  ///   - path: the program, searched for in `PATH` where it has no slash.
  ///   - arguments: without the program's own name.
  ///   - environment: what differs from the tests' own.
  ///   - input: its standard input; nothing where it is nil.
  ///   - output: its standard output; thrown away where it is nil.
  ///   - errors: its standard error; thrown away where it is nil.
  /// - Throws: if there is no such program.
  package init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:],
    input: FileHandle? = nil, output: FileHandle? = nil, errors: FileHandle? = nil
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, handle) in [input, output, errors].enumerated() {
      if let handle {
        posix_spawn_file_actions_adddup2(&actions, handle.fileDescriptor, CInt(number))
      } else {
        posix_spawn_file_actions_addopen(&actions, CInt(number), "/dev/null", O_RDWR, 0)
      }
    }
    // Nothing else that the tests have open is the child's.
    for number in 3..<CInt(min(sysconf(CInt(_SC_OPEN_MAX)), 1 << 12)) {
      posix_spawn_file_actions_addclose(&actions, number)
    }
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var id = pid_t()
    let status = posix_spawnp(&id, path, &actions, nil, &words, &settings)
    guard status == 0 else {
      throw Failure(description: "\(path): \(String(cString: strerror(status)))")
    }
    self.id = id
  }

  /// Waits for the end: the status, or 128 and the number of the signal that ended it.
  package func wait() -> Int32 {
    // The end first, still uncollected, so that no signal reaches a stranger with the same number.
    var ended = siginfo_t()
    while waitid(P_PID, id_t(id), &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
    return isCollected.withLock { isCollected in
      var status: CInt = 0
      while waitpid(id, &status, 0) < 0 && errno == EINTR {}
      isCollected = true
      let signal = status & 0x7F
      return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
  }

  /// Waits for the end without holding a thread that other tests need, and kills the process where
  /// it still runs after a time.
  package func end(killedAfter time: Duration? = nil) async -> Int32 {
    await withCheckedContinuation { continuation in
      Thread {
        if let time {
          usleep(UInt32(time / .microseconds(1)))
          self.send(SIGKILL)
        }
        continuation.resume(returning: self.wait())
      }.start()
    }
  }

  package func send(_ signal: CInt) {
    isCollected.withLock { isCollected in
      if !isCollected { _ = kill(id, signal) }
    }
  }
}
