/// Whether a path may name a file of the output folder: relative, and never out of it.
func isOutputName(_ name: some StringProtocol) -> Bool {
  !name.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    && name.split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
}

/// An absolute path without symbolic links, `.` and `..`, whether or not all of it exists.
package func resolvedPath(_ path: String) -> String {
  var known = path
  var rest: [Substring] = []
  while true {
    if let real = realPath(known.isEmpty ? "/" : known) {
      var parts = real.split(separator: "/")
      // What does not exist can't be a link: there `..` means the folder before it.
      for part in rest.reversed() {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
      }
      return "/" + parts.joined(separator: "/")
    }
    guard let slash = known.lastIndex(of: "/") else { return path }
    let last = known[known.index(after: slash)...]
    if !last.isEmpty, last != "." { rest.append(last) }
    known = String(known[..<slash])
  }
}
