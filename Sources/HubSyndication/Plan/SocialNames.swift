import HubData
package import HubDiagnostics
package import HubModel

/// Warns of networks and accounts in articles' `social.skip` and `social.networks` that the
/// configuration does not have: what their authors meant would not happen.
package func unknownSocialNames(
  in articles: [Article], accounts: [AccountConfig]
) -> [Diagnostic] {
  let known = Set(accounts.flatMap { [$0.name.value, $0.network.value] })
    .union(allNetworks.map { $0.descriptor.id })
  var diagnostics: [Diagnostic] = []
  for article in articles {
    let social = article.frontMatter.social
    let own = social.networks.map { Located($0.key, span: $0.value.span) }
    for name in social.skip + own.sorted(by: { $0.span < $1.span })
    where !known.contains(name.value) {
      diagnostics.append(
        .warning(
          "unknown-account", "'\(name.value)' is neither an account nor a network of this hub",
          at: SourceLocation(file: article.file, span: name.span),
          notes: didYouMean(name.value, in: known.sorted())))
    }
  }
  return diagnostics
}

/// Warns of `{@name}` in authors' own words where the configuration has no such name: readers would
/// see the bare name.
package func unknownMentions(
  in articles: [Article], mentions: [String: Mention]
) -> [Diagnostic] {
  articles.flatMap { article in
    let social = article.frontMatter.social
    let texts =
      [social.teaser ?? ""] + social.variants + social.hooks.values.flatMap(\.self)
      + social.networks.values.map(\.value)
    let unknown = Set(texts.flatMap { Mentions.names(in: $0) }).subtracting(mentions.keys)
    return unknown.sorted().map { name in
      let guess = didYouMean(name, in: mentions.keys.sorted())
      return Diagnostic.warning(
        "unknown-mention", "'{@\(name)}' is nobody under 'syndication: mentions:'",
        at: SourceLocation(file: article.file),
        notes: guess.isEmpty ? ["add '\(name)' there, or write the name itself"] : guess)
    }
  }
}
