import ArgumentParser
import HubDiagnostics

/// A word where the name of a command must stand, and none is called so.
struct UnknownCommand: Equatable {
  var message: String
  /// What was meant, or where the names stand.
  var note: String

  /// Nil where the arguments name commands all the way.
  init?(_ arguments: some Sequence<String>) {
    var command: any ParsableCommand.Type = Hubgen.self
    var path = "hubgen"
    for word in arguments {
      let commands = Self.subcommands(of: command)
      guard !commands.isEmpty, !word.hasPrefix("-") else { return nil }
      if let next = commands.first(where: { Self.name(of: $0) == word }) {
        command = next
        path += " " + word
        continue
      }
      // It is a command of every group.
      if word == "help" { return nil }
      let names = commands.map(Self.name)
      message = "'\(path)' has no command '\(word)'"
      note =
        didYouMean(word, in: names).first
        ?? "it has \(names.joined(separator: ", ")); see '\(path) --help'"
      return
    }
    return nil
  }

  private static func subcommands(
    of command: any ParsableCommand.Type
  ) -> [any ParsableCommand.Type] {
    command.configuration.subcommands
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? ""
  }
}
