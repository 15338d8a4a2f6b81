package import Foundation
package import HubData
package import HubDiagnostics

/// What `hubgen.yaml` says, checked and with defaults filled in.
package struct HubConfig: Sendable {
  /// The file as it is named in diagnostics.
  package var file: String
  package var site: SiteConfig
  package var languages: LanguagesConfig
  package var content: ContentConfig
  package var markdown: MarkdownConfig
  /// Nil where the hub publishes to no network.
  package var syndication: SyndicationConfig?
  /// What the theme's settings are to be, checked against its `theme.yaml`.
  package var theme: [DataNode.Entry]
  /// What only the theme understands.
  package var params: DataValue

  package init(
    file: String = "hubgen.yaml", site: SiteConfig, languages: LanguagesConfig = .init(),
    content: ContentConfig = .init(), markdown: MarkdownConfig = .init(),
    syndication: SyndicationConfig? = nil, theme: [DataNode.Entry] = [],
    params: DataValue = .map([])
  ) {
    self.file = file
    self.site = site
    self.languages = languages
    self.content = content
    self.markdown = markdown
    self.syndication = syndication
    self.theme = theme
    self.params = params
  }
}

/// `site:`, who publishes the hub and where it lives.
package struct SiteConfig: Sendable {
  package struct Organization: Hashable, Sendable {
    package var name: String
    /// A path in `static/`, or an absolute URL.
    package var logo: Located<String>?
    package var sameAs: [String]

    package init(name: String, logo: Located<String>? = nil, sameAs: [String] = []) {
      self.name = name
      self.logo = logo
      self.sameAs = sameAs
    }
  }

  package var title: String
  package var url: SiteURL
  package var description: String?
  package var theme: String
  /// Where the configuration names the theme; nil where it doesn't.
  package var themePlace: SourceSpan?
  package var organization: Organization?
  /// The picture shared where a page has none of its own: a path in `static/`, or an absolute URL.
  package var image: Located<ImageReference>?
  /// Where a date without an offset is meant; UTC unless set.
  package var timeZone: TimeZone

  package init(
    title: String, url: SiteURL, description: String? = nil, theme: String = "plaza",
    organization: Organization? = nil, image: Located<ImageReference>? = nil,
    timeZone: TimeZone = .gmt
  ) {
    self.title = title
    self.url = url
    self.description = description
    self.theme = theme
    self.organization = organization
    self.image = image
    self.timeZone = timeZone
  }
}

/// The absolute address of the hub: origin and base path.
package struct SiteURL: Hashable, Sendable {
  /// Scheme, host and port without a trailing slash: `https://hub.example.com`.
  package var origin: String
  /// Empty, or a path that starts with `/` and does not end with one: `/blog`.
  package var basePath: String

  package init(origin: String, basePath: String = "") {
    self.origin = origin
    self.basePath = basePath
  }

  /// Without a slash at its end.
  package var absolute: String { origin + basePath }

  /// The address of a path as it stands in `href`: from the root of the host.
  package func href(_ path: URLPath) -> String {
    basePath.isEmpty ? path.description : basePath + path.description
  }

  /// The absolute address of a path.
  package func absolute(_ path: URLPath) -> String { absolute + path.description }
}

/// `languages:`, the default first and the others in the order of the file.
package struct LanguagesConfig: Sendable {
  /// Never empty; the first one is the default and has no URL prefix.
  package var all: [Language]

  package var standard: Language { all[0] }

  /// The path under which a language's pages live: empty for the default language.
  package func prefix(of language: Int) -> [String] {
    language == 0 ? [] : [all[language].code]
  }

  package init(all: [Language] = [Language(code: "en", name: "English")]) {
    self.all = all.isEmpty ? [Language(code: "en", name: "English")] : all
  }
}

/// `content:`, addresses, taxonomies, lists and feeds.
package struct ContentConfig: Sendable {
  package enum FeedFormat: String, CaseIterable, Hashable, Sendable {
    case atom, rss, json
  }

  /// By section, each with the place where the section is named;
  /// `:year :month :day :section :slug :title` stand for the page's values.
  package var permalinks: [String: Located<String>]
  /// Front matter keys whose values get pages of their own, each in the plural.
  package var taxonomies: [String]
  /// Articles on a list page, at least 1.
  package var pageSize: Int
  package var feeds: [FeedFormat]

  package static let standardTaxonomies = ["tags", "categories", "authors", "series"]

  package init(
    permalinks: [String: Located<String>] = [:], taxonomies: [String] = standardTaxonomies,
    pageSize: Int = 20, feeds: [FeedFormat] = FeedFormat.allCases
  ) {
    self.permalinks = permalinks
    self.taxonomies = taxonomies
    self.pageSize = pageSize
    self.feeds = feeds
  }
}

/// `markdown:`, how bodies are read.
package struct MarkdownConfig: Hashable, Sendable {
  package enum RawHTML: String, CaseIterable, Hashable, Sendable {
    /// GFM's tagfilter: `<script>`, `<style>`, `<iframe>` and their like are escaped.
    case filtered
    case allowed
    case escaped
  }

  package var smartPunctuation: Bool
  package var rawHTML: RawHTML

  package init(smartPunctuation: Bool = true, rawHTML: RawHTML = .filtered) {
    self.smartPunctuation = smartPunctuation
    self.rawHTML = rawHTML
  }
}
