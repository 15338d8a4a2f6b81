extension Schema {
  /// Takes a PostgreSQL database to the newest version, in the caller's transaction.
  ///
  /// Its version stands in a table of one row; only who has to change it waits for others who do.
  /// - Throws: where the database is another program's, or written by a newer hubgen.
  func migratePostgres(_ connection: any SQLConnection, path: String) throws(StorageError) {
    if try foundPostgres(connection, path: path) == version { return }
    _ = try connection.rows("SELECT pg_advisory_xact_lock(?1)", [.integer(Int64(applicationID))])
    let found = try foundPostgres(connection, path: path)
    guard found < version else { return }
    if found == 0 {
      try connection.script(
        "CREATE TABLE hubgen (application BIGINT NOT NULL, version BIGINT NOT NULL)")
      try connection.execute(
        "INSERT INTO hubgen (application, version) VALUES (?1, 0)",
        [.integer(Int64(applicationID))])
    }
    for migration in migrations where migration.version > found {
      if let sql = migration.postgres { try connection.script(sql) }
    }
    try connection.execute("UPDATE hubgen SET version = ?1", [.integer(Int64(version))])
  }

  /// The version of the database, 0 where hubgen has no table in it.
  func foundPostgres(
    _ connection: any SQLConnection, path: String
  ) throws(StorageError) -> Int {
    // Asked of the catalogue itself: names that the server remembers may be older than the lock.
    let table = try connection.row(
      """
      SELECT EXISTS (
        SELECT 1 FROM pg_catalog.pg_class
        WHERE relname = 'hubgen' AND relnamespace = to_regnamespace(current_schema())) AS found
      """)
    guard table?.integer("found") == 1 else { return 0 }
    let row = try connection.row("SELECT application, version FROM hubgen")
    guard row?.integer("application") == Int64(applicationID) else {
      throw StorageError.foreignDatabase(path: path)
    }
    let found = Int(row?.integer("version") ?? 0)
    guard found <= version else {
      throw StorageError.newerSchema(path: path, found: found, known: version)
    }
    return found
  }
}
