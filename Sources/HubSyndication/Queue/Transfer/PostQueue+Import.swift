package import HubDiagnostics
import HubStorage

/// What an import did, or everything that kept it from doing anything.
package struct ImportReport: Sendable {
  package var imported = 0
  /// Posts that the queue had already; they stay as they are.
  package var known = 0
  package var diagnostics: [Diagnostic] = []
}

/// Takes the transaction back and brings its report along.
private struct ImportRefused: Error {
  var report: ImportReport
}

extension PostQueue {
  /// Adds what `export` wrote to this queue: all of it, or nothing where a line can't be taken.
  ///
  /// Posts keep their states, attempts and changes. A post that the queue has stays as it is, so the
  /// same file can be imported again. What would go out a second time is refused.
  ///
  /// - Parameters:
  ///   - text: lines of JSON.
  ///   - file: its name, for the places of problems.
  /// - Returns: what was done, or all problems of the file.
  /// - Throws: `StorageError` where the queue fails.
  package func importLines(_ text: String, file: String) async throws -> ImportReport {
    var report = ImportReport()
    var lines: [QueueLine] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      var reader = QueueLineReader(file: file, number: index + 1, text: String(line))
      if let line = reader.read() { lines.append(line) }
      report.diagnostics += reader.problems
    }
    report.diagnostics += Self.headerProblems(lines, file: file)
    let (found, isReadable) = (report, report.diagnostics.isEmpty)
    let read = lines
    do {
      return try await database.write { connection in
        var filling = QueueImport(connection: connection, file: file, report: found)
        for line in read { try filling.add(line) }
        guard isReadable, filling.report.diagnostics.isEmpty else {
          throw ImportRefused(report: filling.report)
        }
        return filling.report
      }
    } catch let refused as ImportRefused {
      return ImportReport(diagnostics: refused.report.diagnostics)
    }
  }

  private static func headerProblems(_ lines: [QueueLine], file: String) -> [Diagnostic] {
    let first = lines.first
    let place = QueueLineReader.place(of: "version", in: first?.text ?? "", file: file, line: 1)
    guard case .header(let version) = first?.content else {
      return [
        .error(
          "no-queue", "this is not a queue that 'hubgen queue export' wrote", at: place,
          notes: ["its first line is {\"queue\":\"hubgen\",\"version\":\(Schema.queue.version)}"])
      ]
    }
    guard version <= Schema.queue.version else {
      return [
        .error(
          "newer-queue",
          "the queue has version \(version), this hubgen knows up to \(Schema.queue.version)",
          at: place, notes: ["use the newer hubgen"])
      ]
    }
    return []
  }
}
