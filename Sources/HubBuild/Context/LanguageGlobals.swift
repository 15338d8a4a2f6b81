import HubModel
import HubTemplates
import Synchronization

/// What all pages of a language give their templates.
final class LanguageGlobals: Sendable {
  private let site: TemplateValue
  private let language: TemplateValue
  private let theme: TemplateValue
  private let generator = TemplateValue.string(generatorName)
  private let environment: RenderEnvironment
  /// By template: what it makes of these globals alone.
  private let shared = Mutex<[String: SharedValues]>([:])

  init(_ context: SiteContext, language index: Int) {
    let code = context.hub.config.languages.all[index].code
    site = .object(SiteView(context, language: index))
    language = context.languages[index]
    theme = context.themeView
    environment = RenderEnvironment(
      locale: code,
      userInfo: SiteEnvironment(context, language: index))
  }

  /// Renders a template for a page into the end of a buffer.
  func render(
    _ template: Template, page: PageView, variables: [TemplateValue], into bytes: inout [UInt8]
  ) throws(RenderError) {
    try template.render(
      globals: globals(page: .object(page)), variables: variables, environment: environment,
      shared: shared(by: template), into: &bytes)
  }

  /// In the order of the schema.
  private func globals(page: TemplateValue) -> [TemplateValue] {
    [site, language, page, theme, generator]
  }

  private func shared(by template: Template) -> SharedValues {
    if let known = shared.withLock({ $0[template.name] }) { return known }
    // Two threads may both make it: they make the same.
    let values = template.sharedValues(globals: globals(page: .null), environment: environment)
    shared.withLock { $0[template.name] = values }
    return values
  }
}
