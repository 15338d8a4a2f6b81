import HubHTTP
package import HubModel

/// An article's address with tracking parameters.
package enum TrackedLink {
  /// What the placeholders of `utm:` stand for.
  package struct Values: Hashable, Sendable {
    package var network: String
    package var account: String
    package var section: String
    package var language: String
    package var audience: String?
    package var article: String
    /// The short key by which a post is found again.
    package var post: String

    package init(
      network: String, account: String, section: String, language: String, audience: String?,
      article: String, post: String
    ) {
      self.network = network
      self.account = account
      self.section = section
      self.language = language
      self.audience = audience
      self.article = article
      self.post = post
    }
  }

  /// The address with a parameter for each value that is not empty, before the fragment.
  ///
  /// A parameter that the address has already stays as it is.
  package static func make(_ url: String, _ utm: UTMConfig?, _ values: Values) -> String {
    guard let utm else { return url }
    let fragmentStart = url.utf8.firstIndex(of: UInt8(ascii: "#")) ?? url.endIndex
    var address = String(url[..<fragmentStart])
    let parameters = [
      ("utm_source", utm.source), ("utm_medium", utm.medium), ("utm_campaign", utm.campaign),
      ("utm_term", utm.term), ("utm_content", utm.content),
    ]
    for (name, template) in parameters {
      guard let template else { continue }
      let value = fill(template, values)
      guard !value.isEmpty, !has(name, in: address) else { continue }
      let joint =
        address.utf8.contains(UInt8(ascii: "?"))
        ? (address.hasSuffix("?") || address.hasSuffix("&") ? "" : "&") : "?"
      address += "\(joint)\(name)=\(URLText.encoded(value))"
    }
    return address + url[fragmentStart...]
  }

  private static func has(_ name: String, in address: String) -> Bool {
    guard let query = address.utf8.firstIndex(of: UInt8(ascii: "?")) else { return false }
    return address[query...].dropFirst().split(separator: "&").contains { parameter in
      parameter.prefix { $0 != "=" } == name
    }
  }

  /// The template with its placeholders filled in, in one pass: a value is never read as a template.
  private static func fill(_ template: String, _ values: Values) -> String {
    guard template.utf8.contains(UInt8(ascii: "{")) else { return template }
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}"),
        let value = value(of: rest[rest.index(after: open)..<close], values)
      else {
        text += "{"
        rest = rest[rest.index(after: open)...]
        continue
      }
      text += value
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private static func value(of name: Substring, _ values: Values) -> String? {
    switch name {
    case "network": values.network
    case "account": values.account
    case "section": values.section
    case "language": values.language
    case "audience": values.audience ?? ""
    case "article": values.article
    case "post": values.post
    default: nil
    }
  }
}
