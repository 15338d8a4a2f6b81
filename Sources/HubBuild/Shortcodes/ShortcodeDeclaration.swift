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
  var parameters: [Parameter] = []

  var template: String { Self.folder + name + ".html" }

  /// What the template sees besides the globals.
  var variables: [TemplateSchema.Variable] {
    let given = parameters.map {
      TemplateSchema.Variable(name: $0.name, type: $0.type, documentation: $0.documentation)
    }
    switch inner {
    case .none: return given
    case .optional:
      return given + [
        .init(
          name: "inner", type: .optional(.html),
          documentation: "What stands between the tags; null where there is nothing.")
      ]
    case .required:
      return given + [
        .init(name: "inner", type: .html, documentation: "What stands between the tags.")
      ]
    }
  }
}

/// Reads the head of a shortcode's template: YAML between two lines `---`.
struct ShortcodeHead {
  let source: TemplateSource
  private(set) var declaration: ShortcodeDeclaration
  private(set) var diagnostics: [Diagnostic] = []
  /// The template without its head, every line where it was.
  private(set) var template: TemplateSource

  private static let globals = ["site", "language", "page", "theme", "generator", "inner"]

  /// Nil for a template that is no shortcode.
  init?(_ source: TemplateSource) {
    guard source.name.hasPrefix(ShortcodeDeclaration.folder), source.name.hasSuffix(".html") else {
      return nil
    }
    self.source = source
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
    guard source.text.starts(with: "---\n".utf8) || source.text.starts(with: "---\r\n".utf8) else {
      return
    }
    let (block, problems) = FrontMatterBlock.split(source.text, file: source.file)
    diagnostics += problems
    guard let block else { return }
    hide(block)
    read(source.text[block.content])
  }

  /// Makes a comment of the head.
  private mutating func hide(_ block: FrontMatterBlock) {
    template.text.replaceSubrange(0..<3, with: "{#-".utf8)
    for index in block.content where template.text[index] != 0x0A && template.text[index] != 0x0D {
      template.text[index] = 0x20
    }
    template.text.replaceSubrange(
      block.content.upperBound..<block.content.upperBound + 3, with: "-#}".utf8)
  }

  private mutating func read(_ head: ArraySlice<UInt8>) {
    let (node, problems) = YAML.parse(head, file: source.file, firstLine: 2)
    diagnostics += problems
    guard let node, !node.isNull else { return }
    guard case .mapping(let entries) = node.content else {
      diagnostics.append(
        .error(
          "wrong-type", "the head of a shortcode is a mapping, not \(node.kind.rawValue)",
          at: SourceLocation(file: source.file, span: node.span)))
      return
    }
    var reader = DataReader(
      entries, at: SourceSpan(line: 1, column: 1, length: 3), file: source.file,
      subject: "the shortcode's head", unknownKeys: .error)
    declaration.documentation = reader.text("description") ?? ""
    declaration.inner = reader.choice("inner", otherwise: ShortcodeDeclaration.Inner.none)
    if let node = reader.mappingEntries("parameters"), case .mapping(let entries) = node.content {
      for entry in entries {
        if let parameter = Self.parameter(entry, &reader) {
          declaration.parameters.append(parameter)
        }
      }
    }
    diagnostics += reader.finish()
  }

  /// `name: type`, or `name: { type: …, required: …, default: …, values: […], description: … }`.
  private static func parameter(
    _ entry: DataNode.Entry, _ reader: inout DataReader
  ) -> ShortcodeDeclaration.Parameter? {
    let name = entry.key
    guard name.utf8.allSatisfy({ $0.mayStandInName && $0 != UInt8(ascii: "-") }),
      name.utf8.first.map({ !(0x30...0x39).contains($0) }) == true, !globals.contains(name)
    else {
      let rule =
        globals.contains(name)
        ? "a parameter can't be called '\(name)', which every template has"
        : "a parameter's name has letters, digits and '_'"
      reader.report("bad-parameter", rule, at: entry.keySpan)
      return nil
    }
    guard case .mapping(let entries) = entry.value.content else {
      guard let text = reader.text(entry.value, of: name),
        let kind: ShortcodeDeclaration.Parameter.Kind = reader.choice(text, of: name)
      else { return nil }
      return .init(name: name, kind: kind, documentation: "")
    }
    return reader.nested(entries, at: entry.keySpan, subject: "'\(name)'") { reader in
      let kind = reader.choice("type", otherwise: ShortcodeDeclaration.Parameter.Kind.string)
      var parameter = ShortcodeDeclaration.Parameter(
        name: name, kind: kind, isRequired: reader.bool("required", otherwise: false),
        documentation: reader.text("description") ?? "")
      parameter.values = (reader.textList("values") ?? []).map(\.value)
      if let node = reader.node("default") {
        if let value = standard(node, for: kind),
          parameter.values.isEmpty || parameter.values.contains(node.text ?? "")
        {
          parameter.standard = value
        } else {
          reader.report(
            "wrong-type", "'default' of '\(name)' is no value that '\(name)' takes", at: node.span)
        }
      }
      return parameter
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
