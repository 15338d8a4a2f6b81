import ArgumentParser
import Foundation
import HubModel

/// The `hubgen` command.
struct Hubgen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hubgen",
    abstract: "Turn Markdown into a brand's content hub, and its articles into social posts.",
    discussion: """
      Start with an empty folder:

        hubgen new site
        hubgen new article "How we opened on a rainy Monday"
        hubgen build

      Exit codes: 0 done, 1 errors found, 64 bad usage, 75 something is left to retry.
      """,
    version: hubgenVersion,
    groupedSubcommands: [
      CommandGroup(
        name: "Site",
        subcommands: [
          NewCommand.self, BuildCommand.self, CheckCommand.self, ThemeCommand.self,
        ]),
      CommandGroup(
        name: "Syndication",
        subcommands: [SyndicateCommand.self, PlanCommand.self, QueueCommand.self]),
    ])
}

/// Runs the command line of this process.
package func runHubgen() async {
  if let unknown = UnknownCommand(ProcessInfo.processInfo.arguments.dropFirst()) {
    Terminal.say("error: \(unknown.message)\nnote: \(unknown.note)")
    Hubgen.exit(withError: ExitCode.validationFailure)
  }
  await Hubgen.main()
}
