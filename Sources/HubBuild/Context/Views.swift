import HubModel
import HubTemplates

struct ImageView: Sendable {
  let hub: Hub
  let picture: Picture
}

struct LinkView: Sendable {
  let context: SiteContext
  let title: String
  let url: URLPath
}

struct FeedView: Sendable {
  let context: SiteContext
  let page: Page.ID
  let format: ContentConfig.FeedFormat
}

struct TranslationView: Sendable {
  let context: SiteContext
  let page: Page.ID
  let isCurrent: Bool
}

struct LanguageView: Sendable {
  let context: SiteContext
  let index: Int

  var language: Language { context.hub.config.languages.all[index] }
}

struct SectionView: Sendable {
  let context: SiteContext
  let language: Int
  let index: Int

  var section: Section { context.hub.sections[language][index] }
  var title: String { context.hub.pages[section.page].text.frontMatter.title }
  var url: URLPath { context.hub.pages[section.page].url }
  var description: String? { context.hub.pages[section.page].text.frontMatter.description }
}

struct TermView: Sendable {
  let context: SiteContext
  let id: Term.ID

  var term: Term { context.hub.terms[id] }
}

struct PaginationView: Sendable {
  let context: SiteContext
  let base: URLPath
  let number: Int
  let total: Int

  func href(_ number: Int) -> TemplateValue { context.href(listURL(base, number: number)) }
}

/// The site as seen from one language.
struct SiteView: Sendable {
  let context: SiteContext
  let language: Int

  var hub: Hub { context.hub }
}
