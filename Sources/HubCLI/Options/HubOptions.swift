import ArgumentParser
import Foundation
import HubBuild
import HubModel

/// Which hub to work on, and at what moment.
struct HubOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The hub's folder, the one with hubgen.yaml in it.", valueName: "dir"),
    completion: .directory)
  var source = "."

  @OptionGroup var time: TimeOptions

  /// The hub's folder, absolute.
  var folder: String { absolute(source) }
}

/// At what moment to work.
struct TimeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The moment to work at, such as 2026-11-20 or 2026-11-20T09:00:00Z; the present unless given.",
      valueName: "time"))
  var now: String?

  func validate() throws {
    guard let now else { return }
    do throws(TimestampError) {
      _ = try Timestamp.parse(now, in: .gmt)
    } catch {
      throw ValidationError("--now: " + error.message(for: now))
    }
  }

  /// The moment given, else what the system's clock says.
  var moment: Timestamp {
    now.flatMap { try? Timestamp.parse($0, in: .gmt) }
      ?? Timestamp(seconds: Int64(Date().timeIntervalSince1970))
  }
}

/// A path seen from the working folder, without a trailing slash.
func absolute(_ path: String) -> String {
  let expanded = (path as NSString).expandingTildeInPath
  return URL(fileURLWithPath: expanded).standardizedFileURL.path
}

/// How results are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

extension BuildOptions {
  /// Options for reading a hub, with the themes beside the installed binary.
  init(_ hub: HubOptions, output: String = "public") {
    let source = hub.folder
    self.init(
      source: source, output: output.hasPrefix("/") ? output : source + "/" + output,
      now: hub.time.moment)
    jobs = ProcessInfo.processInfo.activeProcessorCount
    themeFolders = installedThemeFolders()
  }
}

/// Where themes are besides the hub: `HUBGEN_THEMES` if it is set, and where `make install` puts
/// them, `../share/hubgen/themes` seen from the binary.
func installedThemeFolders() -> [String] {
  let named = ProcessInfo.processInfo.environment["HUBGEN_THEMES", default: ""]
  let binary = realPath("/proc/self/exe") ?? CommandLine.arguments.first ?? ""
  let folder = URL(fileURLWithPath: binary).deletingLastPathComponent()
    .appendingPathComponent("../share/hubgen/themes").standardizedFileURL.path
  return named.isEmpty ? [folder] : [named, folder]
}
