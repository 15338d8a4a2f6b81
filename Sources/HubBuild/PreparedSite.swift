import HubModel
import HubTemplates

/// A hub read, resolved and planned, with its templates compiled: all that rendering needs.
package struct PreparedSite: Sendable {
  let hub: Hub
  let theme: Theme
  let themeTargets: ThemeTargets
  let templates: TemplateSet
  /// Every output but the copied files.
  let jobs: [PageJob]

  /// The places of the articles' pages among the outputs.
  package var articles: [Int] {
    jobs.indices.filter {
      if case .article = jobs[$0].subject { return true }
      return false
    }
  }

  /// Makes what the templates share; it keeps what pages have asked of it.
  package func renderer() -> Render {
    let plain = SiteContext(
      hub: hub, theme: theme, themeTargets: themeTargets,
      addresses: SiteAddresses(jobs: jobs, copies: hub.assets))
    return Render(context: plain.rendering(with: templates), templates: templates, jobs: jobs)
  }
}
