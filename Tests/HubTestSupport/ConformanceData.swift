package import Foundation

/// Schemas and test data that others published, which the project uses and does not copy.
package enum ConformanceData {
  /// The folder named by `HUBGEN_CONFORMANCE`, else `shared` beside the package or one folder up;
  /// nil where there is none, and tests that need it say that they were skipped.
  package static let folder: URL? = {
    if let path = ProcessInfo.processInfo.environment["HUBGEN_CONFORMANCE"] {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let parent = package.deletingLastPathComponent()
    return [parent, parent.deletingLastPathComponent()]
      .map { $0.appendingPathComponent("shared", isDirectory: true) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  /// A file of it, or nil where it is absent.
  package static func file(_ path: String) -> URL? {
    guard let file = folder?.appendingPathComponent(path),
      FileManager.default.fileExists(atPath: file.path)
    else { return nil }
    return file
  }

  /// Whether the specifications' examples are here.
  package static var isAvailable: Bool { file("conformance/gfm") != nil }

  /// The bytes of one of the specifications' files, such as `gfm/spec.txt`.
  package static func read(_ name: String) throws -> Data {
    guard let file = file("conformance/" + name) else { throw CocoaError(.fileNoSuchFile) }
    return try Data(contentsOf: file)
  }
}
