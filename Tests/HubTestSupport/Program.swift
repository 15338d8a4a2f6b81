import Foundation

/// Where this package's files and programs are.
package enum PackageFolder {
  /// The folder of `Package.swift`.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The `hubgen` that was built with these tests.
  package static let hubgen = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("hubgen").path

  /// The Python with the test servers and validators, made by `make test`.
  package static let python = root + "/.venv/bin/python"

  package static var hasPython: Bool { FileManager.default.isExecutableFile(atPath: python) }

  /// Whether pages can be looked at in a browser.
  package static var hasBrowser: Bool {
    FileManager.default.isExecutableFile(atPath: root + "/.venv/bin/playwright")
      && FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")
  }
}

/// A program run to its end.
package struct Program: Sendable {
  package var status: Int32
  package var output: String
  package var errors: String

  /// Runs a program without a terminal and without standard input.
  @discardableResult
  package static func run(
    _ path: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Program {
    // Files, not pipes: a full pipe would stop a talkative program.
    let folder = try TemporaryFolder(["output": "", "errors": ""])
    let output = try FileHandle(forWritingTo: folder.url.appendingPathComponent("output"))
    let errors = try FileHandle(forWritingTo: folder.url.appendingPathComponent("errors"))
    let process = try ChildProcess(
      path, arguments, environment: environment, output: output, errors: errors)
    return Program(
      status: process.wait(), output: try folder.read("output"),
      errors: try folder.read("errors"))
  }

  /// The same for programs that take long, without holding a thread that other tests need.
  @discardableResult
  package static func runAside(
    _ path: String, _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> Program {
    try await withCheckedThrowingContinuation { continuation in
      Thread {
        continuation.resume(
          with: Result { try run(path, arguments, environment: environment) })
      }.start()
    }
  }

  /// Runs the `hubgen` that was built with these tests.
  @discardableResult
  package static func hubgen(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Program {
    try run(PackageFolder.hubgen, arguments, environment: environment)
  }
}
