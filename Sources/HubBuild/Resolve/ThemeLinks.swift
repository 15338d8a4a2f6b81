import HubDiagnostics
import HubModel

extension LinkResolver {
  /// Where the theme's settings lead: the pictures by setting, and addresses that nothing has.
  func themeImages(
    _ theme: Theme?, _ config: HubConfig
  ) -> (images: [String: Picture], diagnostics: [Diagnostic]) {
    var images: [String: Picture] = [:]
    var diagnostics: [Diagnostic] = []
    for value in theme?.values ?? [] {
      do throws(Problem) {
        switch value.value {
        case .image(let image):
          images[value.setting.name] =
            try value.place == nil
            ? themePicture(image, theme?.assets ?? []) : picture(image, folder: "")
        case .text(let text) where value.setting.kind == .url && text.hasPrefix("/"):
          try checkSiteAddress(text)
        default: break
        }
      } catch {
        let file = value.place == nil ? value.setting.place.file : config.file
        let span = value.place ?? value.setting.place.span ?? SourceSpan(line: 1, column: 1)
        diagnostics.append(diagnostic(error, in: file, span: span, hasHint: true))
      }
    }
    return (images, diagnostics)
  }

  /// The picture that a theme brings as its default.
  private func themePicture(
    _ image: ImageReference, _ assets: [CopiedFile]
  ) throws(Problem) -> Picture {
    let url = URLPath(
      segments: ["assets"] + image.source.split(separator: "/").map(String.init), isFolder: false)
    guard let file = assets.first(where: { $0.url == url }) else {
      let names = assets.map { URLPath.decode($0.url.description.dropFirst("/assets/".count)) }
      throw Problem(
        id: "missing-image", message: "no file '\(image.source)' in the theme's assets/",
        notes: didYouMean(image.source, in: names))
    }
    return Picture(source: .site(url), alt: image.alt, size: sizes.size(of: file.path))
  }

  private func checkSiteAddress(_ text: String) throws(Problem) {
    let destination = LinkDestination(text)
    guard siteAddress(destination.path, base: .home) == nil else { return }
    throw Problem(
      id: "broken-link", message: "nothing has the address '\(destination.path)'",
      hint: .address(destination.path))
  }
}
