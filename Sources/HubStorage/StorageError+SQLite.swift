import GRDB

extension StorageError {
  /// The same problem in our words; SQL and its arguments stay out of it.
  init(_ error: any Error, path: String) {
    if let known = error as? StorageError {
      self = known
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed(reason: String(describing: error))
      return
    }
    let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    self =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .locked(path: path)
      case .SQLITE_FULL: .diskFull(path: path)
      case .SQLITE_NOTADB: .notADatabase(path: path)
      case .SQLITE_CORRUPT: .corrupt(path: path, reason: reason)
      case .SQLITE_READONLY, .SQLITE_PERM: .readOnly(path: path)
      case .SQLITE_CANTOPEN: .cannotOpen(path: path, reason: reason)
      case .SQLITE_IOERR: .inputOutput(path: path, reason: reason)
      case .SQLITE_CONSTRAINT: .constraint(reason: reason)
      default: .failed(reason: reason)
      }
  }
}
