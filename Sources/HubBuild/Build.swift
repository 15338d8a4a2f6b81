import HubData
package import HubDiagnostics
package import HubModel
import HubTemplates

/// What became of a build.
package struct BuildReport: Sendable {
  /// HTML pages of the site.
  package var pages = 0
  package var leftOut = LeftOutPages()
  package var writing = WriteReport()
  package var diagnostics: [Diagnostic] = []
  /// Whether there was no error, so that everything was written.
  package var isComplete: Bool { !diagnostics.hasErrors }
}

/// Builds the site: all stages in their order; with an error anywhere, nothing is written.
package func build(_ options: BuildOptions) -> BuildReport {
  if let problem = checkOutputFolder(options) {
    return BuildReport(diagnostics: [problem])
  }
  // Without a configuration there is no hub to keep a record in.
  guard realPath(options.source + "/" + configName) != nil else { return check(options) }
  let record: OutputRecord
  do throws(FileError) {
    record = try OutputRecord(source: options.source, output: options.output)
  } catch {
    return BuildReport(diagnostics: [writeProblem(error)])
  }
  let site = render(options, unlessSameIn: OutputFolder(path: options.output))
  var report = site.report
  guard report.isComplete, let hub = site.hub else { return report }
  let write = Write(options: options, record: record)
  let (writing, problem) = write(changed: site.changed, rendered: site.names, copies: hub.assets)
  report.writing = writing
  if let problem { report.diagnostics.append(writeProblem(problem)) }
  return report
}

private func writeProblem(_ error: FileError) -> Diagnostic {
  .error("write-failed", "can't write '\(error.path)': \(error.reason)", at: nil)
}

private let configName = "hubgen.yaml"

/// Does all that `build` does but write.
package func check(_ options: BuildOptions) -> BuildReport {
  render(options, unlessSameIn: nil).report
}

/// Reads and resolves the hub without rendering it, for the sharing half.
package func load(_ options: BuildOptions) -> (hub: Hub?, diagnostics: [Diagnostic]) {
  let (config, configProblems) = readConfig(options)
  guard let config else { return (nil, strictly(options, configProblems)) }
  // Links may lead to the theme's assets; what is wrong with the theme is the build's to say.
  let theme = ThemeLoader(options: options, config: config)().theme
  let resolved = read(options, config: config, theme: theme, keepsPlainText: true)
  return (resolved.hub, strictly(options, configProblems + resolved.diagnostics))
}

private struct RenderedSite {
  var report = BuildReport()
  var hub: Hub?
  var changed: [OutputFile] = []
  var names: [String] = []
}

private func render(_ options: BuildOptions, unlessSameIn folder: OutputFolder?) -> RenderedSite {
  let (prepared, report, hub) = prepareReporting(options)
  var site = RenderedSite(report: report, hub: hub)
  if let prepared {
    let result = prepared.renderer()(threads: options.jobs, unlessSameIn: folder)
    site.report.diagnostics += result.diagnostics
    site.report.pages = prepared.jobs.count { $0.subject.isPage }
    site.changed = result.changed
    site.names = prepared.jobs.map(\.url.outputPath)
  }
  site.report.diagnostics = strictly(options, site.report.diagnostics)
  return site
}

/// All stages before Render; nil where the report holds an error.
package func prepare(_ options: BuildOptions) -> (site: PreparedSite?, report: BuildReport) {
  let (site, report, _) = prepareReporting(options)
  return (site, report)
}

private func prepareReporting(
  _ options: BuildOptions
) -> (site: PreparedSite?, report: BuildReport, hub: Hub?) {
  var report = BuildReport()
  let (known, configProblems) = readConfig(options)
  report.diagnostics = configProblems
  guard let config = known else { return (nil, report, nil) }
  // A theme whose name is wrong has been reported: what stands in for it need not exist.
  let hasThemeName = !configProblems.contains { $0.id == "bad-theme" }
  var (theme, themeProblems) =
    hasThemeName ? ThemeLoader(options: options, config: config)() : (nil, [])
  let use = ThemeUse(config: config)
  // Before the content is read: what a mistake in a template entails is no mistake of the content.
  var compiled = theme?.compile(for: config, noting: use, layouts: nil)
  report.diagnostics += theme?.withoutConsequences(themeProblems) ?? themeProblems
  let resolved = read(options, config: config, theme: theme, keepsPlainText: false)
  report.diagnostics += resolved.diagnostics
  report.leftOut = resolved.leftOut
  guard var theme else { return (nil, report, resolved.hub) }
  // Only the content tells which templates are layouts.
  let layouts = resolved.hub.layouts
  if theme.needsLayouts(layouts) {
    compiled = theme.compile(for: config, noting: use, layouts: layouts)
  }
  report.diagnostics += compiled?.diagnostics ?? []
  // A file that can't be read lacks all that it may hold.
  if !themeProblems.hasErrors {
    report.diagnostics += theme.borrowedTexts(config.languages, use)
    var site = ParamKeys()
    site.add(config.params)
    report.diagnostics += use.unsetParams(pages: resolved.paramKeys, site: site)
  }
  guard let templates = compiled?.templates, !strictly(options, report.diagnostics).hasErrors else {
    return (nil, report, resolved.hub)
  }
  let site = PreparedSite(
    hub: resolved.hub, theme: theme, themeTargets: resolved.themeTargets, templates: templates,
    jobs: resolved.jobs)
  return (site, report, resolved.hub)
}

/// The stages from Discover to Resolve.
private func read(
  _ options: BuildOptions, config: HubConfig, theme: Theme?, keepsPlainText: Bool
) -> Resolve.Result {
  let (discovered, walkProblems) = discover(source: options.source)
  let parse = Parse(config: config, theme: theme, keepsPlainText: keepsPlainText)
  let (pages, pageProblems) = parse(discovered.markdown, jobs: options.jobs)
  let resolve = Resolve(
    config: config, options: options, discovered: discovered, theme: theme)
  var resolved = resolve(pages)
  resolved.diagnostics = walkProblems + pageProblems + resolved.diagnostics
  return resolved
}

/// Reads `hubgen.yaml` alone.
package func readConfig(_ options: BuildOptions) -> (config: HubConfig?, diagnostics: [Diagnostic])
{
  let name = configName
  do throws(FileError) {
    let bytes = try readFile(options.source + "/" + name, limit: 1 << 20)
    return HubConfig.decode(bytes, file: name)
  } catch {
    guard error.isMissing else {
      let problem = Diagnostic.error(
        "unreadable-config", "\(name) can't be read: \(error.reason)",
        at: SourceLocation(file: name))
      return (nil, [problem])
    }
    let isFolder = realPath(options.source + "/.") != nil
    let message =
      isFolder
      ? "'\(options.source)' is no hub: there is no \(name) in it"
      : "there is no folder '\(options.source)'"
    return (
      nil,
      [
        .error(
          "missing-config", message, at: nil,
          notes: [
            "name the hub's folder with --source, or make a hub there:"
              + " hubgen new site '\(options.source)'"
          ])
      ]
    )
  }
}

private func strictly(_ options: BuildOptions, _ diagnostics: [Diagnostic]) -> [Diagnostic] {
  options.strict ? diagnostics.strict() : diagnostics
}
