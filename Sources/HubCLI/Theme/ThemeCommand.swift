import ArgumentParser
import HubBuild

struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "Look at themes: check one, see what templates may use, list what there is.",
    discussion: """
      A theme is a folder of templates, assets and texts; 'site: theme' in hubgen.yaml names it.

        hubgen theme check
        hubgen theme show
        hubgen theme list
      """,
    subcommands: [ThemeCheck.self, ThemeShow.self, ThemeList.self])
}

struct ThemeList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the themes that the hub can use, and where they are.",
    discussion: """
      Themes are looked for in the hub's 'themes', in the folder named by HUBGEN_THEMES, and where \
      hubgen is installed; the first of a name counts. '*' marks what the hub uses.
      """)

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Option(help: "How the result is printed.")
  var format = OutputFormat.text

  func run() throws {
    let themes = listThemes(BuildOptions(hub))
    if format == .json {
      try Terminal.printData(Terminal.json(themes))
      return
    }
    for theme in themes { try Terminal.printData(theme.line) }
    if themes.isEmpty { Terminal.say("no themes") }
  }
}

extension ThemeSummary {
  fileprivate var line: String {
    let about = [
      title == name ? nil : title, version, extends.map { "extends \($0)" }, license, description,
    ].compactMap { $0 }
    return "\(isUsed ? "*" : " ") \(name)  \(folder)"
      + (about.isEmpty ? "" : "\n    " + about.joined(separator: " · "))
  }
}
