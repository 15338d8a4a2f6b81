import HubData
import HubModel
import HubTemplates

/// All that templates of one build share.
final class SiteContext: Sendable {
  let hub: Hub
  let theme: Theme

  /// By language: the theme's texts, with those of the default language below them.
  let texts: [[String: String]]

  /// By language: the index in `Hub.sections` by identity.
  let sectionIndex: [[String: Int]]
  /// By language: the sections that lie in no other.
  let topSections: [[Int]]

  init(hub: Hub, theme: Theme) {
    self.hub = hub
    self.theme = theme
    let languages = hub.config.languages
    sectionIndex = hub.sections.map { sections in
      Dictionary(sections.indices.map { (sections[$0].identity, $0) }) { first, _ in first }
    }
    topSections = hub.sections.map { sections in
      sections.indices.filter { !sections[$0].identity.contains("/") }
    }
    texts = languages.all.map { theme.texts(for: $0.code, fallback: languages.standard.code) }
  }

  func href(_ url: URLPath) -> TemplateValue { .string(hub.config.site.url.href(url)) }

  func absolute(_ url: URLPath) -> TemplateValue { .string(hub.config.site.url.absolute(url)) }

  /// A text of the theme in a language, else in the default language.
  func text(_ key: String, language: Int) -> String? { texts[language][key] }
}

extension TemplateValue {
  init(_ text: String?) { self = text.map { .string($0) } ?? .null }

  init(_ moment: Timestamp?) {
    self = moment.map { .date(seconds: $0.seconds, utcOffset: $0.utcOffset) } ?? .null
  }

  init(_ value: DataValue) {
    self =
      switch value {
      case .null: .null
      case .bool(let value): .bool(value)
      case .int(let value): .int(value)
      case .double(let value): .double(value)
      case .string(let value): .string(value)
      case .list(let values): .list(values.map { TemplateValue($0) })
      case .map(let entries):
        .map(entries.map { MapEntry(key: $0.key, value: TemplateValue($0.value)) })
      }
  }
}
