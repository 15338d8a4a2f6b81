package import HubDiagnostics

/// YAML as people write configuration in it, read through libyaml's events.
///
/// Of YAML 1.2 this leaves out what surprises people: tags, merge keys, keys that are no text and
/// several documents in one file are errors that say so. Aliases are read, within a bound.
package enum YAML {
  /// Reads one document.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark.
  ///   - file: the name in diagnostics.
  ///   - firstLine: the line of the file on which the bytes begin.
  /// - Returns: the document, `.null` where it is empty and nil where it can't be read; and the
  ///   problems found.
  package static func parse(
    _ bytes: ArraySlice<UInt8>, file: String, firstLine: Int = 1
  ) -> (node: DataNode?, diagnostics: [Diagnostic]) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var text = unsafe SourceText(buffer, file: file, firstLine: firstLine)
      if let problem = text.sizeProblem() ?? text.encodingProblem() { return (nil, [problem]) }
      var builder = YAMLBuilder(text)
      let node = builder.document()
      return (node, builder.diagnostics)
    }
  }
}

extension SourceText {
  func sizeProblem() -> Diagnostic? {
    guard count > DataLimits.size else { return nil }
    return .error(
      "file-too-large", "a data file may hold at most \(DataLimits.size / 1024) KB",
      at: SourceLocation(file: file))
  }
}
