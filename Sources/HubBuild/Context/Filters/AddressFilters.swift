import HubDiagnostics
import HubModel
import HubTemplates

/// Addresses of assets: `{{ "plaza.css" | asset }}`.
func assetFilter(theme: Theme) -> FilterDefinition {
  let known = Set(theme.assetURLs.keys)
  return FilterDefinition(
    name: "asset", documentation: "The address of a file in the theme's assets/.", input: .string,
    result: .string,
    checkLiteral: { name in
      guard !known.contains(name) else { return nil }
      let hint = closestMatch(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
      return "no file '\(name)' in the theme's assets/\(hint)"
    },
    apply: { (value, _, environment) throws(TemplateError) in
      guard let name = value.text, let site = environment.site, let url = site.assetURLs[name]
      else { throw TemplateError("no file '\(value.text ?? "")' in the theme's assets/") }
      return .string(site.site.href(url))
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
