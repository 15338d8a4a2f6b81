import HubModel
import Synchronization

/// Every address of the site, gathered when the first template asks for one.
final class SiteAddresses: Sendable {
  private let jobs: [PageJob]
  private let copies: [CopiedFile]
  private let known = Mutex<Set<URLPath>?>(nil)

  init(jobs: [PageJob], copies: [CopiedFile]) {
    self.jobs = jobs
    self.copies = copies
  }

  /// The address of a path as people write it, with or without the last slash.
  func url(_ path: String) -> URLPath? {
    guard let parts = joined(path, folder: "") else { return nil }
    return known.withLock { known in
      let all = known ?? Set(jobs.map(\.url)).union(copies.map(\.url))
      known = all
      return (path.hasSuffix("/") ? [true] : [false, true]).lazy
        .map { URLPath(segments: parts, isFolder: $0) }.first { all.contains($0) }
    }
  }
}
