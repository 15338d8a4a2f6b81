import CCMarkGFM
import HubDiagnostics
import HubModel

extension DocumentWriter {
  mutating func writeText(_ node: Node) {
    let text = unsafe Bytes(hubgen_literal(node))
    if shortcodes?.holdsMark(text) == true {
      unsafe writeMarkedText(text, in: node.pointee.parent)
    } else {
      write(text: text)
    }
  }

  mutating func write(text: Bytes) {
    html.append(escaping: text)
    plain.append(text)
    visibleBytes += text.count
    if sourceNotes.mayHoldLostReferences, options.isHub { checkLostReferences(text) }
  }

  mutating func writeSoftBreak() {
    html.append(0x0A)
    plain.appendSpace()
  }

  mutating func writeLineBreak() {
    html.append(options.isHub ? "<br>\n" : "<br />\n")
    plain.appendSpace()
  }

  mutating func writeCode(_ node: Node) {
    let text = unsafe Bytes(hubgen_literal(node))
    html.append("<code>")
    if shortcodes?.holdsMark(text) == true {
      asWritten(text, .inline).withBytes { code in
        html.append(escaping: code)
        plain.append(code)
      }
    } else {
      html.append(escaping: text)
      plain.append(text)
    }
    html.append("</code>")
    visibleBytes += text.count
    // What looks like a link or a tag inside code must not be found when one's place is looked for.
    if text.firstIndex(of: UInt8(ascii: "]")) != nil
      || text.firstIndex(of: UInt8(ascii: "<")) != nil
    {
      place.pass(text, in: source)
    }
  }

  /// The words of a node without markup.
  func text(of node: Node) -> [UInt8] {
    var text: [UInt8] = []
    unsafe forEachLeaf(of: node) { leaf, kind in
      switch kind {
      case .text, .code:
        unsafe text.append(contentsOf: Bytes(hubgen_literal(leaf)).buffer)
      case .softBreak, .lineBreak: text.append(0x20)
      default: break
      }
    }
    return text
  }

  /// Visits every node below one, in the order of the text.
  func forEachLeaf(of root: Node, _ body: (Node, NodeKind) -> Void) {
    guard var node = unsafe root.pointee.first_child else { return }
    while true {
      unsafe body(node, hubgen_node_kind(node))
      if let child = unsafe node.pointee.first_child {
        unsafe node = child
        continue
      }
      while unsafe node.pointee.next == nil {
        guard let parent = unsafe node.pointee.parent, unsafe parent != root else { return }
        unsafe node = parent
      }
      guard let next = unsafe node.pointee.next else { return }
      unsafe node = next
    }
  }

  // MARK: Images

  mutating func writeImage(_ node: Node) {
    let address = unsafe Bytes(hubgen_url(node))
    let alternative = unsafe text(of: node)
    let destination = LinkDestination(address, site: options.site)
    let start = options.isHub ? place.find("![", in: source) : nil
    plain.append(alternative: alternative)
    visibleBytes += alternative.count
    if options.isHub {
      if alternative.allSatisfy(\.isWhitespace) {
        warn(
          "missing-alt", "an image needs a text for those who can't see it",
          at: place.location(start, length: 2, in: source),
          notes: ["write it between the brackets: ![The queue at the door](…)"])
      }
      if destination.isDangerous {
        warnDangerous(address, at: place.location(start, length: 2, in: source))
        alternative.withBytes { html.append(escaping: $0) }
        return
      }
    }
    html.append("<img src=\"")
    if options.isHub, destination.isLocal {
      let index = addReference(.image, address.string)
      setPlace(ofReference: index, address)
    } else {
      html.append(escapingAddress: address)
    }
    html.append("\" alt=\"")
    unsafe writeAlternative(node)
    let title = unsafe Bytes(hubgen_title(node))
    if !title.isEmpty {
      html.append("\" title=\"")
      html.append(escaping: title)
    }
    html.append(options.isHub ? "\">" : "\" />")
  }

