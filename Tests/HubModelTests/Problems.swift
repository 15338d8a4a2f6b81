import HubDiagnostics
import HubModel

/// Everything printed for a `hubgen.yaml`, without source lines and carets.
func configProblems(_ source: String) -> [String] {
  headlines(HubConfig.decode(Array(source.utf8)).diagnostics)
}

/// Everything printed for a page's front matter, without source lines and carets.
func pageProblems(_ source: String, config: HubConfig = .sample) -> [String] {
  headlines(page(Array(source.utf8), config: config).diagnostics)
}

func page(
  _ bytes: [UInt8], config: HubConfig = .sample
) -> (frontMatter: FrontMatter?, diagnostics: [Diagnostic]) {
  let (block, problems) = FrontMatterBlock.split(bytes, file: "a.md")
  guard let block else { return (nil, problems) }
  let (frontMatter, more) = FrontMatter.decode(block, of: bytes, file: "a.md", config: config)
  return (frontMatter, problems + more)
}

func headlines(_ problems: [Diagnostic]) -> [String] {
  DiagnosticRenderer { _, _ in nil }.render(problems).split(separator: "\n").map { String($0) }
}

extension HubConfig {
  /// A configuration with the audience `students`.
  static let sample = HubConfig(
    site: SiteConfig(title: "Kiosk", url: SiteURL(origin: "https://hub.example.com")),
    syndication: SyndicationConfig(
      audiences: [Audience(name: "students", hook: "Studying?"), Audience(name: "owners")]))
}
