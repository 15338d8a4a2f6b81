import HubData
import HubDiagnostics
import HubModel

/// As feeds and pages name their maker.
let generatorName = "hubgen \(hubgenVersion)"

extension Hub {
  /// A picture's address as it stands in `src`.
  func href(of picture: Picture) -> String {
    switch picture.source {
    case .site(let path): config.site.url.href(path)
    case .absolute(let url): url
    }
  }

  /// The absolute address of a file in `static/`, or of a URL as it is.
  func absoluteURL(ofStatic name: String) -> String {
    isAbsolute(name) ? name : config.site.url.absolute(staticURL(name))
  }

  /// The address in `href` of a file in `static/`, or a URL as it is.
  func href(ofStatic name: String) -> String {
    isAbsolute(name) ? name : config.site.url.href(staticURL(name))
  }

}

private func isAbsolute(_ name: String) -> Bool {
  let start = name.prefix(8).lowercased()
  return start.hasPrefix("https://") || start.hasPrefix("http://")
}

/// The address of a file in `static/`, or of one in the theme's `assets/`.
private func staticURL(_ name: String) -> URLPath {
  URLPath(segments: name.precomposed.split(separator: "/").map(String.init), isFolder: false)
}

extension AddressBook {
  /// What is wrong with the logo that the configuration names: a file of that name must be copied.
  func logoProblems(_ config: HubConfig) -> [Diagnostic] {
    guard let logo = config.site.organization?.logo, !isAbsolute(logo.value) else { return [] }
    if case .file? = owners[staticURL(logo.value).description] { return [] }
    let files = owners.compactMap { url, owner in
      if case .file = owner { return URLPath.decode(url.dropFirst()) }
      return nil
    }
    let hints = didYouMean(logo.value, in: files)
    return [
      .error(
        "missing-image", "no file 'static/\(logo.value.trimmingPrefix("/"))'",
        at: SourceLocation(file: config.file, span: logo.span),
        notes: hints.isEmpty ? ["'logo' takes a path in 'static/', or a URL"] : hints)
    ]
  }
}
