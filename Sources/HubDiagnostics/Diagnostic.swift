/// A problem that a person can mend: what is wrong, where, the rule, and what to do next.
///
/// Messages follow swiftc: lower case, no full stop, the rule rather than the failure.
package struct Diagnostic: Hashable, Sendable, Error {
  package enum Severity: String, Hashable, Sendable, Codable {
    case error, warning
  }

  /// A second sentence: a hint, or another place that belongs to the problem.
  package struct Note: Hashable, Sendable {
    package var message: String
    package var location: SourceLocation?

    package init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  package var severity: Severity
  /// A stable name for the rule in kebab-case, such as `missing-title`.
  package var id: String
  package var message: String
  package var location: SourceLocation?
  package var notes: [Note]
  /// Whether the line at `location` may hold a secret and must not be shown.
  package var hidesSourceLine = false

  package init(
    _ severity: Severity = .error, id: String, _ message: String,
    at location: SourceLocation? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.location = location
    self.notes = notes
  }

  /// An error at a place.
  package static func error(
    _ id: String, _ message: String, at location: SourceLocation?, notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(.error, id: id, message, at: location, notes: notes.map { Note($0) })
  }

  /// A warning at a place; `--strict` makes an error of it.
  package static func warning(
    _ id: String, _ message: String, at location: SourceLocation?, notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(.warning, id: id, message, at: location, notes: notes.map { Note($0) })
  }
}

extension Sequence where Element == Diagnostic {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// The order of printing: by file, line and column, those without a place first, no repeats.
  package func sortedForPrinting() -> [Diagnostic] {
    var seen = Set<Diagnostic>()
    return filter { seen.insert($0).inserted }.sorted { left, right in
      switch (left.location, right.location) {
      case (nil, nil): return left.message < right.message
      case (nil, _): return true
      case (_, nil): return false
      case (let leftPlace?, let rightPlace?):
        if leftPlace != rightPlace { return leftPlace < rightPlace }
        return (left.id, left.message) < (right.id, right.message)
      }
    }
  }

  /// The same problems as `--strict` sees them: every warning is an error.
  package func strict() -> [Diagnostic] {
    map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.severity = .error
      return diagnostic
    }
  }
}

extension Diagnostic: Encodable {
  private enum Key: String, CodingKey {
    case severity, id, file, line, column, message, notes
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(severity, forKey: .severity)
    try container.encode(id, forKey: .id)
    try container.encode(location?.file, forKey: .file)
    try container.encode(location?.span?.line, forKey: .line)
    try container.encode(location?.span?.column, forKey: .column)
    try container.encode(message, forKey: .message)
    try container.encode(notes, forKey: .notes)
  }
}

extension Diagnostic.Note: Encodable {
  private enum Key: String, CodingKey {
    case message, file, line, column
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(message, forKey: .message)
    try container.encodeIfPresent(location?.file, forKey: .file)
    try container.encodeIfPresent(location?.span?.line, forKey: .line)
    try container.encodeIfPresent(location?.span?.column, forKey: .column)
  }
}
