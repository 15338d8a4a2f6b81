package import Foundation

/// Published conformance data, which is not kept in this repository.
package enum ConformanceData {
  /// HUBGEN_CONFORMANCE, else `shared/conformance` beside the repository or further up.
  package static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["HUBGEN_CONFORMANCE"].map {
      URL(fileURLWithPath: $0, isDirectory: true)
    }
    if let named { return holdsData(named) ? named : nil }
    var root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while root.path != "/" {
      let candidate = root.appendingPathComponent("shared/conformance", isDirectory: true)
      if holdsData(candidate) { return candidate }
      root.deleteLastPathComponent()
    }
    return nil
  }()

  package static var isAvailable: Bool { folder != nil }

  /// The bytes of one of its files, such as `gfm/spec.txt`.
  package static func read(_ name: String) throws -> Data {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return try Data(contentsOf: folder.appendingPathComponent(name))
  }

  private static func holdsData(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("gfm").path)
  }
}
