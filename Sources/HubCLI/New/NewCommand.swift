import ArgumentParser

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Start a hub, or an article in it.",
    subcommands: [NewSite.self, NewArticle.self])
}
