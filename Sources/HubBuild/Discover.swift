import HubDiagnostics

/// The first stage, which files there are; nothing is read yet but the configuration.
struct DiscoveredHub: Sendable {
  /// Markdown below `content/`.
  var markdown: [FoundFile]
  /// All other files below `content/`.
  var contentFiles: [FoundFile]
  /// Files below `static/`.
  var staticFiles: [FoundFile]
}

/// Lists the hub's files, with a diagnostic for each that can't be used.
func discover(source: String) -> (hub: DiscoveredHub, diagnostics: [Diagnostic]) {
  let bounds = [realPath(source) ?? source]
  var content = FolderWalk(bounds: bounds)
  content.walk(source + "/content", shownAs: "content")
  var statics = FolderWalk(bounds: bounds)
  statics.walk(source + "/static", shownAs: "static")
  let isMarkdown = { (file: FoundFile) in file.name.hasSuffix(".md") }
  let hub = DiscoveredHub(
    markdown: content.files.filter(isMarkdown),
    contentFiles: content.files.filter { !isMarkdown($0) },
    staticFiles: statics.files)
  return (hub, content.diagnostics + statics.diagnostics)
}
