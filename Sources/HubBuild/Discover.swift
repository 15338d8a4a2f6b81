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
  // A link may lead to other content, never to secrets or to the output.
  let bounds = ["/content", "/static"].map { resolvedPath(source + $0) }
  var content = FolderWalk(bounds: bounds)
  content.walk(source + "/content", shownAs: "content")
  var statics = FolderWalk(bounds: bounds, includesHidden: true)
  statics.walk(source + "/static", shownAs: "static")
  var diagnostics = content.diagnostics + statics.diagnostics
  if realPath(source + "/content") == nil {
    diagnostics.append(
      .error(
        "missing-content", "no folder 'content'", at: nil,
        notes: ["pages are Markdown files in 'content/'; 'hubgen new site' makes some"]))
  }
  for file in content.files {
    let name = file.name.lowercased()
    guard name.hasSuffix(".markdown") || (name.hasSuffix(".md") && !file.name.hasSuffix(".md"))
    else { continue }
    diagnostics.append(
      .error(
        "markdown-name", "Markdown files end with '.md'",
        at: SourceLocation(file: "content/" + file.name), notes: ["rename the file"]))
  }
  let isMarkdown = { (file: FoundFile) in file.name.hasSuffix(".md") }
  let hub = DiscoveredHub(
    markdown: content.files.filter(isMarkdown),
    contentFiles: content.files.filter { !isMarkdown($0) },
    staticFiles: statics.files)
  return (hub, diagnostics)
}
