import HubDiagnostics
import HubModel
import HubTemplates

/// What the site's own filters need to know while a page is rendered.
final class SiteEnvironment: Sendable {
  let texts: [String: ThemeText]
  let assetURLs: [String: URLPath]
  let site: SiteURL
  let dates: DateText
  let context: SiteContext
  let language: Int

  init(_ context: SiteContext, language: Int) {
    self.context = context
    self.language = language
    texts = context.texts[language]
    assetURLs = context.theme.assetURLs
    site = context.hub.config.site.url
    dates = DateText(languageCode: context.hub.config.languages.all[language].code)
  }
}

/// The filters that know the site, besides those of the language itself.
func siteFilters(theme: Theme, texts: TextFilter) -> [FilterDefinition] {
  [
    texts.definition, dateFilter, assetFilter(theme: theme),
    absoluteFilter,
  ]
}

/// Dates in words: `{{ page.date | date("long") }}`.
private let dateFilter = FilterDefinition(
  name: "date", documentation: "The date in the page's language: a style or a CLDR pattern.",
  input: .date,
  parameters: [
    .init(
      "style", .string, default: .string("long"),
      checkLiteral: { style in
        DateText.isStyle(style)
          ? nil
          : "'\(style)' is neither a style (full, long, medium, short, iso) nor a date pattern"
      })
  ],
  result: .string,
  apply: { (value, arguments, environment) throws(TemplateError) in
    guard case .date(let seconds, let utcOffset) = value,
      case .string(let style)? = arguments.first,
      let site = environment.site
    else { return .string("") }
    return .string(
      site.dates.text(Timestamp(seconds: seconds, utcOffset: utcOffset), style: style))
  })

/// Addresses of assets: `{{ "plaza.css" | asset }}`.
private func assetFilter(theme: Theme) -> FilterDefinition {
  let known = Set(theme.assetURLs.keys)
  return FilterDefinition(
    name: "asset", documentation: "The address of a file in the theme's assets/.", input: .string,
    result: .string,
    checkLiteral: { name in
      guard !known.contains(name) else { return nil }
      let hint = closestMatch(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
      return "no file '\(name)' in the theme's assets/\(hint)"
    },
    apply: { (value, _, environment) throws(TemplateError) in
      guard case .string(let name) = value, let site = environment.site,
        let url = site.assetURLs[name]
      else { throw TemplateError("no file '\(value.shown)' in the theme's assets/") }
      return .string(site.site.href(url))
    })
}

/// Absolute addresses: `{{ page.url | absolute }}`.
private let absoluteFilter = FilterDefinition(
  name: "absolute", documentation: "An address of the site with scheme and host.", input: .string,
  result: .string,
  apply: { (value, _, environment) throws(TemplateError) in
    guard case .string(let address) = value, let site = environment.site else {
      return .string("")
    }
    return .string(address.hasPrefix("/") ? site.site.origin + address : address)
  })

extension RenderEnvironment {
  var site: SiteEnvironment? { userInfo as? SiteEnvironment }
}
