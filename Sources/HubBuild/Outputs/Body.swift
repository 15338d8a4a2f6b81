import HubModel

extension Hub {
  /// A page's body with every local address filled in.
  ///
  /// `absolute`: whether addresses carry scheme and host, as feeds need them.
  func body(of page: Page, absolute: Bool = false) -> [UInt8] {
    let document = page.document
    guard !document.references.isEmpty else { return document.html }
    var html: [UInt8] = []
    html.reserveCapacity(document.html.count + document.references.count * 48)
    var start = 0
    for (reference, address) in zip(document.references, page.addresses) {
      html += document.html[start..<reference.htmlOffset]
      start = reference.htmlOffset
      switch address.target {
      case .site(let path, let suffix):
        html.append(escaped: absolute ? config.site.url.absolute(path) : config.site.url.href(path))
        html.append(escapedAddress: suffix)
      case .fragment(let text):
        if absolute { html.append(escaped: config.site.url.absolute(page.url)) }
        html.append(escapedAddress: text)
      case .verbatim(let text):
        // A query alone is one of the page itself.
        if absolute, text.hasPrefix("?") {
          html.append(escaped: config.site.url.absolute(page.url))
        }
        html.append(escapedAddress: text)
      }
      if let size = address.size {
        // The reference ends right before the attribute's closing quote.
        html.append(text: "\" width=\"\(size.width)\" height=\"\(size.height)")
      }
    }
    html += document.html[start...]
    return html
  }
}
