/// Statements of one transaction of a PostgreSQL database.
struct PostgresConnection: SQLConnection {
  let session: PostgresSession

  var dialect: SQLDialect { .postgres }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
    try session.run(sql, values) { result in result.changes }
  }

  func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [SQLRow] {
    try session.run(sql, values) { result in result.rows }
  }

  func script(_ sql: String) throws(StorageError) {
    try session.script(translatedForPostgres(sql))
  }
}
