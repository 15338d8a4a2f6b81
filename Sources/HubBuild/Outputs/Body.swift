import HubModel

extension Hub {
  /// A page's body with every local address filled in and every shortcode rendered.
  ///
  /// `shortcodes`: nil leaves them out; `absolute`: whether addresses carry scheme and host, as
  /// feeds need them.
  func body(of id: Page.ID, shortcodes: ShortcodeRenderer?, absolute: Bool = false) -> [UInt8] {
    let text = text(of: id)
    let source = text.document.html
    let count = text.document.references.count
    guard count > 0 || !text.document.shortcodes.isEmpty else { return source }
    var body = Body(hub: self, id: id, renderer: shortcodes, isAbsolute: absolute)
    var html: [UInt8] = []
    html.reserveCapacity(source.count + count * 48)
    body.write(0..<source.count, depth: 0, to: &html)
    return html
  }
}

extension SiteContext {
  /// A page's body, in feeds with absolute addresses.
  func body(of id: Page.ID, absolute: Bool = false) -> [UInt8] {
    hub.body(of: id, shortcodes: shortcodes, absolute: absolute)
  }
}

/// A body being put together from its HTML, the addresses in it and its shortcodes.
private struct Body {
  let hub: Hub
  let id: Page.ID
  let renderer: ShortcodeRenderer?
  let isAbsolute: Bool
  private let url: URLPath
  private let addresses: [Address]
  private let source: [UInt8]
  private let references: [MarkdownDocument.Reference]
  private let shortcodes: [Shortcode]
  // How many of each have been written.
  private var reference = 0
  private var shortcode = 0

  init(hub: Hub, id: Page.ID, renderer: ShortcodeRenderer?, isAbsolute: Bool) {
    self.hub = hub
    self.id = id
    self.renderer = renderer
    self.isAbsolute = isAbsolute
    url = hub.url(of: id)
    addresses = hub.addresses(of: id)
    let text = hub.text(of: id)
    source = text.document.html
    references = text.document.references
    shortcodes = text.document.shortcodes
  }

  private var site: SiteURL { hub.config.site.url }

  /// Writes a stretch of the HTML that stands in so many shortcodes.
  mutating func write(_ range: Range<Int>, depth: Int, to html: inout [UInt8]) {
    var start = range.lowerBound
    while true {
      let address = reference < references.count ? references[reference].htmlOffset : Int.max
      var next = Int.max
      if shortcode < shortcodes.count, shortcodes[shortcode].depth == depth {
        next = shortcodes[shortcode].html.lowerBound
      }
      if next <= range.upperBound, next <= address {
        html += source[start..<next]
        start = shortcodes[shortcode].html.upperBound
        writeShortcode(depth: depth, to: &html)
      } else if address < range.upperBound {
        html += source[start..<address]
        start = address
        writeAddress(to: &html)
      } else {
        html += source[start..<range.upperBound]
        return
      }
    }
  }

  private mutating func writeShortcode(depth: Int, to html: inout [UInt8]) {
    let index = shortcode
    shortcode += 1
    var inner: [UInt8] = []
    if shortcodes[index].isClosed { write(shortcodes[index].html, depth: depth + 1, to: &inner) }
    guard let renderer else {
      html += inner
      return
    }
    let trimmed = Array(inner.drop { $0 == 0x0A }.reversed().drop { $0 == 0x0A }.reversed())
    let start = html.count
    renderer.render(index, of: id, inner: shortcodes[index].isClosed ? trimmed : nil, into: &html)
    while html.count > start, html[html.count - 1] == 0x0A { html.removeLast() }
    guard isAbsolute, depth == 0 else { return }
    let absolute = AbsoluteAddresses(origin: site.origin, page: site.absolute(url))
    html.replaceSubrange(start..., with: absolute(html[start...]))
  }

  private mutating func writeAddress(to html: inout [UInt8]) {
    let address = addresses[reference]
    reference += 1
    switch address.target {
    case .site(let path, let suffix):
      html.append(escaped: isAbsolute ? site.absolute(path) : site.href(path))
      html.append(escapedAddress: suffix)
    case .fragment(let text):
      if isAbsolute { html.append(escaped: site.absolute(url)) }
      html.append(escapedAddress: text)
    case .verbatim(let text):
      // A query alone is one of the page itself.
      if isAbsolute, text.hasPrefix("?") { html.append(escaped: site.absolute(url)) }
      html.append(escapedAddress: text)
    }
    if let size = address.size {
      // The reference ends right before the attribute's closing quote.
      html.append(text: "\" width=\"\(size.width)\" height=\"\(size.height)")
    }
  }
}
