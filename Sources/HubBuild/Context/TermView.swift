import HubData
import HubModel
import HubTemplates

/// A tag, category, author or series, with what its page says if somebody wrote one.
final class TermView: DeclaredObject {
  private let hub: Hub
  private let term: Term
  private let url: TemplateValue
  private let shortcodes: ShortcodeRenderer?

  init(_ hub: Hub, _ id: Term.ID, shortcodes: ShortcodeRenderer?) {
    self.hub = hub
    self.shortcodes = shortcodes
    term = hub.terms[id]
    url = .string(hub.config.site.url.href(hub.terms[id].url))
  }

  private var text: PageText? { term.page.map { hub.pages[$0].text } }

  static let declaration = ObjectDeclaration<TermView>(
    "Term", "A tag, category, author or series.",
    fields: [
      .init("name", .string, "As articles spell it.") { .string($0.term.name) },
      .init("title", .string, "The title of its page, else its name.") {
        .string($0.hub.title(of: $0.term))
      },
      .init("url", .string, "The address of its list.") { $0.url },
      .init("count", .int, "Its articles.") { .int($0.term.articles.count) },
      .init("taxonomy", .string, "tags, categories, authors, series …") {
        .string($0.hub.config.content.taxonomies[$0.term.taxonomy])
      },
      .init("description", .optional(.string), "What its page says, in a sentence or two.") {
        .init($0.text?.summary)
      },
      .init("image", .optional(.object("Image")), "The cover of its page, such as a portrait.") {
        view in
        .init(view.term.page.flatMap { view.hub.pages[$0].image }, of: view.hub)
      },
      .init("content", .html, "The body of its page; empty where there is none.") { view in
        .html(view.term.page.map { view.hub.body(of: $0, shortcodes: view.shortcodes) } ?? [])
      },
      .init("params", .dynamic, "What the front matter's 'params' of its page says.") {
        .init($0.text?.frontMatter.params ?? .map([]))
      },
    ])
}