  private mutating func writeAlternative(_ image: Node) {
    var html = html
    self.html = HTMLBuffer(capacity: 0)
    let isHub = options.isHub
    unsafe forEachLeaf(of: image) { leaf, kind in
      switch kind {
      case .htmlInline where isHub: break
      case .text, .code, .htmlInline:
        unsafe html.append(escaping: Bytes(hubgen_literal(leaf)))
      case .softBreak, .lineBreak: html.append(0x20)
      default: break
      }
    }
    self.html = html
  }

  // MARK: Links

  mutating func openLink(_ node: Node) -> Bool {
    let address = unsafe Bytes(hubgen_url(node))
    shortcodes?.reject(marksIn: address)
    let destination = LinkDestination(address, site: options.site)
    var link = OpenLink(
      address: address, textStart: visibleBytes, plainStart: plain.bytes.count,
      isLocal: destination.isLocal)
    if options.isHub, destination.isDangerous {
      link.isDropped = true
      openLinks.append(link)
      return true
    }
    html.append("<a href=\"")
    if options.isHub, destination.isLocal {
      link.isAutolink = unsafe isAutolink(node, address)
      link.reference = addReference(.link, address.string)
    } else {
      html.append(escapingAddress: address)
    }
    let title = unsafe Bytes(hubgen_title(node))
    if !title.isEmpty {
      html.append("\" title=\"")
      html.append(escaping: title)
    }
    html.append("\">")
    openLinks.append(link)
    return true
  }

  /// Whether a link's words are its address, so that it may be written without brackets.
  private func isAutolink(_ node: Node, _ address: Bytes) -> Bool {
    guard let child = unsafe node.pointee.first_child, unsafe child.pointee.next == nil,
      unsafe hubgen_node_kind(child) == .text
    else { return false }
    return unsafe Bytes(hubgen_literal(child)) == address
  }

  mutating func closeLink() {
    guard let link = openLinks.popLast() else { return }
    if link.isLocal { plain.endLink(from: link.plainStart) }
    if !link.isDropped { html.append("</a>") }
    let isEmpty = link.address.isEmpty || visibleBytes == link.textStart
    guard options.isHub, link.isLocal || link.isDropped || isEmpty else { return }
    let written = link.isAutolink ? place.find(link.address, in: source) : nil
    let found =
      written.map { (offset: $0, length: link.address.count) }
      ?? place.findLink(link.address, in: source, definitions: &sourceNotes)
    if let reference = link.reference {
      references[reference].span = source.span(at: found.offset, length: found.length)
    }
    let where_ = source.location(at: found.offset, length: found.length)
    if link.isDropped { warnDangerous(link.address, at: where_) }
    if link.address.isEmpty {
      warn("empty-link", "a link needs an address", at: where_)
    } else if visibleBytes == link.textStart {
      warn("empty-link", "a link needs words that say where it leads", at: where_)
    }
  }

  // MARK: References

  /// Leaves the address at the end of the HTML open and returns the reference's index.
  mutating func addReference(_ kind: MarkdownDocument.Reference.Kind, _ address: String) -> Int {
    references.append(
      MarkdownDocument.Reference(
        kind: kind, destination: address, htmlOffset: html.count,
        span: SourceSpan(line: source.firstLine, column: 1)))
    return references.count - 1
  }

  mutating func setPlace(ofReference index: Int, _ address: Bytes) {
    let found = place.findLink(address, in: source, definitions: &sourceNotes)
    references[index].span = source.span(at: found.offset, length: found.length)
  }

  mutating func warnDangerous(_ address: Bytes, at place: SourceLocation) {
    let scheme = address.trimmed.firstIndex(of: UInt8(ascii: ":")).map {
      address.trimmed[0..<$0 + 1]
    }
    warn(
      "dangerous-link", "a link may not begin with '\(scheme?.string ?? "")'; it was left out",
      at: place)
  }
}

/// A link whose text is being written.
struct OpenLink {
  var address: Bytes
  /// `visibleBytes` where the text began.
  var textStart: Int
  /// How much of the plain text stood before.
  var plainStart: Int
  var isLocal: Bool
  var isDropped = false
  var isAutolink = false
  /// Its index in `references`, where the address is left open.
  var reference: Int?
}

extension LinkDestination {
  /// Whether it leads to something of the hub, which must be there.
  var isLocal: Bool { self == .local || self == .ownSite }
  var isDangerous: Bool { self == .dangerous }
}
