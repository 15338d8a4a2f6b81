/// Prints diagnostics in swiftc's shape: place, severity, message, rule, source line and caret.
///
/// ```
/// content/a.md:2:1: error: unknown key 'titel' [unknown-key]
///  2 | titel: Hello
///    | ^~~~~
/// note: did you mean 'title'?
/// ```
package struct DiagnosticRenderer {
  /// Whether to use ANSI colours.
  package var color: Bool
  /// Reads a line of a file for the caret; nil where the file can't be read any more.
  package var sourceLine: (_ file: String, _ line: Int) -> String?

  package init(
    color: Bool = false, sourceLine: @escaping (_ file: String, _ line: Int) -> String?
  ) {
    self.color = color
    self.sourceLine = sourceLine
  }

  /// The text of all diagnostics, sorted, each ending with a line feed.
  package func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.sortedForPrinting().map { render($0) }.joined()
  }

  /// The text of one diagnostic, ending with a line feed.
  package func render(_ diagnostic: Diagnostic) -> String {
    var text = prefix(diagnostic.location)
    let severityColor = diagnostic.severity == .error ? "1;31" : "1;35"
    text += paint(diagnostic.severity.rawValue + ":", severityColor)
    text += " " + paint(diagnostic.message.onOneLine, "1") + " [\(diagnostic.id)]\n"
    if !diagnostic.hidesSourceLine { text += caret(diagnostic.location) }
    for note in diagnostic.notes {
      text += prefix(note.location) + paint("note:", "1;36") + " \(note.message.onOneLine)\n"
      text += caret(note.location)
    }
    return text
  }

  private func prefix(_ location: SourceLocation?) -> String {
    location.map { "\($0.description.onOneLine): " } ?? ""
  }

  private func paint(_ text: String, _ code: String) -> String {
    color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// The source line and, under it, a caret placed by display width.
  private func caret(_ location: SourceLocation?) -> String {
    guard let location, let span = location.span,
      var line = sourceLine(location.file, span.line)
    else { return "" }
    if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
    let utf8 = line.utf8
    let start = min(span.column - 1, utf8.count)
    let end = min(start + span.length, utf8.count)
    let before = String(decoding: utf8.prefix(start), as: UTF8.self)
    let marked = String(decoding: utf8.dropFirst(start).prefix(end - start), as: UTF8.self)
    let shown = Excerpt(line: line.printable, before: before.printable, marked: marked.printable)
    let number = String(span.line)
    let gutter = String(repeating: " ", count: number.count)
    let underline = "^" + String(repeating: "~", count: max(0, shown.marked.displayWidth - 1))
    return " \(number) | \(shown.line)\n"
      + " \(gutter) | \(shown.padding)\(paint(underline, "1;32"))\n"
  }

  /// The part of a line that fits a terminal: a very long one is cut around the place.
  private struct Excerpt {
    var line: String
    var padding: String
    var marked: String

    init(line: String, before: String, marked: String) {
      let widest = 160
      guard line.displayWidth > widest else {
        self.line = line
        self.marked = marked
        padding = Self.blank(before)
        return
      }
      let lead = before.suffix(60)
      let rest = line.dropFirst(before.count).prefix(widest - 60)
      let cut = lead.count < before.count ? "…" : ""
      self.line = cut + lead + rest + (before.count + rest.count < line.count ? "…" : "")
      self.marked = String(marked.prefix(rest.count))
      padding = Self.blank(cut + lead)
    }

    /// Blanks as wide as the text; tabs stay tabs so that both lines align.
    static func blank(_ text: String) -> String {
      text.reduce(into: "") { blank, character in
        blank +=
          character == "\t" ? "\t" : String(repeating: " ", count: character.displayWidth)
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether a terminal might obey the character: move its cursor, change its colours, or show
  /// what follows in another order.
  fileprivate var isCommand: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension String {
  /// The text with tabs kept and every other command shown as a replacement character.
  fileprivate var printable: String {
    replacingCommands(except: "\t", with: "\u{FFFD}")
  }

  /// The text with blanks for commands, line feeds and tabs among them.
  fileprivate var onOneLine: String {
    replacingCommands(except: nil, with: " ")
  }

  private func replacingCommands(
    except kept: Unicode.Scalar?, with replacement: Unicode.Scalar
  ) -> String {
    guard unicodeScalars.contains(where: \.isCommand) else { return self }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.isCommand && $0 != kept ? replacement : $0 }))
  }
}
