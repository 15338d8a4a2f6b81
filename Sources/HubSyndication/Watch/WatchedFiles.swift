import Foundation

/// Files that a watch looks at between its runs, by when they were changed and how long they are.
package struct WatchedFiles: Hashable, Sendable {
  private struct State: Hashable, Sendable {
    var seconds: Int
    var nanoseconds: Int
    var size: Int
  }

  private var states: [String: State] = [:]
  private static let deepest = 64

  /// Looks at the folder of a hub: `content/`, and beside it the configuration, `.env` and
  /// calendars.
  package init(hub folder: String) {
    for name in Self.names(in: folder)
    where name == ".env" || [".yaml", ".yml", ".toml", ".ics"].contains(where: name.hasSuffix) {
      look(folder + "/" + name, named: name, depth: Self.deepest)
    }
    look(folder + "/content", named: "content", depth: 0)
  }

  /// What differs, for a person to read; nil where nothing does.
  package func changes(since other: WatchedFiles) -> String? {
    let names = Set(states.keys).union(other.states.keys)
      .filter { states[$0] != other.states[$0] }.sorted()
    guard let first = names.first else { return nil }
    return names.count == 1 ? first : "\(first) and \(names.count - 1) more"
  }

  private mutating func look(_ path: String, named name: String, depth: Int) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      guard depth < Self.deepest else { return }
      for entry in Self.names(in: path) where !entry.hasPrefix(".") {
        look(path + "/" + entry, named: name + "/" + entry, depth: depth + 1)
      }
    } else {
      states[name] = State(
        seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
        size: Int(status.st_size))
    }
  }

  private static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }
}

/// The wait between two runs of a watch, which ends early when files have changed.
package struct WatchPause: Sendable {
  /// Between two looks, in seconds; a hub so large that a look takes long is looked at more seldom.
  package static let shortest: Int64 = 2

  private let look: @Sendable () -> WatchedFiles
  private let wait: @Sendable (Int64) async -> Void
  private let isStopping: @Sendable () -> Bool

  /// - Parameters:
  ///   - look: what the files are like now.
  ///   - wait: waits so many seconds, less when the watch is to end.
  ///   - isStopping: whether it is.
  package init(
    look: @escaping @Sendable () -> WatchedFiles,
    wait: @escaping @Sendable (Int64) async -> Void, isStopping: @escaping @Sendable () -> Bool
  ) {
    self.look = look
    self.wait = wait
    self.isStopping = isStopping
  }

  /// Waits until the time is over or files differ from what they were, and have stayed so from one
  /// look to the next: whoever writes them is done.
  ///
  /// - Parameters:
  ///   - seconds: the longest wait.
  ///   - before: the files when they were read last.
  /// - Returns: what has changed, if that ended the wait.
  package func callAsFunction(_ seconds: Int64, since before: WatchedFiles) async -> String? {
    var left = seconds
    var latest = before
    var step = Self.shortest
    while left > 0, !isStopping() {
      let part = min(left, step)
      await wait(part)
      left -= part
      guard !isStopping() else { return nil }
      let start = ContinuousClock.now
      let files = look()
      // At most a fiftieth of the time goes into looking.
      step = max(Self.shortest, 50 * (ContinuousClock.now - start).components.seconds)
      if files == latest, let changes = files.changes(since: before) { return changes }
      latest = files
    }
    return nil
  }
}
