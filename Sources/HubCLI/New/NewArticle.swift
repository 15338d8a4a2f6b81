import ArgumentParser
import Foundation
import HubBuild
import HubModel

struct NewArticle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "article",
    abstract: "Start an article as a draft.",
    discussion: """
      The file's name comes from the title, the date from the clock or --now. A draft is neither \
      built nor posted: remove 'draft: true' to publish it.

        hubgen new article "How we opened on a rainy Monday"
        hubgen new article "Jinsi tulivyofungua" --section news --language sw

      That is an article of its own. A translation of an article is a file beside it with the same \
      name and the code of its language: copy 'how-we-opened.md' to 'how-we-opened.sw.md' (of a \
      folder 'how-we-opened', 'index.md' to 'index.sw.md') and translate the copy.
      """)

  @Argument(help: "The article's title.")
  var title: String

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Option(
    help: ArgumentHelp("The folder in content/, made where it is not there.", valueName: "folder"))
  var section = "articles"

  @Option(
    help: ArgumentHelp(
      "One of the hub's languages; the default one unless given.", valueName: "code"))
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
    let (config, problems) = readConfig(options)
    guard let config else {
      Terminal.show(problems, source: options.source)
      throw ExitCode.failure
    }
    let suffix = try suffix(among: config.languages.all)
    let slug = Slug.make(title)
    let name = slug.isEmpty ? "article" : slug
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
      date: \(hub.time.moment.at(config.site.timeZone).rfc3339)
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
  /// What a file's name says of its language: nothing where it is the default one.
  private func suffix(among languages: [Language]) throws -> String {
    guard let language else { return "" }
    let codes = languages.map(\.code)
    guard codes.contains(language) else {
      throw ValidationError(
        "the hub has no language '\(language)', only \(codes.joined(separator: ", "));"
          + " add it under 'languages:' in hubgen.yaml")
    }
    return language == codes.first ? "" : ".\(language)"
  }
}
