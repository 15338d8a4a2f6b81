import HubMarkdown
import HubModel
import HubTemplates

/// What the site's own filters need to know while a page is rendered.
final class SiteEnvironment: Sendable {
  let texts: [String: ThemeText]
  let assets: [String: PublishedAsset]
  let site: SiteURL
  let dates: DateText
  let numbers: NumberText
  let markdown: MarkdownParser
  let context: SiteContext
  let language: Int

  init(_ context: SiteContext, language: Int) {
    let config = context.hub.config
    let code = config.languages.all[language].code
    texts = context.texts[language]
    assets = context.theme.publishedAssets
    site = config.site.url
    dates = DateText(languageCode: code)
    numbers = NumberText(languageCode: code)
    markdown = MarkdownParser(
      config: config, languageCode: code, texts: context.texts[language], keepsPlainText: false)
    self.context = context
    self.language = language
  }
}

/// The filters that know the site, besides those of the language itself.
func siteFilters(theme: Theme, texts: TextFilter) -> [FilterDefinition] {
  [
    texts.definition, dateFilter, numberFilter,
    assetFilter(theme: theme), integrityFilter(theme: theme), absoluteFilter, relativeFilter,
    markdownFilter, excerptFilter,
    slugFilter,
  ]
}

extension RenderEnvironment {
  var site: SiteEnvironment? { userInfo as? SiteEnvironment }
}

extension MarkdownParser {
  /// The parser of a language's texts, with the theme's words in what it writes.
  init(
    config: HubConfig, languageCode: String, texts: [String: ThemeText], keepsPlainText: Bool
  ) {
    var labels = MarkdownLabels()
    for alert in Alert.allCases {
      labels.alertTitles[alert] = texts["alert" + alert.englishTitle]?.plain
    }
    if let back = texts["backToText"] { labels.footnoteBack = back.plain }
    self.init(
      config: config.markdown, languageCode: languageCode, labels: labels,
      site: config.site.url.absolute, keepsPlainText: keepsPlainText)
  }
}
