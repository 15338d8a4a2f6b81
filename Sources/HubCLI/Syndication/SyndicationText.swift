import HubHTTP
import HubModel
import HubSyndication

/// A report for people: each post with its account, time, length and text.
struct SyndicationText {
  let text: String

  /// `showsRequests`: whether each post is followed by what would be sent.
  init(_ report: SyndicationReport, showsRequests: Bool) {
    var lines: [String] = []
    for post in report.posts where post.isCurrent {
      let time = post.scheduledAt.rfc3339
      lines.append(
        "\(post.state.rawValue)  \(time)  \(post.account) (\(post.network))  \(post.article) [\(post.language)]"
      )
      lines.append("  \(post.length) of \(post.limit) · id \(post.id.prefix(8)) · \(post.link)")
      lines += post.text.split(separator: "\n", omittingEmptySubsequences: false).map {
        "  | \($0)"
      }
      if let url = post.remoteURL { lines.append("  at \(url)") }
      if let error = post.error { lines.append("  why: \(error)") }
      if showsRequests { lines += (post.requests ?? []).flatMap(Self.request) }
      lines.append("")
    }
    for change in report.changes {
      lines.append(
        "\(change.title)  \(change.account)  id \(change.post.prefix(8)): \(change.reason)")
      if let error = change.error { lines.append("  why: \(error)") }
      lines.append("")
    }
    lines.append(Self.summary(report))
    text = lines.joined(separator: "\n")
  }

  private static func request(_ request: RecordedRequest) -> [String] {
    request.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.isEmpty ? "  >" : "  > \($0)" }
  }

  private static func summary(_ report: SyndicationReport) -> String {
    let counts = PostState.allCases.compactMap { state in
      report.counts[state].map { "\($0) \(state.rawValue)" }
    }
    return counts.isEmpty ? "Nothing to do." : counts.joined(separator: ", ") + "."
  }
}
