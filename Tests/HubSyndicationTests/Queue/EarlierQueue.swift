import Foundation
import HubStorage
import HubSyndication
import HubTestSupport
import Testing

/// A queue as an earlier hubgen left it, with rows of every kind: `Earlier/STORE-VERSION.sql`.
struct EarlierQueue: CustomTestStringConvertible, Sendable {
  var store: Store
  var version: Int

  var testDescription: String { "\(store) \(version)" }

  /// Every version that was ever written; that of today once it is kept too.
  static let all = Store.all.flatMap { store in
    // PostgreSQL came with the third.
    ((store == .sqlite ? 1 : 3)...Schema.queue.version).map {
      EarlierQueue(store: store, version: $0)
    }.filter {
      $0.version < Schema.queue.version || FileManager.default.fileExists(atPath: $0.file.path)
    }
  }

  private var file: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Earlier/\(store)-\(version).sql")
  }

  /// The schema that it was made with, as the file says.
  func schema() throws -> Schema {
    let sql = try String(contentsOf: file, encoding: .utf8)
    return Schema(
      applicationID: Schema.queue.applicationID,
      migrations: [SchemaMigration(version: version, sql: sql, postgres: sql)])
  }

  /// Makes it anew.
  ///
  /// - Returns: the file, or the server's URL.
  func make(in folder: TemporaryFolder) async throws -> String {
    let path =
      store == .sqlite
      ? folder.path + "/queue.sqlite" : try await PostgresServer.shared.newURL()
    _ = try await QueueFile.database(path, schema: try schema())
    return path
  }

  /// The columns that it fills, by table.
  func columns() throws -> [String: [String]] {
    var columns: [String: [String]] = [:]
    for match in try schema().migrations[0].sql.matches(of: /INSERT INTO (\w+) \(([^)]*)\) VALUES/)
    {
      columns[String(match.1)] = match.2.split(separator: ", ").map { String($0) }
    }
    return columns
  }

  /// Every row that it had, read with the schema of that time or of today.
  func rows(_ path: String, schema: Schema) async throws -> [String: [[String: SQLValue]]] {
    let columns = try columns()
    return try await QueueFile.database(path, schema: schema).read { connection in
      try columns.reduce(into: [:]) { content, table in
        let names = table.value.joined(separator: ", ")
        content[table.key] = try connection.rows(
          "SELECT \(names) FROM \(table.key) ORDER BY \(table.value[0]), \(table.value[1])"
        ).map { row in
          Dictionary(uniqueKeysWithValues: table.value.map { ($0, row[$0]) })
        }
      }
    }
  }
}
