import Dispatch
import Foundation

/// A lock on a file that the system gives back when the process ends, however it ends.
///
/// Whoever gets it alone knows that no other holder is alive. The file is never removed.
package final class FileLock: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Opens the file, made with its folder where it is not there; takes no lock yet.
  package init(_ path: String) throws(StorageError) {
    self.path = path
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StorageError.cannotOpen(path: path, reason: unsafe String(cString: strerror(errno)))
    }
  }

  deinit {
    // Closing alone would leave the lock with a child that is between fork and exec.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Takes the lock if nobody else holds it in any way; never waits.
  package func takeAlone() -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  /// Holds the lock together with others, waiting for one who has it alone.
  ///
  /// - Throws: `StorageError.locked` after ten seconds.
  package func share() async throws(StorageError) {
    let descriptor = descriptor
    let isShared = await withCheckedContinuation { done in
      DispatchQueue.global().async {
        for _ in 1...1000 {
          if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return done.resume(returning: true) }
          guard errno == EWOULDBLOCK || errno == EINTR else { break }
          usleep(10_000)
        }
        done.resume(returning: false)
      }
    }
    guard isShared else { throw StorageError.locked(path: path) }
  }
}
