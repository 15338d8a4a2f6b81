import Foundation
import HubHTTP
import HubTestSupport

/// A server of its own process on 127.0.0.1, which ends when this object does.
///
/// It says in one JSON line on its standard output where it listens, and ends with its standard
/// input, so that none outlives a test run that was killed.
final class ServerProcess: Sendable {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// What the server said when it was ready.
  let greeting: [String: String]
  private let process: ChildProcess
  private let input: Pipe
  private let output: FileHandle

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Servers")

  /// Starts a script of `Servers/` and waits until it is ready.
  static func start(
    _ script: String, _ arguments: [String] = [], python: String = "python3",
    environment: [String: String] = [:]
  ) async throws -> ServerProcess {
    try await withCheckedThrowingContinuation { continuation in
      Thread {
        continuation.resume(
          with: Result {
            try ServerProcess(script, arguments, python: python, environment: environment)
          })
      }.start()
    }
  }

  private init(
    _ script: String, _ arguments: [String], python: String, environment: [String: String]
  ) throws {
    let input = Pipe()
    let output = Pipe()
    let process = try ChildProcess(
      python, [Self.folder.appendingPathComponent(script).path] + arguments,
      environment: environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 },
      input: input.fileHandleForReading, output: output.fileHandleForWriting,
      errors: .standardError)
    // The ends that are the server's: its end must be seen here.
    try input.fileHandleForReading.close()
    try output.fileHandleForWriting.close()
    let line = Self.line(from: output.fileHandleForReading)
    guard let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any] else {
      process.send(SIGTERM)
      _ = process.wait()
      throw Failure(
        description: "\(script) did not start: \(String(decoding: line, as: UTF8.self))")
    }
    greeting = object.mapValues { "\($0)" }
    self.process = process
    self.input = input
    self.output = output.fileHandleForReading
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.send(SIGTERM)
    _ = process.wait()
  }

  /// The next line that the server prints.
  func nextLine() -> String { String(decoding: Self.line(from: output), as: UTF8.self) }

  func port(_ name: String = "port") throws -> Int {
    guard let port = greeting[name].flatMap({ Int($0) }) else {
      throw Failure(description: "the server named no \(name)")
    }
    return port
  }

  private static func line(from handle: FileHandle) -> Data {
    var line = Data()
    while let byte = try? handle.read(upToCount: 1), byte.first != 0x0A, !byte.isEmpty {
      line += byte
    }
    return line
  }
}

/// The control endpoints that test servers have beside what they imitate.
struct ServerControl: Sendable {
  var base: String
  let transport = CurlTransport(options: .init(version: "test"))

  func get(_ path: String) async throws -> Any {
    let response = try await transport.send(HTTPRequest(.get, base + path))
    return try JSONSerialization.jsonObject(with: Data(response.body))
  }

  func post(_ path: String, _ value: [String: any Sendable] = [:]) async throws {
    let body = try JSONSerialization.data(withJSONObject: value)
    let response = try await transport.send(
      HTTPRequest(
        .post, base + path, headers: [.init("Content-Type", "application/json")],
        body: Array(body)))
    guard response.status == 200 else {
      throw ServerProcess.Failure(description: "\(path) answered \(response.status)")
    }
  }

  /// Lets the next requests take effect and holds their answers, until `release`.
  func swallowAnswers(_ count: Int = 1) async throws {
    try await post("/control/swallow", ["count": count])
  }

  /// Returns when that many answers are being held: what asked is now waiting for nothing.
  func waitUntilHeld(_ count: Int = 1) async throws {
    let answer = try await get("/control/held?atleast=\(count)") as? [String: Int]
    guard let held = answer?["held"], held >= count else {
      throw ServerProcess.Failure(description: "no answer is being held")
    }
  }

  func release() async throws { try await post("/control/release") }
}
