package import HubModel

/// What the command line decides about a build.
package struct BuildOptions: Sendable {
  /// The hub, absolute.
  package var source: String
  /// The output folder, absolute.
  package var output: String
  package var drafts = false
  package var future = false
  package var strict = false
  /// How many threads work at once, at least 1.
  package var jobs = 1
  /// The moment of the build: what is dated later is not yet published.
  package var now: Timestamp
  /// Folders that hold themes, searched in order after the hub's own `themes/`.
  package var themeFolders: [String] = []

  package init(source: String, output: String, now: Timestamp) {
    self.source = source
    self.output = output
    self.now = now
  }
}
