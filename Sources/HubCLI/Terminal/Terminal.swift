import ArgumentParser
import Foundation
import HubBuild
import HubDiagnostics

/// What goes to people: standard error, in colour where it is a terminal and nobody objects.
enum Terminal {
  static let hasColor: Bool =
    isatty(STDERR_FILENO) == 1
    && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty

  static func say(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// Data for programs and pipes; it ends with a line, and nothing is printed of an empty text.
  static func printData(_ text: String) throws {
    if text.isEmpty { return }
    do {
      // Bytes, because "\r\n" is one character.
      let line = text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
      try FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
    } catch {
      say("error: can't write to standard output")
      throw ExitCode.failure
    }
  }

  /// Prints diagnostics with their source lines, then how many there were.
  static func show(_ diagnostics: [Diagnostic], source: String) {
    guard !diagnostics.isEmpty else { return }
    let sorted = diagnostics.sortedForPrinting()
    let lines = SourceLines(source: source)
    let renderer = DiagnosticRenderer(color: hasColor) { lines.line($1, of: $0) }
    // Errors come last: what stops the work stands where people look first.
    let text =
      renderer.render(sorted.filter { $0.severity != .error })
      + renderer.render(sorted.filter { $0.severity == .error })
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    let errors = sorted.count { $0.severity == .error }
    let warnings = sorted.count - errors
    let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
    say(counts.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: ", "))
  }

  /// The same as JSON, for `--format json`.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

/// Reads the lines that diagnostics point at, each file once.
private final class SourceLines {
  private let source: String
  private var files: [String: [ArraySlice<UInt8>]] = [:]

  init(source: String) {
    self.source = source
  }

  func line(_ number: Int, of file: String) -> String? {
    if files[file] == nil {
      let path = file.hasPrefix("/") ? file : source + "/" + file
      let bytes = (try? readFile(path, limit: 64 << 20)) ?? []
      files[file] = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }
    guard let lines = files[file], lines.indices.contains(number - 1) else { return nil }
    var line = lines[number - 1]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    // The byte order mark is no part of the text, but columns count its bytes.
    return String(decoding: line, as: UTF8.self)
  }
}
