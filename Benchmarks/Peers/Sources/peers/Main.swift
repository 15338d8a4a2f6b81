import Foundation
import Mustache
import Stencil

/// Renders the page of 60 values with Stencil and swift-mustache: `peers FOLDER ROUNDS`.
///
/// Prints a name, the microseconds of CPU a page took, and the bytes of the page.
@main
enum Main {
  static func main() throws {
    let folder = CommandLine.arguments[1]
    let rounds = Int(CommandLine.arguments[2]) ?? 1
    let values = values()
    let stencil = Template(templateString: try text(folder + "/page.html"))
    try measure("stencil", rounds) { try stencil.render(values) }
    let mustache = try MustacheTemplate(string: text(folder + "/page.mustache"))
    try measure("swift-mustache", rounds) { mustache.render(values) }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private static func measure(_ name: String, _ rounds: Int, _ render: () throws -> String) rethrows
  {
    var size = try render().utf8.count
    let start = clock()
    for _ in 0..<rounds { size = try render().utf8.count }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    print(name, seconds * 1e6 / Double(rounds), size)
  }

  /// The same 60 values that hubgen renders.
  private static func values() -> [String: Any] {
    func link(_ kind: String, _ number: Int) -> [String: Any] {
      ["url": "/\(kind)/\(number)/", "title": "\(kind) & number \(number)"]
    }
    return [
      "language": "en", "title": "A plan on one page", "site": "Kiosk",
      "description": "Who reads, what they ask & where you answer.",
      "url": "https://hub.example.com/plan/", "image": "https://hub.example.com/plan.png",
      "isoDate": "2026-11-20T09:00:00Z", "date": "20 November 2026", "minutes": 5, "isLong": true,
      "menu": (1...8).map { link("menu", $0) },
      "tags": (1...8).map { link("tags", $0) },
      "related": (1...6).map { number in
        link("related", number).merging(["teaser": "What to do first, and what \"never\"."]) { $1 }
      },
    ]
  }
}
