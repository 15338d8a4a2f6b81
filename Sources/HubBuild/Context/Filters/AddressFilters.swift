import HubDiagnostics
import HubModel
import HubTemplates

/// Addresses of assets: `{{ "plaza.css" | asset }}`.
func assetFilter(theme: Theme) -> FilterDefinition {
  filter(
    "asset", "The address of a file in the theme's assets/, with a fingerprint.", of: theme
  ) { asset, site in site.site.href(asset.url) }
}

/// What an asset's bytes must be: `integrity="{{ "plaza.css" | integrity }}"`.
func integrityFilter(theme: Theme) -> FilterDefinition {
  filter(
    "integrity",
    "The SHA-384 of a file in the theme's assets/, for the attribute of that name.", of: theme
  ) { asset, _ in asset.integrity }
}

/// A filter of an asset's name, which must be there.
private func filter(
  _ name: String, _ documentation: String, of theme: Theme,
  apply: @escaping @Sendable (PublishedAsset, SiteEnvironment) -> String
) -> FilterDefinition {
  let known = Set(theme.publishedAssets.keys)
  return FilterDefinition(
    name: name, documentation: documentation, input: .string, result: .string,
    checkLiteral: { name in
      guard !known.contains(name) else { return nil }
      let hint = closestMatch(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
      return "no file '\(name)' in the theme's assets/\(hint)"
    },
    apply: { (value, _, environment) throws(TemplateError) in
      guard let name = value.text, let site = environment.site, let asset = site.assets[name]
      else { throw TemplateError("no file '\(value.text ?? "")' in the theme's assets/") }
      return .string(apply(asset, site))
    })
}

/// Absolute addresses: `{{ page.url | absolute }}`.
let absoluteFilter = FilterDefinition(
  name: "absolute", documentation: "An address of the site with scheme and host.", input: .string,
  result: .string,
  apply: { (value, _, environment) throws(TemplateError) in
    guard let address = value.text, let site = environment.site else { return .string("") }
    return .string(address.hasPrefix("/") ? site.site.origin + address : address)
  })

/// The way back: `{{ page.canonicalUrl | relative }}`.
let relativeFilter = FilterDefinition(
  name: "relative",
  documentation: "An absolute address of this site from the root; any other as it is.",
  input: .string, result: .string,
  apply: { (value, _, environment) throws(TemplateError) in
    guard let address = value.text, let site = environment.site?.site else { return .string("") }
    guard address.hasPrefix(site.absolute) else { return .string(address) }
    let rest = address.dropFirst(site.absolute.count)
    guard let first = rest.first else { return .string(site.basePath + "/") }
    switch first {
    case "/": return .string(site.basePath + rest)
    case "?", "#": return .string(site.basePath + "/" + rest)
    // Another host or folder whose name only begins so.
    default: return .string(address)
    }
  })
