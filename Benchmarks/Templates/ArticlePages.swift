import Foundation
import HubBuild
import HubModel

/// The article pages of a hub in its theme, one thread, what templates share made anew each round.
enum ArticlePages {
  static func run(hub: String, rounds: Int) throws -> Figure {
    let now = try Timestamp.parse("2030-01-01", in: .gmt)
    let (prepared, report) = prepare(
      BuildOptions(source: hub, output: hub + "/public", now: now))
    guard let site = prepared else { throw Failure(report.diagnostics) }
    let articles = site.articles
    var output: [UInt8] = []
    let round = try Figure.measure(rounds: rounds) {
      let renderer = site.renderer()
      var bytes = 0
      for article in articles {
        try renderer.render(article, into: &output)
        bytes += output.count
      }
      return bytes
    }
    return Figure(
      microseconds: round.microseconds / Double(articles.count),
      bytes: round.bytes / articles.count)
  }
}
