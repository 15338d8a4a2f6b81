/// One step forward of a schema; once released it never changes.
package struct SchemaMigration: Sendable {
  /// 1 for the first, then one more for each.
  package var version: Int
  /// For SQLite.
  package var sql: String
  /// For PostgreSQL; nil where its first schema is a later one, which holds this step.
  package var postgres: String?

  package init(version: Int, sql: String, postgres: String? = nil) {
    self.version = version
    self.sql = sql
    self.postgres = postgres
  }
}

/// What a database must look like: whose it is and how it came to be.
package struct Schema: Sendable {
  /// SQLite's `application_id`, so that no other program's database is taken for ours.
  package var applicationID: Int32
  /// In the order of their versions.
  package var migrations: [SchemaMigration]

  package var version: Int { migrations.last?.version ?? 0 }

  package init(applicationID: Int32, migrations: [SchemaMigration]) {
    self.applicationID = applicationID
    self.migrations = migrations
  }

  /// The version of the file, 0 where it is empty.
  ///
  /// - Throws: where the file is another program's, or written by a newer hubgen.
  func check(_ connection: any SQLConnection, path: String) throws(StorageError) -> Int {
    let row = try connection.row(
      """
      SELECT (SELECT application_id FROM pragma_application_id) AS application,
        (SELECT user_version FROM pragma_user_version) AS version,
        EXISTS (SELECT 1 FROM sqlite_master) AS hasTables
      """)
    let application = row?.integer("application") ?? 0
    let found = Int(row?.integer("version") ?? 0)
    if application == 0, found == 0, row?.integer("hasTables") == 0 { return 0 }
    guard application == Int64(applicationID) else {
      throw StorageError.foreignDatabase(path: path)
    }
    guard found <= version else {
      throw StorageError.newerSchema(path: path, found: found, known: version)
    }
    return found
  }

  /// Refuses what would have to change before it can be read.
  func checkIsNewest(_ found: Int, path: String) throws(StorageError) {
    guard found < version else { return }
    throw StorageError.olderSchema(path: path, found: found, known: version)
  }

  /// Takes the file to the newest version, in the caller's transaction.
  func migrate(_ connection: any SQLConnection, path: String) throws(StorageError) {
    let found = try check(connection, path: path)
    guard found < version else { return }
    for migration in migrations where migration.version > found {
      try connection.script(migration.sql)
    }
    try connection.script(
      "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
  }
}
