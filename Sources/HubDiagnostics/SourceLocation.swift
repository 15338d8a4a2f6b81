/// A stretch of one line: 1-based line and column, both counted as swiftc and clang count them.
package struct SourceSpan: Hashable, Comparable, Sendable {
  /// The line, from 1.
  package var line: Int
  /// The column, from 1, in UTF-8 bytes.
  package var column: Int
  /// How many UTF-8 bytes the span covers on its line, at least 1.
  package var length: Int

  package init(line: Int, column: Int, length: Int = 1) {
    self.line = line
    self.column = column
    self.length = max(1, length)
  }

  package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
    (left.line, left.column, left.length) < (right.line, right.column, right.length)
  }

  /// The same span in a file whose text begins on a later line, as a body does after front matter.
  package func movedDown(lines: Int) -> SourceSpan {
    SourceSpan(line: line + lines, column: column, length: length)
  }
}

/// A place in a file that a person wrote, or the whole file where `span` is nil.
package struct SourceLocation: Hashable, Sendable {
  /// The path as it is shown: relative to the hub where the file lies in it, with `/`.
  package var file: String
  package var span: SourceSpan?

  package init(file: String, span: SourceSpan? = nil) {
    self.file = file
    self.span = span
  }

  package init(file: String, line: Int, column: Int, length: Int = 1) {
    self.init(file: file, span: SourceSpan(line: line, column: column, length: length))
  }
}

extension SourceLocation: Comparable {
  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if left.file != right.file { return left.file.utf8.lexicographicallyPrecedes(right.file.utf8) }
    switch (left.span, right.span) {
    case (nil, nil), (_, nil): return false
    case (nil, _): return true
    case (let left?, let right?): return left < right
    }
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `file:line:column`, or the file alone.
  package var description: String {
    span.map { "\(file):\($0.line):\($0.column)" } ?? file
  }
}
