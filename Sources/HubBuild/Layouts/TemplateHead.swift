import HubData
import HubDiagnostics
import HubModel
import HubTemplates

/// The lines between `---` and `---` at the top of a template.
struct TemplateHead {
  /// What stands between the two lines; nil where there is no head.
  private var content: ArraySlice<UInt8>?
  /// What the template is, such as `shortcode`.
  private let owner: String
  /// The template with a comment in the place of its head, every line where it was.
  private(set) var template: TemplateSource
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - source: the template as it was written.
  ///   - owner: what the template is, such as `shortcode`.
  ///   - keys: what a line of such a head begins with.
  init(_ source: TemplateSource, of owner: String, keys: [String]) {
    template = source
    self.owner = owner
    guard source.text.starts(with: "---\n".utf8) || source.text.starts(with: "---\r\n".utf8) else {
      reportLateHead(keys)
      return
    }
    let (block, problems) = FrontMatterBlock.split(source.text, file: source.file)
    diagnostics += problems
    guard let block else { return }
    content = source.text[block.content]
    hide(block)
  }

  var isEmpty: Bool { content == nil }

  /// Reads the head as YAML: nothing where there is none, or where it is no mapping.
  mutating func read(_ body: (inout DataReader) -> Void) {
    guard let content else { return }
    let (node, problems) = YAML.parse(content, file: template.file, firstLine: 2)
    diagnostics += problems
    guard let node, !node.isNull else { return }
    guard case .mapping(let entries) = node.content else {
      diagnostics.append(
        .error(
          "wrong-type", "the head of a \(owner) is a mapping, not \(node.kind.rawValue)",
          at: SourceLocation(file: template.file, span: node.span)))
      return
    }
    var reader = DataReader(
      entries, at: SourceSpan(line: 1, column: 1, length: 3), file: template.file,
      subject: "the \(owner)'s head", unknownKeys: .error)
    body(&reader)
    diagnostics += reader.finish()
  }

  /// Reports a head with something before it: all of it would be shown.
  private mutating func reportLateHead(_ keys: [String]) {
    let lines = template.text.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self).filter { $0 != "\r" }
    }
    guard let start = lines.firstIndex(of: "---"),
      lines[(start + 1)...].prefix(while: { $0 != "---" }).contains(where: { line in
        keys.contains { line.hasPrefix($0) }
      })
    else { return }
    diagnostics.append(
      .error(
        "late-head", "the head of a \(owner) begins in the first line",
        at: SourceLocation(file: template.file, line: start + 1, column: 1, length: 3),
        notes: ["move what stands above it to below its second '---'"]))
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
}
