import Foundation
import HubData
import HubDiagnostics
import HubModel
import HubTemplates

/// Reads the head of a layout: YAML between two lines `---`, as shortcodes have it.
struct LayoutHead {
  /// Nil where the template has no head, or one that can't be read.
  private(set) var declaration: LayoutDeclaration?
  private(set) var diagnostics: [Diagnostic] = []
  /// The template without its head, every line where it was.
  private(set) var template: TemplateSource

  private static let keys = ["description:", "params:"]

  /// Nil for a template in a folder, which shows no pages.
  init?(_ source: TemplateSource) {
    guard !source.name.contains("/"), source.name.hasSuffix(".html") else { return nil }
    template = source
    var head = TemplateHead(source, of: "layout", keys: Self.keys)
    template = head.template
    diagnostics = head.diagnostics
    guard !head.isEmpty else { return }
    let name = String(source.name.dropLast(5))
    guard !Theme.listTemplates.contains(name) else {
      diagnostics.append(
        .error(
          "unused-head",
          "'\(source.name)' shows lists or errors, which have no 'params' of a layout",
          at: SourceLocation(file: source.file, line: 1, column: 1, length: 3),
          notes: ["remove the lines from '---' to '---'"]))
      return
    }
    var declaration = LayoutDeclaration(name: name, file: source.file)
    head.read { reader in
      declaration.documentation = reader.text("description") ?? ""
      declaration.parameters = Self.parameters("params", &reader)
    }
    diagnostics = head.diagnostics
    if !diagnostics.hasErrors { self.declaration = declaration }
  }

  private static func parameters(
    _ key: String, _ reader: inout DataReader
  ) -> [LayoutDeclaration.Parameter] {
    guard let node = reader.mappingEntries(key), case .mapping(let entries) = node.content else {
      return []
    }
    var parameters: [LayoutDeclaration.Parameter] = []
    for entry in entries {
      if let parameter = parameter(entry, &reader) { parameters.append(parameter) }
    }
    return parameters
  }

  /// `name: type`, or `name: { type: …, required: …, default: …, values: […], description: … }`.
  private static func parameter(
    _ entry: DataNode.Entry, _ reader: inout DataReader
  ) -> LayoutDeclaration.Parameter? {
    typealias Word = LayoutDeclaration.Parameter.Kind.Word
    let name = entry.key
    guard case .mapping(let entries) = entry.value.content else {
      guard let text = reader.text(entry.value, of: name),
        let word: Word = reader.choice(text, of: name, meant: Word.meant)
      else { return nil }
      return .init(name: name, kind: word.kind)
    }
    return reader.nested(entries, at: entry.keySpan, subject: "'\(name)'") { reader in
      let word = reader.choice("type", otherwise: Word.string, meant: Word.meant)
      var parameter = LayoutDeclaration.Parameter(name: name, kind: word.kind)
      switch word {
      case .list:
        parameter.kind = .list(
          of: reader.choice("of", otherwise: Word.any, meant: Word.meant).kind)
      case .map where reader.node("params") != nil:
        parameter.kind = .map(parameters("params", &reader))
      default: break
      }
      parameter.isRequired = reader.bool("required", otherwise: false)
      parameter.documentation = reader.text("description") ?? ""
      if word == .string { parameter.values = (reader.textList("values") ?? []).map(\.value) }
      if let node = reader.node("default") { setStandard(node, of: &parameter, &reader) }
      return parameter
    }
  }

  private static func setStandard(
    _ node: DataNode, of parameter: inout LayoutDeclaration.Parameter, _ reader: inout DataReader
  ) {
    guard !parameter.isRequired else {
      reader.report(
        "unused-default", "'\(parameter.name)' is required, so its default is never used",
        at: node.span, notes: ["remove 'required' or 'default'"])
      return
    }
    var check = ParameterCheck(file: reader.file, timeZone: .gmt)
    check.value(node, of: parameter, named: "default")
    check.diagnostics.forEach { reader.report($0) }
    if check.diagnostics.isEmpty { parameter.standard = node }
  }
}
