import ArgumentParser
import Foundation
import HubDiagnostics
import HubSyndication

struct QueueExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Print the whole queue as lines of JSON.",
    discussion: """
      One line for each account and post, with its attempts and changes, in an order that keeps the \
      differences between two exports small. Credentials are not among them.

        hubgen queue export > queue.jsonl
      """)

  @OptionGroup(title: "Hub") var hub: HubOptions

  func run() async throws {
    let open = try await OpenQueue(hub, isLooking: true)
    try await shown {
      try await open.queue.export { line in
        try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
      }
    }
  }
}

struct QueueImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Add the posts of an exported queue to this hub's.",
    discussion: """
      All of it or nothing. Posts keep their states; those that the queue has stay as they are, so \
      the same file can be imported again. What would go out a second time is refused. To move to \
      another store, change 'syndication: store' between export and import.

        hubgen queue import queue.jsonl
      """)

  @Argument(help: "What 'hubgen queue export' printed; '-' for standard input.")
  var file: String

  @OptionGroup(title: "Hub") var hub: HubOptions

  func run() async throws {
    let data: Data
    do {
      data =
        file == "-"
        ? try FileHandle.standardInput.readToEnd() ?? Data()
        : try Data(contentsOf: URL(fileURLWithPath: file))
    } catch {
      Terminal.say("error: '\(file)' can't be read")
      throw ExitCode.failure
    }
    let open = try await OpenQueue(hub, makesFile: true)
    let report = try await shown {
      try await open.queue.importLines(
        String(decoding: data, as: UTF8.self), file: file == "-" ? "standard input" : file)
    }
    guard report.diagnostics.isEmpty else {
      Terminal.show(report.diagnostics, source: FileManager.default.currentDirectoryPath)
      Terminal.say("nothing was imported")
      throw ExitCode.failure
    }
    try Terminal.printData(
      "imported \(report.imported) posts; the queue had \(report.known) of the file already")
  }
}
