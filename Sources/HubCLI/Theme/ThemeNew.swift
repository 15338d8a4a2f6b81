import ArgumentParser
import HubBuild
import HubDiagnostics

struct ThemeNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Start a theme in the hub's 'themes'.",
    discussion: """
      With --extends the theme needs only what is to differ: everything else comes from the theme \
      that it extends. Without it, the new theme has one short template of each kind. Nothing is \
      ever overwritten.

        hubgen theme new mine --extends plaza
        hubgen theme new mine
      """)

  @Argument(help: "The new theme's name.")
  var name: String

  @OptionGroup(title: "Hub") var hub: HubOptions

  @Option(name: .customLong("extends"), help: "The theme that has what the new one lacks.")
  var base: String?

  func run() throws {
    let options = BuildOptions(hub)
    try newTheme(name, extending: base, options).show(name, options, as: hub.source)
  }
}

struct ThemeCopy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy", abstract: "Copy a theme into the hub's 'themes' under another name.",
    discussion: """
      For a theme that is to differ in nearly everything: a copy gets no improvements of the \
      original any more. 'hubgen theme new --extends' and single files in the hub's own 'templates' \
      do. Nothing is ever overwritten.

        hubgen theme copy plaza mine
      """)

  @Argument(help: "The theme to copy, of the hub or installed.")
  var original: String

  @Argument(help: "The copy's name.")
  var name: String

  @OptionGroup(title: "Hub") var hub: HubOptions

  func run() throws {
    let options = BuildOptions(hub)
    try copyTheme(original, as: name, options).show(name, options, as: hub.source)
  }
}

extension MadeTheme {
  /// Says what was written and what to do next.
  fileprivate func show(_ name: String, _ options: BuildOptions, as source: String) throws {
    Terminal.show(diagnostics, source: options.source)
    if diagnostics.hasErrors { throw ExitCode.failure }
    for file in files { try Terminal.printData("wrote \(file)") }
    let old = place?.span.map { ", line \($0.line), in place of '\(used)'" } ?? ""
    let change =
      used == name ? "" : "write 'theme: \(name)' under 'site:' in hubgen.yaml\(old), then: "
    let hub = source == "." ? "" : " --source '\(source)'"
    try Terminal.printData("\nNext: \(change)hubgen theme check\(hub)")
  }
}
