import Foundation
import HubBuild
import HubDiagnostics
import HubModel
import HubTestSupport

/// A small hub in a temporary folder, with a theme that shows what the tests ask about.
struct TestHub {
  let folder: TemporaryFolder

  static let now = Timestamp(seconds: 1_795_000_000)

  static let config = """
    site:
      title: Kiosk
      url: https://hub.example.com
      theme: plain
    languages:
      default: en
      en: { name: English }
      sw: { name: Kiswahili }
    """

  static let theme = [
    "themes/plain/templates/base.html":
      "<title>{{ page.title }}</title>{% block main %}{% endblock %}",
    "themes/plain/templates/home.html":
      "{% extends 'base.html' %}{% block main %}{{ page.content }}{% for article in articles %}<a href=\"{{ article.url }}\">{{ article.title }}</a>{% endfor %}{{ pagination.number }}/{{ pagination.total }}{% endblock %}",
    "themes/plain/templates/section.html":
      "{% extends 'base.html' %}{% block main %}{% for article in articles %}<a href=\"{{ article.url }}\">{{ article.title }}</a>{% endfor %}{{ pagination.number }}/{{ pagination.total }}{% endblock %}",
    "themes/plain/templates/term.html":
      "{% extends 'base.html' %}{% block main %}{{ term.name }} {{ term.count }}{% endblock %}",
    "themes/plain/templates/taxonomy.html":
      "{% extends 'base.html' %}{% block main %}{% for term in terms %}{{ term.name }};{% endfor %}{% endblock %}",
    "themes/plain/templates/article.html":
      "{% extends 'base.html' %}{% block main %}{{ page.content }}{% if page.previous %}<a rel=\"prev\" href=\"{{ page.previous.url }}\">{% endif %}{% if page.image %}<img src=\"{{ page.image.url }}\" alt=\"{{ page.image.alt }}\">{% endif %}{% endblock %}",
    "themes/plain/templates/page.html":
      "{% extends 'base.html' %}{% block main %}{{ page.content }}{% endblock %}",
    "themes/plain/templates/404.html":
      "{% extends 'base.html' %}{% block main %}not found{% endblock %}",
  ]

  /// `files`: added to the configuration and the theme, or in place of them.
  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder(
      ["hubgen.yaml": Self.config, "content/.keep": ""].merging(Self.theme) { $1 }
        .merging(files) { $1 })
  }

  var options: BuildOptions {
    var options = BuildOptions(
      source: folder.path, output: folder.path + "/public",
      now: Self.now)
    options.jobs = 2
    return options
  }

  func build(_ change: (inout BuildOptions) -> Void = { _ in }) -> BuildReport {
    var options = options
    change(&options)
    return HubBuild.build(options)
  }

  /// What the build reports, as people see it.
  func problems(_ change: (inout BuildOptions) -> Void = { _ in }) -> String {
    rendered(build(change).diagnostics)
  }

  func rendered(_ diagnostics: [Diagnostic]) -> String {
    DiagnosticRenderer { [folder] file, line in
      guard let text = try? folder.read(file) else { return nil }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
    }.render(diagnostics)
  }

  func output(_ name: String) throws -> String { try folder.read("public/" + name) }

  /// Every file of the output folder.
  func outputs() -> [String] {
    folder.files().filter { $0.hasPrefix("public/") }.map { String($0.dropFirst(7)) }
  }
}

/// A dated Markdown file.
func article(
  _ title: String, date: String = "2026-01-02", more: String = "", body: String = "Text."
)
  -> String
{
  "---\ntitle: \(title)\ndate: \(date)\n\(more.isEmpty ? "" : more + "\n")---\n\(body)\n"
}
