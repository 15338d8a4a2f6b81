import HubData
import HubDiagnostics
import HubModel
import HubTemplates

/// What a shortcode takes, as its template says at its top.
struct ShortcodeDeclaration: Sendable {
  enum Inner: String, CaseIterable, Sendable {
    case none, optional, required
  }

  struct Parameter: Sendable {
    enum Kind: String, CaseIterable, Sendable {
      case string, int, double, bool, link, file, folder

      /// What people mean who write another word.
      static let meant: [String: Kind] = [
        "text": .string, "html": .string, "integer": .int, "number": .double, "float": .double,
        "boolean": .bool, "url": .link, "page": .link, "address": .link, "image": .file,
        "picture": .file, "path": .file, "images": .folder, "pictures": .folder,
      ]
    }

    var name: String
    var kind: Kind
    var isRequired = false
    var standard: ShortcodeCall.Value = .null
    /// The words that a string may be; any where there are none.
    var values: [String] = []
    var documentation: String

    var type: TemplateType {
      let type: TemplateType =
        switch kind {
        case .string, .link: .string
        case .int: .int
        case .double: .double
        case .bool: .bool
        case .file: .object("File")
        case .folder: .list(.object("File"))
        }
      return isRequired || standard != .null ? type : .optional(type)
    }
  }

  static let folder = "shortcodes/"

  var name: String
  var documentation = ""
  var inner = Inner.none
  /// Whether it makes a block, which can't stand in a sentence.
  var isBlock = false
  var parameters: [Parameter] = []
  /// Whether its template has a mistake: nothing is held against it then.
  var isBroken = false

  var template: String { Self.folder + name + ".html" }

  /// What the template sees besides the globals.
  var variables: [TemplateSchema.Variable] {
    let variables = parameters.map {
      TemplateSchema.Variable(name: $0.name, type: $0.type, documentation: $0.documentation)
    }
    switch inner {
    case .none: return variables
    case .required:
      return variables + [
        .init(name: "inner", type: .html, documentation: "What stands between the tags.")
      ]
    case .optional:
      return variables + [
        .init(
          name: "inner", type: .optional(.html),
          documentation: "What stands between the tags; null where there is nothing.")
      ]
    }
  }
}

/// Reads the head of a shortcode's template: YAML between two lines `---`.
struct ShortcodeHead {
  private(set) var declaration: ShortcodeDeclaration
  private(set) var diagnostics: [Diagnostic] = []
  /// The template without its head, every line where it was.
  private(set) var template: TemplateSource

  private static let globals = ["site", "language", "page", "theme", "generator", "inner"]
  private static let keys = ["description:", "inner:", "block:", "parameters:"]

  /// Nil for a template that is no shortcode.
  init?(_ source: TemplateSource) {
    guard source.name.hasPrefix(ShortcodeDeclaration.folder), source.name.hasSuffix(".html") else {
      return nil
    }
    template = source
    let name = source.name.dropFirst(ShortcodeDeclaration.folder.count).dropLast(5)
    declaration = ShortcodeDeclaration(name: String(name))
    guard name.utf8.allSatisfy(\.mayStandInName), name.utf8.first != UInt8(ascii: "-") else {
      diagnostics.append(
        .error(
          "shortcode-name", "a shortcode's name has letters, digits, '-' and '_'",
          at: SourceLocation(file: source.file), notes: ["rename the file"]))
      return
    }
    var head = TemplateHead(source, of: "shortcode", keys: Self.keys)
    template = head.template
    head.read { reader in
      declaration.documentation = reader.text("description") ?? ""
      declaration.inner = reader.choice(
        "inner", otherwise: .none, meant: ["true": .required, "yes": .required, "false": .none])
      declaration.isBlock = reader.bool("block", otherwise: false)
      if let node = reader.mappingEntries("parameters"), case .mapping(let entries) = node.content {
        for entry in entries {
          if let parameter = Self.parameter(entry, &reader) {
            declaration.parameters.append(parameter)
          }
        }
      }
    }
    diagnostics += head.diagnostics
  }

