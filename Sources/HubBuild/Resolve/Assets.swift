import HubData
import Foundation
import HubModel

/// Files that are copied: those beside the Markdown, and `static/`.
struct Assets: Sendable {
  private(set) var files: [CopiedFile] = []
  /// By path relative to `content/`, normalized: the index in `files`.
  private(set) var byContentPath: [String: Int] = [:]
  /// By path relative to `static/`, normalized.
  private(set) var byStaticPath: [String: Int] = [:]

  init(discovered: DiscoveredHub, pages: [Page], unpublished: [UnpublishedPage]) {
    var bundles: [String: URLPath] = [:]
    // Pages are sorted by language: the first translation owns the files of all.
    for page in pages where page.isBundle && bundles[page.identity] == nil {
      bundles[page.identity] = page.url
    }
    let hidden = Set(unpublished.lazy.filter(\.isBundle).map(\.identity)).subtracting(bundles.keys)
    for file in discovered.contentFiles {
      let name = file.name.precomposedStringWithCanonicalMapping
      let parts = name.split(separator: "/").map(String.init)
      guard let url = Self.address(parts, bundles: bundles, hidden: hidden) else { continue }
      byContentPath[name] = files.count
      files.append(CopiedFile(file: "content/" + file.name, path: file.path, url: url))
    }
    for file in discovered.staticFiles {
      let name = file.name.precomposedStringWithCanonicalMapping
      byStaticPath[name] = files.count
      let parts = name.split(separator: "/").map(String.init)
      files.append(
        CopiedFile(
          file: "static/" + file.name, path: file.path,
          url: URLPath(segments: parts, isFolder: false)))
    }
  }

  /// Adds files that no Markdown names.
  mutating func add(_ others: [CopiedFile]) { files += others }

  /// Below the page that owns the folder, else at the file's own place; nil if that is unpublished.
  private static func address(
    _ parts: [String], bundles: [String: URLPath], hidden: Set<String>
  ) -> URLPath? {
    for depth in stride(from: parts.count - 1, through: 1, by: -1) {
      let folder = parts[..<depth].joined(separator: "/")
      if hidden.contains(folder) { return nil }
      guard let owner = bundles[folder] else { continue }
      let inside = URLPath(segments: parts[depth...], isFolder: false).description
      let base = owner.isFolder ? String(owner.description.dropLast()) : owner.description
      return URLPath(encoded: base + inside)
    }
    let folders = slugs(ofFolder: parts.dropLast().joined(separator: "/"))
    return URLPath(segments: folders + parts.suffix(1), isFolder: false)
  }
}
