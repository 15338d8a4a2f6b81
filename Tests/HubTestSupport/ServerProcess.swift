package import Foundation

/// A server of its own process on 127.0.0.1, which ends when this object does.
///
/// It says in one JSON line on its standard output where it listens, and ends with its standard
/// input, so that none outlives a test run that was killed.
package final class ServerProcess: Sendable {
  package struct Failure: Error, CustomStringConvertible {
    package var description: String

    package init(description: String) { self.description = description }
  }

  /// What the server said when it was ready.
  package let greeting: [String: String]
  private let process: ChildProcess
  private let input: Pipe
  private let output: FileHandle

  package static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("IntegrationTests/Servers")

  /// Starts a script of `Servers/` and waits until it is ready.
  package static func start(
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

  /// Gives the server a line to read.
  package func tell(_ line: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
  }

  /// The next line that the server prints.
  package func nextLine() -> String { String(decoding: Self.line(from: output), as: UTF8.self) }

  package func port(_ name: String = "port") throws -> Int {
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
