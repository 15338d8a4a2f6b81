import HubDiagnostics
import HubModel

/// Where the theme's settings lead, by setting.
struct ThemeTargets: Sendable {
  var images: [String: Picture] = [:]
  /// Addresses of the site itself, from its root.
  var addresses: [String: String] = [:]
}

extension LinkResolver {
  /// Finds the pictures and pages that the theme's settings name, and says which are not there.
  func themeTargets(
    _ theme: Theme?, _ config: HubConfig
  ) -> (targets: ThemeTargets, diagnostics: [Diagnostic]) {
    var targets = ThemeTargets()
    var diagnostics: [Diagnostic] = []
    for value in theme?.values ?? [] {
      let name = value.setting.name
      do throws(Problem) {
        switch value.value {
        case .image(let image):
          targets.images[name] =
            try value.place == nil
            ? themePicture(image, theme?.assets ?? []) : picture(image, folder: "")
        case .text(let text) where value.setting.kind == .url && text.hasPrefix("/"):
          targets.addresses[name] = try siteAddress(text)
        default: break
        }
      } catch {
        let file = value.place == nil ? value.setting.place.file : config.file
        let span = value.place ?? value.setting.place.span ?? SourceSpan(line: 1, column: 1)
        diagnostics.append(diagnostic(error, in: file, span: span, hasHint: true))
      }
    }
    return (targets, diagnostics)
  }

  /// The picture that a theme brings as its default; nil where its file is missing, which has been
  /// reported.
  private func themePicture(_ image: ImageReference, _ assets: [CopiedFile]) -> Picture? {
    if image.isElsewhere { return Picture(source: .absolute(image.source), alt: image.alt) }
    let url = URLPath(
      segments: ["assets"] + image.source.split(separator: "/").map(String.init), isFolder: false)
    return assets.first { $0.url == url }.map {
      Picture(source: .site(url), alt: image.alt, size: sizes.size(of: $0.path))
    }
  }

  private func siteAddress(_ text: String) throws(Problem) -> String {
    let destination = LinkDestination(text)
    guard let found = siteAddress(destination.path, base: .home) else {
      throw Problem(
        id: "broken-link", message: "nothing has the address '\(destination.path)'",
        hint: .address(destination.path))
    }
    try checkAnchor(destination, at: found.owner)
    return found.url.description + destination.suffix
  }
}

extension ImageReference {
  /// Whether it is an absolute URL.
  var isElsewhere: Bool { source.hasPrefix("https://") || source.hasPrefix("http://") }
}
