import HubDiagnostics
import HubModel

/// A rendered file.
struct OutputFile: Sendable {
  /// Relative to the output folder.
  var name: String
  var bytes: [UInt8]
}

/// What a build did to the output folder.
package struct WriteReport: Hashable, Sendable {
  package var written = 0
  package var unchanged = 0
  package var removed = 0
}

/// The last stage: what changed is written, whole or not at all; what is stale goes last.
struct Write {
  let options: BuildOptions
  /// Locked since before the rendered files were compared with the output folder.
  let record: OutputRecord

  /// Writes the rendered files that differ from what is there, copies what is not there already,
  /// and removes what the last build wrote and this one did not render.
  ///
  /// Returns what was done, and why it ended early if it did; the next build makes it whole.
  func callAsFunction(
    changed: [OutputFile], rendered: [String], copies: [CopiedFile]
  ) -> (report: WriteReport, problem: FileError?) {
    var report = WriteReport()
    do throws(FileError) {
      try write(changed: changed, rendered: rendered, copies: copies, report: &report)
      return (report, nil)
    } catch {
      return (report, error)
    }
  }

  private func write(
    changed: [OutputFile], rendered: [String], copies: [CopiedFile], report: inout WriteReport
  ) throws(FileError) {
    let folder = OutputFolder(path: options.output)
    try folder.make()
    let current = Set(rendered).union(copies.map(\.url.outputPath))
    let stale = record.names.subtracting(current)
    let differing = parallelMap(copies, jobs: options.jobs) { copy in
      folder.differs(copy.url.outputPath, fromFile: copy.path)
    }
    let changedCopies = zip(copies, differing).filter(\.1).map(\.0)
    report.unchanged = current.count - changed.count - changedCopies.count

    let isRecorded = !record.wasInterrupted && record.names == current
    if isRecorded && changed.isEmpty && changedCopies.isEmpty { return }
    if record.wasInterrupted { for name in record.names { folder.removeTemporary(name) } }
    try record.begin(current)

    var known: Set<Substring> = [""]
    func makeFolder(of name: String) throws(FileError) {
      let parent = name[..<(name.lastIndex(of: "/") ?? name.startIndex)]
      if known.insert(parent).inserted { try folder.makeFolder(String(parent)) }
    }
    for file in changed {
      try makeFolder(of: file.name)
      try folder.write(file.bytes, to: file.name)
      report.written += 1
    }
    for file in changedCopies {
      try makeFolder(of: file.url.outputPath)
      try folder.copy(file.path, to: file.url.outputPath)
      report.written += 1
    }
    for name in stale.sorted() where folder.remove(name) { report.removed += 1 }
    try record.end(current)
  }
}

/// Refuses an output folder whose files are, or hold, what the hub is made of.
func checkOutputFolder(_ options: BuildOptions) -> Diagnostic? {
  let (source, output) = (options.source, options.output)
  let isAbove = output == source || source.hasPrefix(output == "/" ? "/" : output + "/")
  let sources = [
    "content", "static", "themes", "templates", "assets", "i18n", ".hubgen", ".git",
  ].map {
    resolvedPath(source + "/" + $0)
  }
  let isWithin = sources.contains { output == $0 || output.hasPrefix($0 + "/") }
  let holdsSources = sources.contains { $0.hasPrefix(output + "/") }
  guard isAbove || isWithin || holdsSources else { return nil }
  return .error(
    "output-folder", "the output folder '\(output)' holds the hub's sources", at: nil,
    notes: ["choose a folder of its own with --output, such as 'public'"])
}
