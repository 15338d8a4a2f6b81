import ArgumentParser
import HubBuild
import HubDiagnostics

struct ThemeShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show everything that a template of a theme may use, and what it offers.",
    discussion: """
      Settings, variables, objects with their fields, filters, tests and functions, each with what \
      it is: the same declarations that templates are checked against.

        hubgen theme show
        hubgen theme show leaflet
        hubgen theme show --format markdown > theme-reference.md
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown
  }

  @Argument(help: "The theme; the one that the hub uses unless named.")
  var name: String?

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Option(help: "How the result is printed.")
  var format = Format.text

  func run() throws {
    let options = BuildOptions(hub)
    let (reference, diagnostics) = themeReference(options, name: name)
    Terminal.show(diagnostics, source: options.source)
    guard let reference else { throw ExitCode.failure }
    switch format {
    case .text: try Terminal.printData(reference.text)
    case .json: try Terminal.printData(Terminal.json(reference))
    case .markdown: try Terminal.printData(reference.markdown)
    }
  }
}
