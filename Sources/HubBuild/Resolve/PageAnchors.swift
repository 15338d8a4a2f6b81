import HubModel
import Synchronization

/// The ids that links may name, gathered for a page once there are many.
final class PageAnchors: Sendable {
  /// By identity of the page's text.
  private let known = Mutex<[ObjectIdentifier: Set<String>]>([:])
  /// So few are looked through faster than hashed.
  private static let few = 16

  /// Whether an id stands in the body of a page.
  func contains(_ id: String, in page: Page) -> Bool {
    let text = page.text
    let document = text.document
    // What is missing in a body that could not be read is no second mistake.
    if document.isBroken { return true }
    if document.outline.count + document.otherAnchors.count <= Self.few {
      return document.outline.contains { $0.id == id } || document.otherAnchors.contains(id)
    }
    return known.withLock { known in
      let key = ObjectIdentifier(text)
      if let ids = known[key] { return ids.contains(id) }
      let ids = Set(document.outline.lazy.map(\.id)).union(document.otherAnchors)
      known[key] = ids
      return ids.contains(id)
    }
  }
}
