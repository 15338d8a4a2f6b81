extension StorageError {
  /// What the server refused, in our words.
  ///
  /// - Parameters:
  ///   - state: SQLSTATE, five characters whose first two are the class.
  ///   - message: the server's, without the statement's values.
  ///   - path: how the database is shown.
  init(state: String, message: String, path: String) {
    self =
      switch state {
      case "40001", "40P01": .conflict(path: path)
      case "55P03", "57014": .locked(path: path)
      case "53100": .diskFull(path: path)
      case "25006", "42501": .readOnly(path: path)
      case "XX001", "XX002": .corrupt(path: path, reason: message)
      // A text that is no JSON, or a number out of its range.
      case _ where state.hasPrefix("23") || state.hasPrefix("22"): .constraint(reason: message)
      case _ where state.hasPrefix("08") || state.hasPrefix("57P"):
        .connectionLost(path: path, reason: message)
      case _ where state.hasPrefix("28") || state.hasPrefix("3D"):
        .cannotOpen(path: path, reason: message)
      case _ where state.hasPrefix("58"): .inputOutput(path: path, reason: message)
      default: .failed(reason: message)
      }
  }
}
