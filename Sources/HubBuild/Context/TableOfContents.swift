import HubModel
import HubTemplates

/// A heading of the second or third level with those below it.
final class TocEntryView: DeclaredObject {
  private let heading: MarkdownDocument.Heading
  private let children: [TocEntryView]

  private init(_ heading: MarkdownDocument.Heading, children: [TocEntryView]) {
    self.heading = heading
    self.children = children
  }

  static let declaration = ObjectDeclaration<TocEntryView>(
    "TocEntry", "An entry of the table of contents.",
    fields: [
      .init("id", .string, "What follows # in a link to it.") { .string($0.heading.id) },
      .init("text", .string, "Its words.") { .string($0.heading.text) },
      .init("children", .list(.object("TocEntry")), "The third level below the second.") {
        .list($0.children.map { .object($0) })
      },
    ])

  /// The headings of levels 2 and 3 as a tree; one of level 3 before any of level 2 stands alone.
  static func tree(of outline: [MarkdownDocument.Heading]) -> [TocEntryView] {
    var entries: [TocEntryView] = []
    let shown = outline.filter { $0.level == 2 || $0.level == 3 }
    var rest = shown[...]
    while let first = rest.popFirst() {
      let below = first.level == 2 ? rest.prefix { $0.level == 3 } : []
      rest = rest.dropFirst(below.count)
      entries.append(TocEntryView(first, children: below.map { TocEntryView($0, children: []) }))
    }
    return entries
  }
}
