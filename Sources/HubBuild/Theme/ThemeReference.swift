package import HubDiagnostics
import HubModel
package import HubTemplates

/// Everything that a template of a theme may use: what the checker checks against, in words.
package struct ThemeReference: Sendable, Encodable {
  package struct Setting: Sendable, Encodable {
    package var name: String
    package var type: String
    /// As `theme.yaml` could write it.
    package var standard: String
    package var choices: [String]
    package var documentation: String

    private enum CodingKeys: String, CodingKey {
      case name, type, choices, documentation
      case standard = "default"
    }
  }

  package var theme: ThemeSummary
  package var settings: [Setting]
  package var offers: Offers
  package var templates: TemplateReference

  private enum Key: String, CodingKey {
    case theme, settings, constructs
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(theme, forKey: .theme)
    try container.encode(settings, forKey: .settings)
    try container.encode(TemplateReference.constructs, forKey: .constructs)
    try offers.encode(to: encoder)
    try templates.encode(to: encoder)
  }
}

/// The reference of a theme; nil where there is none of that name.
///
/// `name`: nil for the theme that the hub uses.
package func themeReference(
  _ options: BuildOptions, name: String? = nil
) -> (reference: ThemeReference?, diagnostics: [Diagnostic]) {
  let (hubs, problems) = readConfig(options)
  guard let hubs else { return (nil, problems) }
  let loader = ThemeLoader(options: options, config: hubs, name: name)
  let config = loader.config
  let (theme, themeProblems) = loader()
  guard let theme, let folder = theme.folders.first else { return (nil, problems + themeProblems) }
  let schema = templateSchema(
    theme: theme, config: config,
    texts: TextFilter(theme: theme, config: config, use: ThemeUse(config: config)),
    layouts: theme.ownLayouts)
  let reference = ThemeReference(
    theme: ThemeSummary(folder, theme.manifests.first, isUsed: isUsed(folder, by: hubs)),
    settings: theme.values.map { .init($0.setting) },
    offers: ThemeReference.Offers(theme, schema), templates: schema.reference)
  return (reference, problems + themeProblems)
}

extension ThemeReference.Setting {
  fileprivate init(_ setting: ThemeSetting) {
    let standard =
      switch setting.standard {
      case .text(let text): "\"\(text)\""
      case .int(let number): String(number)
      case .bool(let flag): String(flag)
      case .image(let image): "\"\(image.source)\""
      case .none: "\"\""
      }
    self.init(
      name: setting.name, type: setting.kind.rawValue, standard: standard,
      choices: setting.choices, documentation: setting.documentation)
  }
}
