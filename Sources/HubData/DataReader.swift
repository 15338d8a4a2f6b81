package import HubDiagnostics

/// Reads a mapping key by key, and reports whatever is missing, misspelt or of the wrong type.
///
/// Every key that is asked for counts as known; `finish()` reports the others. Readers of nested
/// mappings finish by themselves and hand their problems up.
package struct DataReader {
  /// The name of the file in diagnostics.
  package let file: String
  /// What is read, as messages call it: `'site'`, `the front matter`.
  package let subject: String
  /// Where the mapping begins.
  package let span: SourceSpan
  package let entries: [DataNode.Entry]
  /// How bad an unknown key is; nil where any key may stand.
  package var unknownKeys: Diagnostic.Severity?
  /// A hint for an unknown key that resembles no known one.
  package var unknownKeyHint: String?
  package private(set) var diagnostics: [Diagnostic] = []
  private var known: [String] = []

  /// - Parameters:
  ///   - entries: the mapping's.
  ///   - span: where it begins.
  ///   - file: the name in diagnostics.
  ///   - subject: what is read, as messages call it.
  ///   - unknownKeys: how bad an unknown key is; nil where any key may stand.
  package init(
    _ entries: [DataNode.Entry], at span: SourceSpan, file: String, subject: String,
    unknownKeys: Diagnostic.Severity?
  ) {
    self.entries = entries
    self.span = span
    self.file = file
    self.subject = subject
    self.unknownKeys = unknownKeys
    known.reserveCapacity(16)
  }

  /// The value of a key; nil where the key is absent or has no value.
  package mutating func node(_ key: String) -> DataNode? {
    guard let entry = entry(key), !entry.value.isNull else { return nil }
    return entry.value
  }

  /// The key's place and value, `.null` included.
  package mutating func entry(_ key: String) -> DataNode.Entry? {
    if !known.contains(key) { known.append(key) }
    return entries.first { $0.key == key }
  }

  /// The entries that nothing has asked for.
  package var unread: [DataNode.Entry] {
    entries.filter { !known.contains($0.key) }
  }

  /// Reports that a key must be there, at the key if it stands without a value.
  package mutating func reportMissing(_ key: String, notes: [String] = []) {
    let place = entries.first { $0.key == key }?.keySpan
    let rule = place == nil ? "\(subject) needs '\(key)'" : "'\(key)' needs a value"
    report("missing-\(key.lowercased())", rule, at: place ?? span, notes: notes)
  }

  /// Reports a value of another type than the key takes.
  ///
  /// - Parameters:
  ///   - key: the name of the key or of what its list holds.
  ///   - expected: what it takes, after "takes".
  ///   - node: what stands there instead.
  package mutating func reportType(_ key: String, takes expected: String, not node: DataNode) {
    let found = node.kind.rawValue
    report("wrong-type", "'\(key)' takes \(expected), not \(found)", at: node.span)
  }

  package mutating func report(
    _ id: String, _ message: String, at span: SourceSpan, notes: [String] = []
  ) {
    diagnostics.append(
      .error(id, message, at: SourceLocation(file: file, span: span), notes: notes))
  }

  package mutating func warn(
    _ id: String, _ message: String, at span: SourceSpan, notes: [String] = []
  ) {
    diagnostics.append(
      .warning(id, message, at: SourceLocation(file: file, span: span), notes: notes))
  }

  package mutating func report(_ problem: Diagnostic) {
    diagnostics.append(problem)
  }

  /// Reads a mapping inside this one with a reader of its own, which it finishes.
  package mutating func nested<Result>(
    _ entries: [DataNode.Entry], at span: SourceSpan, subject: String,
    _ read: (inout DataReader) -> Result
  ) -> Result {
    var reader = DataReader(
      entries, at: span, file: file, subject: subject, unknownKeys: unknownKeys)
    let result = read(&reader)
    diagnostics += reader.finish()
    return result
  }

  /// All problems, those with keys that nothing asked for included.
  package mutating func finish() -> [Diagnostic] {
    guard let unknownKeys else { return diagnostics }
    for entry in unread {
      var notes = didYouMean(entry.key, in: known)
      if notes.isEmpty {
        notes = [unknownKeyHint ?? "known keys: " + known.joined(separator: ", ")]
      }
      diagnostics.append(
        Diagnostic(
          unknownKeys, id: "unknown-key", "unknown key '\(entry.key)' in \(subject)",
          at: SourceLocation(file: file, span: entry.keySpan),
          notes: notes.map { Diagnostic.Note($0) }))
    }
    return diagnostics
  }
}
