import HubData
import HubModel

/// A page that the build leaves out, and why.
struct UnpublishedPage: Sendable {
  /// Why a page is left out, as it ends a sentence.
  enum Reason: String, Sendable {
    case draft = "a draft"
    case future = "dated in the future"
    case expired
    /// A term's page.
    case unused = "the page of a term that no article has"
  }

  var file: String
  var identity: String
  var isBundle: Bool
  var reason: Reason
}

/// How many pages a build leaves out, each counted once.
package struct LeftOutPages: Hashable, Sendable, Encodable {
  package var drafts = 0
  package var future = 0
  package var expired = 0

  package init() {}

  init(_ pages: [UnpublishedPage]) {
    drafts = pages.count { $0.reason == .draft }
    future = pages.count { $0.reason == .future }
    expired = pages.count { $0.reason == .expired }
  }

  /// Such as `2 drafts, 1 future (build --drafts --future to include)`; nil where there is none.
  package var summary: String? {
    var parts: [String] = []
    var flags: [String] = []
    if drafts > 0 {
      parts.append("\(drafts) \(drafts == 1 ? "draft" : "drafts")")
      flags.append("--drafts")
    }
    if future > 0 {
      parts.append("\(future) future")
      flags.append("--future")
    }
    if expired > 0 { parts.append("\(expired) expired") }
    guard !parts.isEmpty else { return nil }
    let hint = flags.isEmpty ? "" : " (build \(flags.joined(separator: " ")) to include)"
    return parts.joined(separator: ", ") + hint
  }
}

/// Parts what is published at the moment of the build from what is not.
func splitByPublication(
  _ pages: [Page], options: BuildOptions
) -> (published: [Page], unpublished: [UnpublishedPage]) {
  var published: [Page] = []
  var unpublished: [UnpublishedPage] = []
  for page in pages {
    guard let reason = reasonToLeaveOut(page.frontMatter, options: options) else {
      published.append(page)
      continue
    }
    unpublished.append(
      UnpublishedPage(
        file: page.file ?? "", identity: page.identity, isBundle: page.isBundle, reason: reason))
  }
  return (published, unpublished)
}

private func reasonToLeaveOut(
  _ frontMatter: FrontMatter, options: BuildOptions
) -> UnpublishedPage.Reason? {
  if frontMatter.draft && !options.drafts { return .draft }
  if let date = frontMatter.date, date > options.now, !options.future {
    return .future
  }
  if let expires = frontMatter.expires, expires <= options.now { return .expired }
  return nil
}
