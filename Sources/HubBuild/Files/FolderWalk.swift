import Glibc
import HubDiagnostics

/// A file found below a folder.
struct FoundFile: Hashable, Sendable {
  /// Relative to the folder that was walked, with `/`, as the file system spells it.
  var name: String
  /// Where to open it.
  var path: String
  var size: Int
}

/// Lists the files below a folder, sorted by name, and says what could not be followed.
struct FolderWalk {
  /// The hub's real path: what a symbolic link points to must lie in one of these.
  let bounds: [String]
  /// Whether names that start with a dot are files like others, as in `static/`.
  var includesHidden = false
  private(set) var files: [FoundFile] = []
  private(set) var diagnostics: [Diagnostic] = []

  private struct FileID: Hashable {
    var device: UInt
    var inode: UInt

    init(_ status: stat) {
      device = UInt(status.st_dev)
      inode = UInt(status.st_ino)
    }
  }

  init(bounds: [String], includesHidden: Bool = false) {
    self.bounds = bounds
    self.includesHidden = includesHidden
  }

  /// Walks a folder if it exists.
  ///
  /// - Parameters:
  ///   - root: the folder.
  ///   - shownAs: how it is named in diagnostics.
  mutating func walk(_ root: String, shownAs: String) {
    var status = stat()
    guard stat(root, &status) == 0 else {
      guard errno != ENOENT else { return }
      return reportUnreadable("folder", shownAs)
    }
    visit(root, name: "", shownAs: shownAs, above: [FileID(status)])
    files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private mutating func visit(_ path: String, name: String, shownAs: String, above: [FileID]) {
    guard let folder = opendir(path) else {
      reportUnreadable("folder", shownAs)
      return
    }
    defer { closedir(folder) }
    while true {
      errno = 0
      guard let entry = readdir(folder) else {
        guard errno != 0 else { return }
        return reportUnreadable("folder", shownAs)
      }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 } + [] }
      guard isContent(bytes) else { continue }
      guard let part = String(validating: bytes, as: UTF8.self) else {
        let shown = String(decoding: bytes, as: UTF8.self)
        report(
          "file-name", "file names must be UTF-8", shownAs + "/" + shown,
          hint: "rename the file")
        continue
      }
      guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
        let shown = String(
          decoding: bytes.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
        report(
          "file-name", "file names must not hold control characters", shownAs + "/" + shown,
          hint: "rename the file")
        continue
      }
      enter(
        part, path: path + "/" + part, name: name.isEmpty ? part : name + "/" + part,
        shownAs: shownAs + "/" + part, above: above, folder: folder)
    }
  }

  /// Hidden files are nobody's content, nor are editors' and systems' left-overs anywhere.
  private func isContent(_ name: [UInt8]) -> Bool {
    let leftOvers = [".", "..", ".git", ".gitignore", ".gitkeep", ".DS_Store"]
    guard name.last != UInt8(ascii: "~") else { return false }
    if name.first != UInt8(ascii: ".") { return true }
    return includesHidden && !leftOvers.contains { name.elementsEqual($0.utf8) }
  }

  private mutating func enter(
    _ part: String, path: String, name: String, shownAs: String, above: [FileID],
    folder: OpaquePointer
  ) {
    var status = stat()
    guard fstatat(dirfd(folder), part, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      reportUnreadable("file", shownAs)
      return
    }
    if status.st_mode & S_IFMT == S_IFLNK {
      guard follow(path, shownAs: shownAs, into: &status) else { return }
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: files.append(FoundFile(name: name, path: path, size: Int(status.st_size)))
    case S_IFDIR:
      guard above.count < 64 else {
        report("deep-folder", "folders nest at most 64 deep", shownAs)
        return
      }
      guard !above.contains(FileID(status)) else {
        report(
          "link-loop", "symbolic link leads back to a folder above it", shownAs,
          hint: "remove the link")
        return
      }
      visit(path, name: name, shownAs: shownAs, above: above + [FileID(status)])
    default: report("special-file", "only files and folders can be used", shownAs)
    }
  }

  /// Looks through a symbolic link; false where it must not or can't be followed.
  private mutating func follow(_ path: String, shownAs: String, into status: inout stat) -> Bool {
    guard stat(path, &status) == 0, let real = realPath(path) else {
      let loops = errno == ELOOP
      report(
        loops ? "link-loop" : "broken-link",
        loops ? "symbolic link leads back to itself" : "symbolic link leads nowhere", shownAs,
        hint: "remove the link or mend its target")
      return false
    }
    guard bounds.contains(where: { real == $0 || real.hasPrefix($0 + "/") }) else {
      report(
        "link-outside", "symbolic link leads out of the hub", shownAs,
        hint: "copy the file into the hub")
      return false
    }
    return true
  }

  /// Says why the last system call failed.
  private mutating func reportUnreadable(_ kind: String, _ file: String) {
    let reason = FileError(path: file, errno: errno).reason
    report("unreadable-\(kind)", "\(kind) can't be read: \(reason)", file)
  }

  private mutating func report(
    _ id: String, _ message: String, _ file: String, hint: String? = nil
  ) {
    diagnostics.append(
      .error(id, message, at: SourceLocation(file: file), notes: hint.map { [$0] } ?? []))
  }
}

/// The absolute path without symbolic links, or nil where nothing is there.
package func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
