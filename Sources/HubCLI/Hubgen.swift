package import ArgumentParser

/// The `hubgen` command.
package struct Hubgen: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(commandName: "hubgen")

  package init() {}
}

/// Runs the command line of this process.
package func runHubgen() async {
  await Hubgen.main()
}
