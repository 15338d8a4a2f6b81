import HubData
import HubDiagnostics
import HubModel

/// The third stage: every page gets its address and its relations; the result never changes again.
struct Resolve {
  let config: HubConfig
  let options: BuildOptions
  let discovered: DiscoveredHub
  let theme: Theme?

  struct Result: Sendable {
    var hub: Hub
    /// Every output but the copied files.
    var jobs: [PageJob]
    var leftOut: LeftOutPages
    var themeTargets: ThemeTargets
    /// What pages set under `params`, drafts and the like included.
    var paramKeys: ParamKeys
    var diagnostics: [Diagnostic]
  }

  /// The hub of these pages, its outputs, and what is wrong between them.
  func callAsFunction(_ parsed: [Page]) -> Result {
    var diagnostics: [Diagnostic] = []
    let (published, unpublished) = splitByPublication(parsed, options: options)
    let written = splitByUse(published, config: config)
    diagnostics += written.diagnostics
    let leftOut = unpublished + written.unused
    let texts = config.languages.all.map { language in
      theme?.texts(for: language.code, fallback: config.languages.standard.code) ?? [:]
    }
    var pages = addListPages(to: written.used, config: config, texts: texts)
    pages.sort {
      $0.identity == $1.identity
        ? $0.language < $1.language
        : $0.identity.utf8.lexicographicallyPrecedes($1.identity.utf8)
    }
    diagnostics += setAddresses(of: &pages, config: config)
    diagnostics += patternsWithoutSection(config, files: discovered.markdown)
    diagnostics += linkTranslations(in: &pages)
    diagnostics += sectionsWithoutList(pages)

    diagnostics += Layouts.set(in: &pages, theme: theme)
    diagnostics += theme?.parameterProblems(pages, config) ?? []

    let relations = Relations(pages: pages, config: config)
    for (page, neighbours) in relations.neighbours {
      pages[page].previous = neighbours.older
      pages[page].next = neighbours.newer
    }
    let taxonomies = Taxonomies(pages: pages, articles: relations.articles, config: config)
    for page in pages.indices { pages[page].terms = taxonomies.termsOfPage[page] }
    for term in taxonomies.terms {
      if let page = term.page { pages[page].url = term.url }
    }
    diagnostics += taxonomies.diagnostics

    var assets = Assets(discovered: discovered, pages: pages, unpublished: leftOut)
    assets.add(theme?.assets ?? [])
    let (aliases, aliasProblems) = collectAliases(of: pages)
    diagnostics += aliasProblems
    let draft = Hub(
      config: config, pages: pages, articles: relations.articles, homes: relations.homes,
      sections: relations.sections, terms: taxonomies.terms,
      termsByTaxonomy: taxonomies.byTaxonomy, taxonomyPages: taxonomies.pages,
      assets: assets.files, aliases: aliases, shareImage: nil)
    let jobs = plan(draft)
    let addresses = AddressBook(hub: draft, jobs: jobs)
    diagnostics += addresses.diagnostics

    let links = LinkResolver(
      pages: pages, unpublished: leftOut, assets: assets, addresses: addresses,
      site: config.site.url)
    let resolved = parallelMap(Array(pages.indices), jobs: options.jobs) { links.resolve($0) }
    for (page, result) in zip(pages.indices, resolved) {
      pages[page].addresses = result.addresses
      pages[page].shortcodeAddresses = result.shortcodeAddresses
      pages[page].image = result.image
    }
    diagnostics += links.diagnostics(resolved)
    let (shareImage, imageProblems) = links.siteImage(config)
    diagnostics += imageProblems + addresses.logoProblems(config)
    let (themeTargets, settingProblems) = links.themeTargets(theme, config)
    diagnostics += settingProblems
    return Result(
      hub: draft.with(pages: pages, shareImage: shareImage), jobs: jobs,
      leftOut: LeftOutPages(unpublished), themeTargets: themeTargets,
      paramKeys: parsed.reduce(into: ParamKeys()) { $0.add($1.text.frontMatter.params) },
      diagnostics: diagnostics)
  }
}
