import Foundation
import HubData
package import HubDiagnostics

extension HubConfig {
  /// Reads `hubgen.yaml`.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name in diagnostics.
  /// - Returns: the configuration, nil where the file is no mapping; and the problems. Where one is
  ///   an error the configuration holds stand-ins, good only for finding more mistakes.
  package static func decode(
    _ bytes: [UInt8], file: String = "hubgen.yaml"
  ) -> (config: HubConfig?, diagnostics: [Diagnostic]) {
    let (node, problems) = YAML.parse(bytes[...], file: file)
    guard let node else { return (nil, problems) }
    var reader: DataReader
    switch node.content {
    case .mapping(let entries):
      reader = DataReader(
        entries, at: node.span, file: file, subject: "the configuration", unknownKeys: .error)
    case .null:
      reader = DataReader(
        [], at: node.span, file: file, subject: "the configuration", unknownKeys: .error)
    default:
      let problem = Diagnostic.error(
        "wrong-type", "a configuration is a mapping, not \(node.kind.rawValue)",
        at: SourceLocation(file: file, span: node.span), notes: ["write 'site:' and so on"])
      return (nil, problems + [problem])
    }
    let config = HubConfig(reading: &reader)
    return (config, problems + reader.finish())
  }

  private init(reading reader: inout DataReader) {
    if reader.node("site") == nil {
      reader.reportMissing("site", notes: ["write 'site:' with 'title' and 'url' in it"])
    }
    let site = reader.mapping("site") { SiteConfig(reading: &$0) }
    let languages = reader.mapping("languages") { LanguagesConfig(reading: &$0) }
    let content = reader.mapping("content") { ContentConfig(reading: &$0) }
    let markdown = reader.mapping("markdown") { MarkdownConfig(reading: &$0) }
    let zone = site?.timeZone ?? .gmt
    let codes = (languages ?? .init()).all.map(\.code)
    let syndication = reader.mapping("syndication") {
      SyndicationConfig(reading: &$0, timeZone: zone, languages: codes)
    }
    self.init(
      file: reader.file, site: site ?? SiteConfig(title: "", url: .standIn),
      languages: languages ?? .init(), content: content ?? .init(), markdown: markdown ?? .init(),
      syndication: syndication, theme: Self.theme(&reader), params: reader.values("params"))
  }

  /// Which keys there may be, only the theme knows.
  private static func theme(_ reader: inout DataReader) -> [DataNode.Entry] {
    guard let node = reader.node("theme") else { return [] }
    if case .mapping(let entries) = node.content { return entries }
    let found = node.kind.rawValue
    reader.report(
      "wrong-type", "'theme' takes a mapping of the theme's settings, not \(found)", at: node.span,
      notes: node.text.map { ["the theme's name goes under 'site:', as theme: \($0)"] } ?? [])
    return []
  }
}

extension MarkdownConfig {
  init(reading reader: inout DataReader) {
    self.init(
      smartPunctuation: reader.bool("smartPunctuation", otherwise: true),
      rawHTML: reader.choice("rawHTML", otherwise: .filtered))
  }
}
