package import HubDiagnostics

/// What a run of `hubgen syndicate` did, or a dry run would do.
package struct SyndicationReport: Sendable {
  /// By time, then identity; articles that are only recorded are counted, not listed.
  package var posts: [PostReport] = []
  /// Of the posts listed, and of what this run recorded.
  package var counts: [PostState: Int] = [:]
  /// What this run did to posts that were out, or tried to do.
  package var changes: [ChangeReport] = []
  package var diagnostics: [Diagnostic]
  /// Whether another run has something to do that this one tried or had to put off: exit code 75.
  package var hasSomethingLeft = false
  /// Whether something waits for a person: a post, or a change to one, failed for good in this run,
  /// an account's credentials are not accepted, or nobody but a person can tell whether a post is
  /// out: exit code 1.
  package var needsPerson = false
}

extension SyndicationReport {
  /// The report of a run that could not begin.
  package init(problems: [Diagnostic]) {
    diagnostics = problems
  }
}

extension SyndicationReport: Encodable {
  private enum Key: String, CodingKey {
    case posts, counts, changes, somethingLeft, diagnostics
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(posts, forKey: .posts)
    try container.encode(
      Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }), forKey: .counts)
    try container.encode(changes, forKey: .changes)
    try container.encode(hasSomethingLeft, forKey: .somethingLeft)
    try container.encode(diagnostics.sortedForPrinting(), forKey: .diagnostics)
  }
}
