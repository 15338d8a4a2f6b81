import HubData
import HubModel

/// A page that the build leaves out, and why.
struct UnpublishedPage: Sendable {
  var file: String
  var identity: String
  var isBundle: Bool
  /// As it ends a sentence: `a draft`.
  var reason: String
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

private func reasonToLeaveOut(_ frontMatter: FrontMatter, options: BuildOptions) -> String? {
  if frontMatter.draft && !options.drafts { return "a draft" }
  if let date = frontMatter.date, date > options.now, !options.future {
    return "dated in the future"
  }
  if let expires = frontMatter.expires, expires <= options.now { return "expired" }
  return nil
}
