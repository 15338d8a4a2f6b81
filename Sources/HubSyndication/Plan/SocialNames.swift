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

/// Warns of forms under `mentions:` that their network makes no link of, or that belong to no
/// network and no account.
package func unlinkedMentions(in syndication: SyndicationConfig, file: String) -> [Diagnostic] {
  let networks = Dictionary(
    syndication.accounts.map { ($0.name.value, $0.network.value) }, uniquingKeysWith: { $1 })
  let known = Set(allNetworks.map { $0.descriptor.id }).union(TextRules.known.keys)
    .union(networks.keys).union(networks.values)
  let forms = syndication.mentions.values.flatMap(\.forms).sorted { $0.value.span < $1.value.span }
  return forms.compactMap { name, form in
    let place = SourceLocation(file: file, span: form.span)
    guard known.contains(name) else {
      return .warning(
        "unknown-account", "'\(name)' is neither an account nor a network of this hub", at: place,
        notes: didYouMean(name, in: known.sorted()))
    }
    let network = networks[name] ?? name
    guard let rule = MentionForm.known[network], !rule.isValid(form.value) else { return nil }
    return .warning(
      "unlinked-mention", "\(network) makes no link of '\(form.value)'", at: place,
      notes: ["write it like \(rule.example)"])
  }
}

/// Warns of addresses in authors' own words that networks would not link, or only in part.
package func brokenAddresses(in articles: [Article]) -> [Diagnostic] {
  articles.flatMap { article in
    let social = article.frontMatter.social
    let texts: [(text: String, span: SourceSpan?)] =
      social.networks.values.sorted { $0.span < $1.span }.map { ($0.value, $0.span) }
      + ([social.teaser ?? ""] + social.variants
      + social.hooks.sorted { $0.key < $1.key }.flatMap(\.value)).map { ($0, nil) }
    var seen = Set<Substring>()
    return texts.flatMap { text, span in
      LinkedText.addresses(in: text)
        .filter { !LinkedText.isAddress(String($0)) && seen.insert($0).inserted }
        .map { address in
          Diagnostic.warning(
            "broken-address", "not every network makes a link of '\(address)'",
            at: SourceLocation(file: article.file, span: span),
            notes: [
              "it needs a host such as example.com, and %… for whatever is neither Latin nor Cyrillic"
            ])
        }
    }
  }
}
