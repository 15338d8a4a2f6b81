/// What can go wrong with a database, in words for the person who runs hubgen.
package enum StorageError: Error, Hashable, Sendable {
  case cannotOpen(path: String, reason: String)
  /// The file holds something else than SQLite's format.
  case notADatabase(path: String)
  /// A database, but another program's.
  case foreignDatabase(path: String)
  /// Written by a newer hubgen; reading it could lose what that one keeps.
  case newerSchema(path: String, found: Int, known: Int)
  /// Written by an older hubgen, and only to be looked at.
  case olderSchema(path: String, found: Int, known: Int)
  /// Another process holds the lock for longer than the busy timeout.
  case locked(path: String)
  case diskFull(path: String)
  case readOnly(path: String)
  /// The file is damaged.
  case corrupt(path: String, reason: String)
  case inputOutput(path: String, reason: String)
  /// The server went away; what was being committed may be done or not.
  case connectionLost(path: String, reason: String)
  /// Others changed the same rows again and again.
  case conflict(path: String)
  /// The database refused a change that its own rules forbid.
  case constraint(reason: String)
  case failed(reason: String)
}

extension StorageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cannotOpen(let path, let reason): "cannot open '\(path)': \(reason)"
    case .notADatabase(let path): "'\(path)' is not an SQLite database"
    case .foreignDatabase(let path): "'\(path)' is a database of another program"
    case .newerSchema(let path, let found, let known):
      "'\(path)' has schema version \(found), this hubgen knows up to \(known): use the newer hubgen"
    case .olderSchema(let path, let found, let known):
      "'\(path)' has schema version \(found), this hubgen reads \(known): the next 'hubgen syndicate' of"
        + " this version brings it there, and older ones can't use it from then on"
    case .locked(let path): "'\(path)' is locked by another process"
    case .diskFull(let path): "no space left on the disk of '\(path)'"
    case .readOnly(let path): "'\(path)' may not be written"
    case .corrupt(let path, let reason):
      "'\(path)' is damaged (\(reason)): restore it from a backup, don't delete it"
    case .inputOutput(let path, let reason): "cannot read or write '\(path)': \(reason)"
    case .connectionLost(let path, let reason):
      "the connection to '\(path)' was lost (\(reason)): run the command again"
    case .conflict(let path):
      "others kept changing the same rows of '\(path)': run the command again"
    case .constraint(let reason): "the database refused the change: \(reason)"
    case .failed(let reason): "the database failed: \(reason)"
    }
  }
}
