import HubDiagnostics
import HubModel
package import HubTemplates

/// The fifth stage: every job becomes bytes, on several threads; results come in the jobs' order.
package struct Render: Sendable {
  private let context: SiteContext
  private let templates: TemplateSet
  private let jobs: [PageJob]
  /// By language.
  private let globals: [LanguageGlobals]

  private struct Result: Sendable {
    var file: OutputFile?
    var failure: Diagnostic?
  }

  init(context: SiteContext, templates: TemplateSet, jobs: [PageJob]) {
    self.context = context
    self.templates = templates
    self.jobs = jobs
    globals = context.hub.config.languages.all.indices.map {
      LanguageGlobals(context, language: $0)
    }
  }

  /// `folder`: what it already holds is not kept in memory; nil keeps everything out.
  func callAsFunction(
    threads: Int, unlessSameIn folder: OutputFolder?
  ) -> (changed: [OutputFile], diagnostics: [Diagnostic]) {
    let results = parallelMap(jobs, jobs: threads) { job, bytes in
      do throws(RenderError) {
        try render(job, into: &bytes)
      } catch {
        return Result(failure: error.diagnostic)
      }
      let name = job.url.outputPath
      guard let folder, folder.differs(name, from: bytes) else { return Result() }
      return Result(file: OutputFile(name: name, bytes: Array(bytes[...])))
    }
    return (
      results.compactMap(\.file),
      failures(results) + (context.shortcodes?.problems ?? [])
    )
  }

  /// What went wrong, each place in a template once: with the first page and how many others.
  private func failures(_ results: [Result]) -> [Diagnostic] {
    var found: [(problem: Diagnostic, job: PageJob, others: Int)] = []
    var known: [SourceLocation?: Int] = [:]
    for (job, result) in zip(jobs, results) {
      guard let problem = result.failure else { continue }
      if let index = known[problem.location] {
        found[index].others += 1
      } else {
        known[problem.location] = found.count
        found.append((problem, job, 0))
      }
    }
    return found.map { problem, job, others in
      var problem = problem
      // After what to do, before how the place was reached.
      let index = problem.notes.firstIndex { $0.location != nil } ?? problem.notes.count
      problem.notes.insert(note(on: job, and: others), at: index)
      return problem
    }
  }

  private func note(on job: PageJob, and others: Int) -> Diagnostic.Note {
    let were =
      others == 0 ? "was rendered" : "and \(others) more were rendered"
    if job.subject.isPage, let id = PageView(context, job).id, let file = context.hub.pages[id].file
    {
      return Diagnostic.Note("while this page \(were)", at: SourceLocation(file: file))
    }
    return Diagnostic.Note("while '\(job.url)' \(were)")
  }

  /// Renders the output of a place among all outputs; what was in `bytes` goes.
  package func render(_ place: Int, into bytes: inout [UInt8]) throws(RenderError) {
    try render(jobs[place], into: &bytes)
  }

  private func render(_ job: PageJob, into bytes: inout [UInt8]) throws(RenderError) {
    bytes.removeAll(keepingCapacity: true)
    let hub = context.hub
    switch job.subject {
    case .alias(let page): bytes = hub.redirect(to: hub.pages[page])
    case .robots: bytes = hub.robots()
    case .sitemap(let part): bytes = Sitemap(hub: hub).render(part: part, jobs: jobs)
    case .feed(let format, let language, let section):
      bytes = Feed(context: context, language: language, section: section, url: job.url).render(
        format)
    default:
      guard let name = job.subject.templateName(in: hub), let template = templates.template(name)
      else {
        return
      }
      let view = PageView(context, job)
      try globals[view.language].render(
        template, page: view, variables: job.subject.variables(context, url: job.url),
        into: &bytes)
    }
  }
}
