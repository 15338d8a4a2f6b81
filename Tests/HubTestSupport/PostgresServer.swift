import Foundation

/// A real PostgreSQL server for the tests, started when the first of them wants it.
package actor PostgresServer {
  /// One for all tests of a run; what they do is kept apart by schemas.
  package static let shared = PostgresServer()

  /// Whether tests use it: `HUBGEN_POSTGRES=1`.
  package static let isWanted = ProcessInfo.processInfo.environment["HUBGEN_POSTGRES"] != nil

  private var start: Task<ServerProcess, any Error>?
  private var schemas = 0
  private let isDurable: Bool

  /// With `isDurable` every commit is on the disk, as in production.
  package init(isDurable: Bool = false) { self.isDurable = isDurable }

  /// The server's process, which says its `port`, `folder` and `password`.
  package func process() async throws -> ServerProcess {
    let arguments = isDurable ? ["durable"] : []
    let start = start ?? Task { try await ServerProcess.start("postgres.py", arguments) }
    self.start = start
    return try await start.value
  }

  /// Makes an empty schema that no other test sees.
  ///
  /// - Returns: its name.
  package func newSchema() async throws -> String {
    let process = try await process()
    schemas += 1
    let name = "test\(schemas)"
    let psql = try Program.run(
      "psql",
      [
        "--host", process.greeting["folder"] ?? "", "--port", "\(process.port())",
        "--username", "hubgen", "--dbname", "postgres", "--command", "CREATE SCHEMA \(name)",
      ])
    guard psql.status == 0 else { throw ServerProcess.Failure(description: psql.errors) }
    return name
  }

  /// The address of a schema; with `password`, of one that its user doesn't have.
  package func url(schema: String, password: String? = nil) async throws -> String {
    let process = try await process()
    let encoded = (password ?? process.greeting["password"])?
      .addingPercentEncoding(withAllowedCharacters: .alphanumerics)
    return "postgres://hubgen:\(encoded ?? "")@127.0.0.1:\(try process.port())/postgres"
      + "?options=-csearch_path%3D\(schema)"
  }

  /// The address of a new schema.
  package func newURL() async throws -> String { try await url(schema: newSchema()) }

  /// Kills every process of the server at once, and starts it again on the same files.
  ///
  /// - Returns: how many processes were killed.
  package func crash() async throws -> Int {
    let process = try await process()
    return try await withCheckedThrowingContinuation { continuation in
      Thread {
        continuation.resume(
          with: Result {
            try process.tell("crash")
            let line = process.nextLine()
            guard let killed = Int(line) else {
              throw ServerProcess.Failure(description: "the server did not come back: \(line)")
            }
            return killed
          })
      }.start()
    }
  }
}
