import ArgumentParser
import Foundation
import HubBuild
import HubModel

struct NewSite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Make a hub that is ready to build.",
    discussion: """
      Writes hubgen.yaml, a home page, an about page and a first article. Files that are there \
      already are left as they are.

        hubgen new site
        hubgen new site ~/hub --title "Kiosk"
      """)

  @Argument(help: "The folder to make it in.", completion: .directory)
  var folder = "."

  @Option(help: "The hub's title.")
  var title = "My hub"

  @Option(
    help: "The address it will have, such as https://hub.example.com or https://example.com/hub.")
  var url = "https://hub.example.com"

  @OptionGroup var time: TimeOptions

  func validate() throws {
    if title.allSatisfy(\.isWhitespace) { throw ValidationError("--title: a hub needs a title") }
    do throws(URLProblem) {
      _ = try SiteURL.parse(url)
    } catch {
      throw ValidationError(
        (["--url: \(error.message)"] + error.notes).joined(separator: "; "))
    }
  }

  func run() throws {
    let root = absolute(folder)
    var written: [String] = []
    for file in Self.files(title: title, url: url, date: time.moment.isoDate) {
      let path = root + "/" + file.name
      guard !FileManager.default.fileExists(atPath: path) else {
        Terminal.say("kept \(file.name)")
        continue
      }
      try createFile(path, file.text)
      written.append(file.name)
    }
    let source = folder == "." ? "" : " --source '\(folder)'"
    let wrote = written.isEmpty ? ["wrote nothing"] : written.map { "wrote \($0)" }
    try Terminal.printData(
      wrote.joined(separator: "\n")
        + "\n\nNext: hubgen new article \"Your first title\"\(source) && hubgen build\(source)")
  }

  static func files(
    title: String, url: String, date: String
  ) -> [(name: String, text: String)] {
    [
      (
        "hubgen.yaml",
        """
        # What hubgen knows of this hub. An unknown key is an error.
        site:
          title: \(yamlString(title))
          url: \(yamlString(url))
          description: \(yamlString("What we know and like to share."))
          theme: plaza

        # The theme's settings; 'hubgen theme show' lists them:
        #
        # theme:
        #   accent: "#0a7d5a"

        # Articles become social posts once there is an account:
        #
        # syndication:
        #   since: \(date)
        #   accounts:
        #     - name: our-mastodon
        #       network: mastodon
        #       server: https://mastodon.example
        #       token: ${OUR_MASTODON_TOKEN}      # from the environment or .env
        #       slots: ["Mon-Fri 09:00"]

        """
      ),
      (
        "content/_index.md",
        """
        ---
        title: \(yamlString(title))
        ---
        Welcome. This is the home page: change it in `content/_index.md`.

        """
      ),
      (
        "content/about.md",
        """
        ---
        title: About
        description: Who we are and why we write.
        menu: true                             # the site's menu leads here
        ---
        Say here who you are, what you do, and how to reach you.

        """
      ),
      (
        "content/articles/_index.md",
        """
        ---
        title: Articles
        ---

        """
      ),
      (
        "content/articles/welcome.md",
        """
        ---
        title: Welcome to \(title.replacingOccurrences(of: "\n", with: " "))
        date: \(date)
        description: The first article of this hub, to be replaced by yours.
        tags: [news]
        ---
        This is the first article. Write in **Markdown**, link to [other pages](../about.md) by
        their file, and run `hubgen build`: every link is checked.

        ## What to do next

        - Change this text, or remove the file.
        - Write another one: `hubgen new article "A good title"`.

        """.replacingTitle(with: title)
      ),
      (".gitignore", "/public/\n/.hubgen/cache/\n/.hubgen/written/\n.env\n"),
    ]
  }
}

extension String {
  /// The article's title line with the title quoted as YAML asks.
  fileprivate func replacingTitle(with title: String) -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.count > 1 { lines[1] = "title: " + yamlString("Welcome to \(title)") }
    return lines.joined(separator: "\n")
  }
}

/// Text as a YAML scalar that reads back the same: plain where that is safe, else quoted.
func yamlString(_ text: String) -> String {
  let isPlain =
    text.first?.isLetter == true && text.last != " "
    && text.allSatisfy { $0.isLetter || $0.isNumber || " -_,.()'/".contains($0) }
    && !["true", "false", "null", "yes", "no", "on", "off"].contains(text.lowercased())
  if isPlain { return text }
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\t": quoted += "\\t"
    default:
      if scalar.properties.generalCategory == .control {
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        quoted.unicodeScalars.append(scalar)
      }
    }
  }
  return quoted + "\""
}

/// Writes a new file and the folders above it; never replaces one.
func createFile(_ path: String, _ text: String) throws {
  do {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
  } catch {
    Terminal.say("error: can't write '\(path)': \((error as NSError).localizedDescription)")
    throw ExitCode.failure
  }
}