  /// `name: type`, or `name: { type: …, required: …, default: …, values: […], description: … }`.
  private static func parameter(
    _ entry: DataNode.Entry, _ reader: inout DataReader
  ) -> ShortcodeDeclaration.Parameter? {
    let name = entry.key
    if let rule = ruleBroken(by: name) {
      reader.report("bad-parameter", rule, at: entry.keySpan)
      return nil
    }
    guard case .mapping(let entries) = entry.value.content else {
      guard let text = reader.text(entry.value, of: name),
        let kind: ShortcodeDeclaration.Parameter.Kind = reader.choice(
          text, of: name, meant: ShortcodeDeclaration.Parameter.Kind.meant)
      else { return nil }
      return .init(name: name, kind: kind, documentation: "")
    }
    return reader.nested(entries, at: entry.keySpan, subject: "'\(name)'") { reader in
      let kind = reader.choice(
        "type", otherwise: .string, meant: ShortcodeDeclaration.Parameter.Kind.meant)
      var parameter = ShortcodeDeclaration.Parameter(
        name: name, kind: kind, isRequired: reader.bool("required", otherwise: false),
        documentation: reader.text("description") ?? "")
      parameter.values = (reader.textList("values") ?? []).map(\.value)
      if let node = reader.node("default") {
        if parameter.isRequired {
          reader.report(
            "unused-default", "'\(name)' is required, so its default is never used",
            at: node.span, notes: ["remove 'required' or 'default'"])
        } else if let value = standard(node, for: kind),
          parameter.values.isEmpty || parameter.values.contains(node.text ?? "")
        {
          parameter.standard = value
        } else {
          reader.report(mismatch(node, parameter, file: reader.file))
        }
      }
      return parameter
    }
  }

  /// Why a parameter can't have a name.
  private static func ruleBroken(by name: String) -> String? {
    guard name.utf8.allSatisfy({ $0.mayStandInName && $0 != UInt8(ascii: "-") }),
      name.utf8.first.map({ !(0x30...0x39).contains($0) }) == true
    else { return "a parameter's name has letters, digits and '_'" }
    if globals.contains(name) {
      return "a parameter can't be called '\(name)', which every template has"
    }
    if TemplateSchema.ownNames.contains(name)
      || [articlesFunction, failFunction].contains(where: { $0.name == name })
    {
      return "a parameter can't be called '\(name)': that is a function or word of templates"
    }
    return nil
  }

  /// A default that its parameter would not take either.
  private static func mismatch(
    _ node: DataNode, _ parameter: ShortcodeDeclaration.Parameter, file: String
  ) -> Diagnostic {
    let place = SourceLocation(file: file, span: node.span)
    switch parameter.kind {
    case .link, .file, .folder:
      return .error(
        "wrong-type", "a parameter of type '\(parameter.kind.rawValue)' has no default", at: place,
        notes: [
          "what it names lies beside a page: test it with '{% if \(parameter.name) %}'"
        ])
    case .string where !parameter.values.isEmpty:
      let words = parameter.values.joined(separator: ", ", last: " or ")
      return .error(
        "wrong-type", "'default' of '\(parameter.name)' takes \(words)", at: place,
        notes: didYouMean(node.text ?? "", in: parameter.values))
    default:
      let found = node.text.map { "'\($0)'" } ?? node.kind.rawValue
      return .error(
        "wrong-type",
        "'default' of '\(parameter.name)' takes \(parameter.kind.shown), not \(found)", at: place)
    }
  }

  private static func standard(
    _ node: DataNode, for kind: ShortcodeDeclaration.Parameter.Kind
  ) -> ShortcodeCall.Value? {
    switch kind {
    case .string: node.text.map { .string($0) }
    case .int: node.int.map { .int($0) }
    case .double: node.double.map { .double($0) }
    case .bool: node.bool.map { .bool($0) }
    // An address belongs to a page.
    case .link, .file, .folder: nil
    }
  }
}

extension UInt8 {
  fileprivate var mayStandInName: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20) || self == 0x2D
      || self == 0x5F
  }
}

extension ShortcodeDeclaration.Parameter.Kind {
  /// After "takes".
  var shown: String {
    switch self {
    case .string: "a text"
    case .int: "a whole number"
    case .double: "a number"
    case .bool: "true or false"
    case .link: "an address in quotes"
    case .file: "a file's path in quotes"
    case .folder: "a folder's path in quotes"
    }
  }
}
