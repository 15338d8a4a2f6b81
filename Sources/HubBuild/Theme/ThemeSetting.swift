import HubData
import HubDiagnostics
import HubModel
import HubTemplates

/// A knob that a theme declares under `settings:` and a hub turns under `theme:`.
struct ThemeSetting: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case color, string, int, bool, choice, image, url

    /// What people mean who write another word.
    static let meant: [String: Kind] = [
      "text": .string, "integer": .int, "number": .int, "boolean": .bool, "colour": .color,
      "select": .choice, "enum": .choice, "file": .image, "picture": .image, "link": .url,
      "address": .url,
    ]
  }

  /// A value that fits its setting.
  enum Value: Hashable, Sendable {
    case text(String)
    case int(Int)
    case bool(Bool)
    case image(ImageReference)
    /// An image or address that nobody has set.
    case none
  }

  var name: String
  var kind: Kind
  /// What a `choice` may be.
  var choices: [String] = []
  var documentation: String
  var standard: Value
  /// Where the theme declares it.
  var place: SourceLocation

  /// What templates see.
  var type: TemplateType {
    switch kind {
    case .color, .string, .choice, .url: .string
    case .int: .int
    case .bool: .bool
    case .image: .optional(.object("Image"))
    }
  }
}

/// A setting's value and who set it.
struct ThemeValue: Sendable {
  var setting: ThemeSetting
  var value: ThemeSetting.Value
  /// Where the hub sets it; nil where it is the theme's default.
  var place: SourceSpan?
}

extension ThemeSetting {
  /// Reads one entry of `settings:`; nil where it declares nothing usable.
  init?(_ entry: DataNode.Entry, reading reader: inout DataReader) {
    let name = entry.key
    guard name.isTemplateName else {
      reader.report(
        "setting-name", "'\(name)' is no name that templates can use", at: entry.keySpan,
        notes: ["names have letters, digits and '_' and begin with a letter, such as 'showAuthors'"]
      )
      return nil
    }
    guard case .mapping(let entries) = entry.value.content else {
      reader.reportType(name, takes: "a mapping with 'type' and 'default'", not: entry.value)
      return nil
    }
    let place = SourceLocation(file: reader.file, span: entry.keySpan)
    let setting = reader.nested(entries, at: entry.keySpan, subject: "the setting '\(name)'") {
      Self.declaration(of: name, at: place, &$0)
    }
    guard let setting else { return nil }
    self = setting
  }

  private static func declaration(
    of name: String, at place: SourceLocation, _ reader: inout DataReader
  ) -> ThemeSetting? {
    let kind: Kind? = reader.requiredText("type").flatMap {
      reader.choice($0, of: "type", meant: Kind.meant)
    }
    let choices = choices(for: kind, &reader)
    let documentation = reader.text("description") ?? ""
    guard reader.node("default") != nil else {
      reader.reportMissing(
        "default",
        notes: kind == .color
          ? ["write it in quotes, such as \"#0a7d5a\": '#' begins a comment otherwise"]
          : ["it counts where a hub sets nothing; \"\" where that is no value"])
      return nil
    }
    guard let kind else { return nil }
    var setting = ThemeSetting(
      name: name, kind: kind, choices: choices, documentation: documentation, standard: .none,
      place: place)
    guard kind != .choice || !choices.isEmpty,
      let standard = setting.value("default", &reader)
    else { return nil }
    setting.standard = standard
    return setting
  }

  private static func choices(for kind: Kind?, _ reader: inout DataReader) -> [String] {
    let place = reader.node("choices")?.span
    let choices = reader.textList("choices") ?? []
    switch (kind, place) {
    case (.choice, nil):
      reader.reportMissing("choices", notes: ["write choices: [left, right]"])
    case (.choice, let place?):
      if choices.isEmpty { reader.report("empty-value", "'choices' must not be empty", at: place) }
    case (let kind?, let place?):
      reader.report(
        "unused-choices", "a setting of type '\(kind.rawValue)' has no choices", at: place,
        notes: ["write type: choice, or remove 'choices'"])
    default: break
    }
    return choices.map(\.value)
  }
}

extension String {
  /// Whether a template can write the text after a dot.
  fileprivate var isTemplateName: Bool {
    let isStart = utf8.first.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } ?? false
    return isStart
      && utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
          || byte == UInt8(ascii: "_")
      }
  }
}
