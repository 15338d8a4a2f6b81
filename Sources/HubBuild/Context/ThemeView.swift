import HubModel
import HubTemplates

/// The theme's settings as templates see them; which there are, the theme says.
final class ThemeView: TemplateObject {
  private let values: [TemplateValue]

  init(_ theme: Theme, hub: Hub, targets: ThemeTargets) {
    values = theme.values.map { value in
      switch value.value {
      case .text(let text):
        let address = targets.addresses[value.setting.name]
        return .string(address.map { hub.config.site.url.basePath + $0 } ?? text)
      case .int(let number): return .int(number)
      case .bool(let flag): return .bool(flag)
      case .image:
        return .init(targets.images[value.setting.name], of: hub)
      case .none: return value.setting.kind == .image ? .null : .string("")
      }
    }
  }

  var typeName: String { Self.name }

  func value(at index: Int) -> TemplateValue { values[index] }

  static let name = "Theme"

  /// What the checker knows of the settings; `use` is told of those that templates read.
  static func type(of theme: Theme, noting use: ThemeUse) -> ObjectType {
    ObjectType(
      name: name, documentation: "The settings of the theme, with the hub's values.",
      fields: theme.values.map {
        .init(name: $0.setting.name, type: $0.setting.type, documentation: $0.setting.documentation)
      },
      missingFieldHint:
        "declare it under 'settings:' in \(theme.folder)/theme.yaml; what belongs to no theme is in"
        + " 'site.params'",
      noteUse: { use.noteSetting($0) })
  }
}
