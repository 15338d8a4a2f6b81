import HubData
import HubModel
import HubTemplates

/// A tag, category, author or series, with what its page says if somebody wrote one.
final class TermView: DeclaredObject {
  private let hub: Hub
  private let term: Term
  private let url: TemplateValue
  private let shortcodes: ShortcodeRenderer?
  /// By index, as templates see them.
  private let languages: [TemplateValue]

  init(
    _ hub: Hub, _ id: Term.ID, languages: [TemplateValue], shortcodes: ShortcodeRenderer?
  ) {
    self.languages = languages
    self.hub = hub
    self.shortcodes = shortcodes
    term = hub.terms[id]
    url = .string(hub.config.site.url.href(hub.terms[id].url))
  }

  /// The page that says more of it, in the term's language if there is one.
  private var page: Page.ID? { term.page ?? term.fallbackPage }

  private var text: PageText? { page.map { hub.text(of: $0) } }

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
      .init("excerpt", .string, "The beginning of its page's text without markup.") {
        .string($0.text?.document.excerpt ?? "")
      },
      .init("image", .optional(.object("Image")), "The cover of its page, such as a portrait.") {
        view in
        .init(view.page.flatMap { view.hub.pages[$0].image }, of: view.hub)
      },
      .init("content", .html, "The body of its page; empty where there is none.") { view in
        .html(view.page.map { view.hub.body(of: $0, shortcodes: view.shortcodes) } ?? [])
      },
      .init(
        "fallbackLanguage", .optional(.object("Language")),
        "The language of title, description, image and content where its own has no page of it."
      ) { view in
        guard view.term.page == nil, let text = view.text else { return .null }
        return view.languages[text.language]
      },
      .init("params", .dynamic, "What the front matter's 'params' of its page says.") {
        .init($0.text?.frontMatter.params ?? .map([]))
      },
    ])
}
