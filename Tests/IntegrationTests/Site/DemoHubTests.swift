import Foundation
import HubTestSupport
import Testing

/// The hub in `content/`, built by the program itself and looked at by tools of others.
@Suite(.serialized) struct `The demo hub` {
  static let now = "2026-11-21T12:00:00Z"

  /// Built once for all tests of the suite.
  static let site: Result<TemporaryFolder, any Error> = Result {
    let folder = try TemporaryFolder()
    let build = try Program.hubgen(
      "build", "--source", PackageFolder.root, "--output", folder.path, "--strict", "--now", now)
    try #require(build.status == 0, "\(build.errors)")
    return folder
  }

  @Test func `builds without an error or a warning, and a second build writes nothing`() throws {
    let folder = try Self.site.get()
    let again = try Program.hubgen(
      "build", "--source", PackageFolder.root, "--output", folder.path, "--format", "json",
      "--now", Self.now)
    let summary = try #require(
      try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any])
    #expect(summary["written"] as? Int == 0)
    #expect(summary["removed"] as? Int == 0)
    #expect((summary["diagnostics"] as? [Any])?.isEmpty == true)
    #expect((summary["pages"] as? Int ?? 0) > 100)
  }

  @Test(
    .enabled(if: PackageFolder.hasPython, "the validators are installed by 'make test'"),
    arguments: ["links", "feeds", "sitemap", "html"])
  func `holds up to others' tools`(look: String) async throws {
    let folder = try Self.site.get()
    let result = try await Program.runAside(
      PackageFolder.python,
      [
        PackageFolder.root + "/Tests/IntegrationTests/Tools/check_site.py", look, folder.path,
        "https://hub.example.com",
      ])
    print("\(look): \(result.output.split(separator: "\n").last ?? "")")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test func `two builds into two folders are the same bytes`() throws {
    let first = try Self.site.get()
    let second = try TemporaryFolder()
    try Program.hubgen(
      "build", "--source", PackageFolder.root, "--output", second.path, "--jobs", "1", "--now",
      Self.now)
    #expect(first.files() == second.files())
    for name in first.files() {
      let left = try Data(contentsOf: first.url.appendingPathComponent(name))
      let right = try Data(contentsOf: second.url.appendingPathComponent(name))
      #expect(left == right, "\(name)")
    }
  }
}
