import CTOML
package import HubDiagnostics

/// TOML 1.0, read by toml++.
package enum TOML {
  /// Reads one document.
  ///
  /// Strings become quoted scalars; numbers, booleans and dates unquoted ones in YAML's spelling.
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark.
  ///   - file: the name in diagnostics.
  ///   - firstLine: the line of the file on which the bytes begin.
  /// - Returns: the document, nil where it can't be read; and the problems found.
  package static func parse(
    _ bytes: ArraySlice<UInt8>, file: String, firstLine: Int = 1
  ) -> (node: DataNode?, diagnostics: [Diagnostic]) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var text = unsafe SourceText(buffer, file: file, firstLine: firstLine)
      let problem = text.sizeProblem() ?? text.encodingProblem() ?? text.dottedKeyProblem()
      if let problem { return (nil, [problem]) }
      var builder = TOMLBuilder(text)
      let node = builder.document()
      return (node, builder.diagnostics)
    }
  }
}

/// Makes nodes of the events of a parsed document, which it owns.
@safe private struct TOMLBuilder: ~Copyable {
  private let handle: OpaquePointer
  private let events: UnsafeBufferPointer<ctoml_event>
  private var position = 0
  private var text: SourceText
  private(set) var diagnostics: [Diagnostic] = []

  init(_ text: SourceText) {
    self.text = text
    let start = unsafe UnsafeRawPointer(text.bytes.baseAddress)
    unsafe handle = ctoml_parse(start?.assumingMemoryBound(to: CChar.self), text.count)
    var count = 0
    let first = unsafe ctoml_events(handle, &count)
    unsafe events = UnsafeBufferPointer(start: first, count: count)
  }

  deinit {
    unsafe ctoml_free(handle)
  }

  mutating func document() -> DataNode? {
    guard let event = unsafe next() else { return nil }
    guard unsafe event.kind == CTOML_ERROR else { return unsafe node(event, depth: 1) }
    diagnostics.append(unsafe problem(words(event), at: span(event)))
    return nil
  }

  private mutating func next() -> ctoml_event? {
    guard unsafe position < events.count else { return nil }
    defer { position += 1 }
    return unsafe events[position]
  }

  private mutating func node(_ event: ctoml_event, depth: Int) -> DataNode? {
    let place = unsafe span(event)
    guard depth <= DataLimits.depth else {
      diagnostics.append(
        .error(
          "too-deep", "lists and tables may be nested \(DataLimits.depth) deep",
          at: text.location(place)))
      return nil
    }
    switch unsafe event.kind {
    case CTOML_STRING:
      let words = unsafe words(event)
      if let problem = text.escapeProblem(in: words, at: place) { diagnostics.append(problem) }
      return DataNode(.scalar(words, isQuoted: true), span: place)
    case CTOML_LITERAL: return unsafe DataNode(.scalar(words(event), isQuoted: false), span: place)
    case CTOML_ARRAY_START:
      var elements: [DataNode] = []
      while let event = unsafe next(), unsafe event.kind != CTOML_ARRAY_END {
        guard let element = unsafe node(event, depth: depth + 1) else { return nil }
        elements.append(element)
      }
      return DataNode(.sequence(elements), span: place)
    default:
      var entries: [DataNode.Entry] = []
      while let event = unsafe next(), unsafe event.kind != CTOML_TABLE_END {
        let keySpan = unsafe span(event)
        guard let first = unsafe next(), var value = unsafe node(first, depth: depth + 1) else {
          return nil
        }
        // A table that only a dotted key implies has no place of its own.
        if unsafe first.line == 0 { value.span = keySpan }
        let key = unsafe words(event)
        if let problem = text.escapeProblem(in: key, at: keySpan) { diagnostics.append(problem) }
        entries.append(DataNode.Entry(key: key, keySpan: keySpan, value: value))
      }
      return DataNode(.mapping(entries), span: place)
    }
  }

  private func words(_ event: ctoml_event) -> String {
    let start = unsafe UnsafeRawPointer(event.text)
    return unsafe String(
      decoding: UnsafeRawBufferPointer(start: start, count: event.length), as: UTF8.self)
  }

  private mutating func span(_ event: ctoml_event) -> SourceSpan {
    let line = unsafe max(1, Int(event.line))
    let column = unsafe max(1, Int(event.column))
    return unsafe text.span(
      fromLine: line, column: column, toLine: Int(event.end_line),
      column: Int(event.end_column))
  }

  /// toml++'s sentence, without its preamble.
  private mutating func problem(_ complaint: String, at span: SourceSpan) -> Diagnostic {
    if complaint.contains("redefine existing") || complaint.contains("already exists") {
      let name = complaint.split(separator: "'").dropFirst().first.map { String($0) } ?? "…"
      let place = text.location(text.lastSpan(of: name, before: span) ?? span)
      return .error("duplicate-key", "key '\(name)' is given twice", at: place)
    }
    let preamble = "Error while parsing "
    let rest =
      complaint.hasPrefix(preamble) ? String(complaint.dropFirst(preamble.count)) : complaint
    return .error("toml-syntax", rest, at: text.location(span))
  }
}

extension SourceText {
  /// The last time a word stands on the line of a place, before it.
  fileprivate mutating func lastSpan(of word: String, before place: SourceSpan) -> SourceSpan? {
    let start = offset(ofLine: place.line)
    let word = Array(word.utf8)
    guard !word.isEmpty else { return nil }
    var candidate = min(start + place.column, count) - word.count
    while candidate >= start {
      if unsafe bytes[candidate...].starts(with: word) {
        return span(atByte: candidate, length: word.count)
      }
      candidate -= 1
    }
    return nil
  }
}
