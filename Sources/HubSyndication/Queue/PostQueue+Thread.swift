import HubStorage

extension PostQueue {
  /// The post with which the thread of a post begins, or below which it is a comment; itself where
  /// it follows none.
  ///
  /// - Throws: `StorageError`.
  package func first(of entry: QueueEntry) async throws -> QueueEntry {
    try await database.read { connection in
      var first = entry
      while let identity = first.link?.follows,
        let row = try connection.row(
          "SELECT * FROM posts WHERE identity = ?1", [.text(identity)])
      {
        first = try QueueEntry(row: row)
      }
      return first
    }
  }
}
