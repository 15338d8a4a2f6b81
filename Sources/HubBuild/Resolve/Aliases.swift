import HubData
import HubDiagnostics
import HubModel

/// The old addresses of all pages.
func collectAliases(of pages: [Page]) -> (aliases: [Alias], diagnostics: [Diagnostic]) {
  var aliases: [Alias] = []
  var diagnostics: [Diagnostic] = []
  for (id, page) in pages.enumerated() {
    for alias in page.frontMatter.aliases {
      let parts = alias.value.split(separator: "/").map { URLPath.decode($0) }
      let place = page.file.map { SourceLocation(file: $0, span: alias.span) }
      guard alias.value.hasPrefix("/"), !parts.isEmpty,
        parts.allSatisfy({ isOutputName($0) && !$0.contains("/") })
      else {
        diagnostics.append(
          .error(
            "alias-path", "an alias is an old path of this site, such as '/old/address/'",
            at: place))
        continue
      }
      // It is a folder, whether the slash was written or not, unless its name says HTML.
      let isFile = parts.last?.hasSuffix(".html") == true || parts.last?.hasSuffix(".htm") == true
      let isFolder = alias.value.hasSuffix("/") || !isFile
      aliases.append(Alias(url: URLPath(segments: parts, isFolder: isFolder), page: id))
    }
  }
  return (aliases, diagnostics)
}
