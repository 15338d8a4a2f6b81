import HubDiagnostics
import HubModel

extension LinkResolver {
  /// Where the addresses in a page's shortcodes lead: one for each, several for a folder.
  func shortcodeAddresses(
    of page: Page, problems: inout [(problem: Problem, span: SourceSpan)]
  ) -> [[Address]] {
    page.text.shortcodeReferences.map { reference in
      do throws(Problem) {
        return try addresses(of: reference, in: page)
      } catch {
        problems.append((error, reference.span))
        return []
      }
    }
  }

  private func addresses(
    of reference: ShortcodeReference, in page: Page
  ) throws(Problem) -> [Address] {
    switch reference.kind {
    case .folder: return try pictures(in: reference.destination, of: page)
    case .link, .file:
      let written = MarkdownDocument.Reference(
        kind: reference.kind == .link ? .link : .image, destination: reference.destination,
        htmlOffset: 0, span: reference.span)
      let text = reference.destination
      if let own = try ownAddress(of: written, in: page) { return [own] }
      if urlScheme(text) != nil || text.hasPrefix("//") { return [Address(.verbatim(text))] }
      return [try address(of: written, in: page)]
    }
  }

  /// The pictures in a folder by their names: beside the page, or in `static/` after a slash.
  private func pictures(in path: String, of page: Page) throws(Problem) -> [Address] {
    guard let name = normalize(path, folder: path.hasPrefix("/") ? "" : page.folder) else {
      throw Problem(id: "missing-folder", message: "folder leads out of 'content/'")
    }
    let start = name.isEmpty ? "" : name + "/"
    let isPicture = { (file: String) in
      guard file.hasPrefix(start), !file.utf8.dropFirst(start.utf8.count).contains(0x2F) else {
        return false
      }
      let ending = file.lowercased().split(separator: ".").last ?? ""
      return ["jpg", "jpeg", "png", "webp", "avif", "gif", "svg"].contains(String(ending))
    }
    var found = assets.byContentPath.filter { isPicture($0.key) }
    if path.hasPrefix("/") {
      found.merge(assets.byStaticPath.filter { isPicture($0.key) }) { _, fixed in fixed }
    }
    guard !found.isEmpty else {
      throw Problem(
        id: "missing-folder", message: "no pictures in a folder '\(name)'",
        notes: ["name a folder beside the page that holds JPEG, PNG, WebP, AVIF, GIF or SVG files"])
    }
    return found.sorted { $0.key < $1.key }.map { _, file in
      Address(
        .site(assets.files[file].url, suffix: ""), size: sizes.size(of: assets.files[file].path))
    }
  }
}
