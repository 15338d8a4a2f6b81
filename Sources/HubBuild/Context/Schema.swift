import HubModel
import HubTemplates

/// Everything a theme's templates may use: checked before any page is rendered.
///
/// `layouts`: the templates, without `.html`, that pages name in place of those of their kinds.
func templateSchema(
  theme: Theme, config: HubConfig, texts: TextFilter, layouts: [String] = []
) -> TemplateSchema {
  let list: [TemplateSchema.Variable] = [
    variable("articles", .list(.object("Page")), "The articles of this list page, newest first."),
    variable("pagination", .object("Pagination"), "This page's place among the list's pages."),
  ]
  let broken = Set(theme.templates.lazy.filter { $0.use == .broken }.map(\.name))
  var schema = TemplateSchema(
    types: [
      texts.use.noting(SiteView.declaration.type), LanguageView.declaration.type,
      texts.use.noting(PageView.declaration.type),
      ImageView.declaration.type, AssetView.declaration.type, HeadingView.declaration.type,
      TocEntryView.declaration.type,
      LinkView.declaration.type, ShareLinkView.declaration.type,
      FeedView.declaration.type, TranslationView.declaration.type,
      PageLanguageView.declaration.type, SectionView.declaration.type,
      texts.use.noting(TermView.declaration.type),
      SeriesNavigationView.declaration.type, PaginationView.declaration.type,
      OrganizationView.declaration.type, FileView.declaration.type,
      ThemeView.type(of: theme, noting: texts.use),
    ],
    globals: [
      variable("site", .object("Site"), "The hub as a whole.", isShared: true),
      variable("language", .object("Language"), "The page's language.", isShared: true),
      variable("page", .object("Page"), "The page that is shown."),
      variable(
        "theme", .object("Theme"),
        "The settings of the theme, as the hub sets them.", isShared: true),
      variable("generator", .string, "The name and version of hubgen.", isShared: true),
    ],
    entries: [
      .init(template: "home.html", variables: list),
      .init(template: "section.html", variables: list),
      .init(template: "article.html"),
      .init(template: "page.html"),
      .init(
        template: "taxonomy.html",
        variables: [
          variable("taxonomy", .string, "tags, categories, authors, series …"),
          variable("terms", .list(.object("Term")), "Its terms by name."),
        ]),
      .init(
        template: "term.html",
        variables: list + [variable("term", .object("Term"), "The term itself.")]),
      .init(template: "404.html"),
    ]
      + layouts.filter { $0 != "article" && $0 != "page" }.map {
        .init(template: $0 + ".html", isRequired: false)
      }
      // One whose head is right keeps its variables, whatever mistake the rest of it has.
      + theme.shortcodes.filter { !broken.contains($0.template) }.map {
        .init(template: $0.template, variables: $0.variables, isRequired: false)
      },
    filters: siteFilters(theme: theme, texts: texts), functions: [articlesFunction, failFunction],
    advice: namesElsewhere)
  for head in theme.layoutHeads.values {
    schema.refinements[head.name + ".html"] = [
      .init(
        variable: "page", field: "params", type: head.type,
        missingKeyHint: "declare it under 'params:' at the top of \(head.file)")
    ]
  }
  return schema
}

private func variable(
  _ name: String, _ type: TemplateType, _ documentation: String, isShared: Bool = false
) -> TemplateSchema.Variable {
  .init(name: name, type: type, documentation: documentation, isShared: isShared)
}
