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

  private func staticURL(_ name: String) -> URLPath {
    URLPath(segments: name.split(separator: "/").map(String.init), isFolder: false)
  }

  private func isAbsolute(_ name: String) -> Bool {
    name.hasPrefix("https://") || name.hasPrefix("http://")
  }
}
