import Glibc

/// Why a file or folder could not be used, in the system's words.
package struct FileError: Error, Hashable, Sendable {
  package var path: String
  package var reason: String
  /// Whether nothing is there.
  package var isMissing = false

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The reason of the last system call that failed.
  init(path: String, errno number: CInt) {
    self.init(path: path, reason: String(cString: strerror(number)).lowercased())
    isMissing = number == ENOENT || number == ENOTDIR
  }
}
