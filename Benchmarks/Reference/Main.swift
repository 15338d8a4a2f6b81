import Foundation
import HubMarkdown

/// Parses and renders the Markdown files below a folder with cmark-gfm alone, on one thread.
@main
struct Main {
  static func main() throws {
    let root = CommandLine.arguments.dropFirst().first ?? "content"
    var bytes = 0
    for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init()
    where name.hasSuffix(".md") {
      let text = [UInt8](try Data(contentsOf: URL(fileURLWithPath: root + "/" + name)))
      bytes += cmarkReferenceHTML(text, features: .all).count
    }
    print("\(bytes) bytes of HTML")
  }
}
