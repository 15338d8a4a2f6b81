import ArgumentParser
import HubBuild

struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "Make, copy, check and list themes, and see what their templates may use.",
    discussion: """
      A theme is a folder of templates, assets and texts; 'site: theme' in hubgen.yaml names it.

        hubgen theme new mine --extends plaza
        hubgen theme copy leaflet mine
        hubgen theme check
        hubgen theme show
        hubgen theme list
      """,
    subcommands: [ThemeNew.self, ThemeCopy.self, ThemeCheck.self, ThemeShow.self, ThemeList.self])
}

struct ThemeList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the themes that the hub can use, and where they are.",
    discussion: """
      Themes are looked for in the hub's 'themes', in the folder named by HUBGEN_THEMES, and where \
      hubgen is installed; the first of a name counts. '*' marks the theme that the hub uses, and those \
      that it extends.
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
