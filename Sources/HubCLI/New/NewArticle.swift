import ArgumentParser
import Foundation
import HubBuild
import HubModel

struct NewArticle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "article",
    abstract: "Start an article as a draft.",
    discussion: """
      The file's name comes from the title. Remove 'draft: true' to publish it.

        hubgen new article "How we opened on a rainy Monday"
        hubgen new article "Jinsi tulivyofungua" --section news --language sw
      """)

  @Argument(help: "The article's title.")
  var title: String

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Option(help: "The folder in content/.")
  var section = "articles"

  @Option(help: ArgumentHelp("The language, if not the default one.", valueName: "code"))
  var language: String?

  @Flag(help: "Publish it at once instead of starting a draft.")
  var publish = false

  func validate() throws {
    if title.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty {
      throw ValidationError("an article needs a title")
    }
    if section.split(separator: "/").contains("..") || section.hasPrefix("/") {
      throw ValidationError("'--section' names a folder in content/, such as 'news'")
    }
  }

  func run() throws {
    let options = BuildOptions(hub)
    guard FileManager.default.fileExists(atPath: options.source + "/hubgen.yaml") else {
      Terminal.say(
        "error: no hubgen.yaml in '\(options.source)'; make a hub with 'hubgen new site'")
      throw ExitCode.failure
    }
    let slug = Slug.make(title)
    let name = slug.isEmpty ? "article" : slug
    let suffix = language.map { ".\($0)" } ?? ""
    let file = "content/\(section)/\(name)\(suffix).md"
    let path = options.source + "/" + file
    guard !FileManager.default.fileExists(atPath: path) else {
      Terminal.say("error: '\(file)' is there already")
      throw ExitCode.failure
    }
    try createFile(
      path,
      """
      ---
      title: \(yamlString(title))
      date: \(hub.moment.rfc3339)
      # description: one or two sentences for search engines, cards and feeds
      tags: []
      \(publish ? "" : "draft: true\n")---

      """)
    try Terminal.printData("wrote \(file)")
    if !publish {
      Terminal.say(
        "It is a draft: see it with 'hubgen build --drafts', publish it by removing 'draft: true'.")
    }
  }
}
