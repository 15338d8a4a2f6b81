package import HubModel

/// What the command line decides about a build.
package struct BuildOptions: Sendable {
  /// The hub, absolute.
  package var source: String { didSet { source = resolvedPath(source) } }
  /// The output folder, absolute.
  package var output: String { didSet { output = resolvedPath(output) } }
  package var drafts = false
  package var future = false
  package var strict = false
  /// How many threads work at once, at least 1.
  package var jobs = 1
  /// The moment of the build: what is dated later is not yet published.
  package var now: Timestamp
  /// Folders that hold themes, searched in order after the hub's own `themes/`.
  package var themeFolders: [String] = []

  /// Both folders may be named in any way; symbolic links in them are resolved.
  package init(source: String, output: String, now: Timestamp) {
    self.source = resolvedPath(source)
    self.output = resolvedPath(output)
    self.now = now
  }
}
