import CCMarkGFM
import HubDiagnostics
import HubModel

extension DocumentWriter {
  mutating func writeHTMLBlock(_ node: Node) {
    let lines = unsafe lines(of: node)
    sourceNotes.skip(lines)
    place = BlockPlace(range: lines)
    let text = unsafe Bytes(hubgen_literal(node))
    if unsafe placeAlone(text, in: node.pointee.parent) { return }
    html.startLine()
    let isEscaped = options.isHub && options.rawHTML == .escaped && !isMoreMarkAlone(text)
    if isEscaped {
      html.append("<p>")
      unsafe writeRaw(text.trimmed, in: node)
      html.append("</p>")
    } else {
      unsafe writeRaw(text, in: node)
    }
    html.startLine()
  }

  mutating func writeInlineHTML(_ node: Node) {
    let text = unsafe Bytes(hubgen_literal(node))
    if unsafe placeInline(text, in: node.pointee.parent) { return }
    writeRaw(text, isInline: true)
  }

  private mutating func writeRaw(_ text: Bytes, in block: Node) {
    if shortcodes?.holdsMark(text) == true {
      unsafe writeMarkedHTML(text, in: block)
    } else {
      writeRaw(text, isInline: false)
    }
  }

  private func isMoreMarkAlone(_ text: Bytes) -> Bool {
    let text = text.trimmed
    return moreMarkEnd(text, at: 0) == text.count
  }

  /// Behind a `<!--more-->` that begins at an offset, or nil.
  private func moreMarkEnd(_ text: Bytes, at offset: Int) -> Int? {
    guard text.hasPrefix("<!--", at: offset) else { return nil }
    var index = offset + 4
    while index < text.count, text[index].isWhitespace { index += 1 }
    guard text.hasPrefixIgnoringCase("more", at: index) else { return nil }
    index += 4
    while index < text.count, text[index].isWhitespace { index += 1 }
    return text.hasPrefix("-->", at: index) ? index + 3 : nil
  }

  mutating func writeRaw(_ text: Bytes, isInline: Bool) {
    guard options.isHub else { return writeReference(text, isInline: isInline) }
    var written = 0
    var index = 0
    while let open = text.firstIndex(of: UInt8(ascii: "<"), from: index) {
      index = open + 1
      if let end = moreMarkEnd(text, at: open) {
        appendRaw(text[written..<open])
        if moreMark == nil { moreMark = plain.bytes.count }
        index = end
        written = end
        continue
      }
      if options.rawHTML == .escaped { continue }
      if text.hasPrefix("<!--", at: open) {
        let end = text.firstIndex(of: Bytes("-->"), from: open + 4, before: text.count)
        index = end ?? text.count
        place.pass(text[open..<index], in: source)
        continue
      }
      if options.rawHTML == .filtered, let name = RawTag.filteredName(text, at: open) {
        appendRaw(text[written..<open])
        html.append("&lt;")
        written = open + 1
        let tag = text[open..<open + 1 + name.utf8CodeUnitCount]
        if tag[1] != UInt8(ascii: "/") { warnFiltered(tag, name, isInline: isInline) }
        continue
      }
      guard let tag = RawTag(text, at: open) else { continue }
      writeAttributes(of: tag, in: text, isInline: isInline, written: &written)
      index = tag.end
      if !tag.isEnd, let end = rawTextEnd(of: tag, in: text) { index = end }
    }
    appendRaw(text[written..<text.count])
  }

  mutating func appendRaw(_ text: Bytes) {
    if options.rawHTML == .escaped {
      html.append(escaping: text)
    } else {
      html.append(text)
    }
  }

  /// As cmark-gfm writes it: the tag filter escapes, nothing else changes.
  private mutating func writeReference(_ text: Bytes, isInline: Bool) {
    var written = 0
    var index = 0
    while options.features.contains(.tagFilter),
      let open = text.firstIndex(of: UInt8(ascii: "<"), from: index)
    {
      index = open + 1
      guard RawTag.filteredName(text, at: open) != nil else {
        if isInline { break }
        continue
      }
      html.append(text[written..<open])
      html.append("&lt;")
      written = index
      if isInline { break }
    }
    html.append(text[written..<text.count])
  }

  /// Where the text of a script or style ends, in which `<` begins no tag.
  func rawTextEnd(of tag: RawTag, in text: Bytes) -> Int? {
    let ends: [(StaticString, StaticString)] = [
      ("script", "</script"), ("style", "</style"), ("textarea", "</textarea"),
      ("title", "</title"),
    ]
    guard let (_, end) = ends.first(where: { tag.isNamed($0.0) }) else { return nil }
    var index = tag.end
    while let open = text.firstIndex(of: UInt8(ascii: "<"), from: index) {
      if text.hasPrefixIgnoringCase(end, at: open) { return open }
      index = open + 1
    }
    return text.count
  }

  /// Leaves local addresses open, notes ids and warns of what is dangerous.
  private mutating func writeAttributes(
    of tag: RawTag, in text: Bytes, isInline: Bool, written: inout Int
  ) {
    guard !tag.isEnd else { return }
    let tagPlace = place.findTag(
      text[tag.start..<tag.start + 1 + tag.name.count], isInline: isInline, in: source)
    // Over several lines of a quote the source has more between them.
    let whole = text[tag.start..<tag.end]
    let exact = tagPlace.flatMap { source.bytes.hasPrefix(whole, at: $0) ? $0 : nil }
    defer { if let exact { place.move(behind: exact + whole.count) } }
    func find(_ attribute: RawTag.Attribute, _ place: inout BlockPlace) -> Int? {
      exact.map { $0 + attribute.start - tag.start } ?? place.find(attribute.value, in: source)
    }
    for attribute in tag.attributes where !attribute.value.isEmpty {
      if attribute.isNamed("id") || (attribute.isNamed("name") && tag.isNamed("a")) {
        noteAnchor(attribute, at: find(attribute, &place))
      }
      let isAddress = attribute.isNamed("href") || attribute.isNamed("src")
      guard isAddress, !tag.isNamed("base") else { continue }
      let address = attribute.decoded
      let destination = address.withBytes { LinkDestination($0, site: options.site) }
      let found = find(attribute, &place)
      if destination.isDangerous {
        warn(
          "dangerous-link", "an address in raw HTML may not run code or show hidden data",
          at: place.location(found, length: attribute.value.count, in: source))
      }
      guard destination.isLocal else { continue }
      html.append(text[written..<attribute.range.lowerBound])
      html.append("\"")
      // An image whose author gave a size gets no other.
      let hasSize = tag.attributes.contains { $0.isNamed("width") || $0.isNamed("height") }
      let kind: MarkdownDocument.Reference.Kind =
        tag.isNamed("img") && !hasSize ? .image : .link
      let index = addReference(kind, String(decoding: address, as: UTF8.self))
      if let found {
        references[index].span = source.span(at: found, length: attribute.value.count)
      } else {
        references[index].span = source.span(at: place.range.lowerBound)
      }
      html.append("\"")
      written = attribute.range.upperBound
    }
    if tag.isNamed("img"), !tag.attributes.contains(where: { $0.isNamed("alt") }) {
      warn(
        "missing-alt", "an image needs a text for those who can't see it",
        at: place.location(tagPlace, length: 4, in: source), notes: ["add alt=\"…\""])
    }
  }

  private mutating func noteAnchor(_ attribute: RawTag.Attribute, at found: Int?) {
    let id = attribute.value.string
    guard usedAnchors.insert(id).inserted else {
      warn(
        "duplicate-anchor", "the id '\(id)' is used twice",
        at: place.location(found, length: attribute.value.count, in: source))
      return
    }
    otherAnchors.append(id)
  }

  private mutating func warnFiltered(_ tag: Bytes, _ name: StaticString, isInline: Bool) {
    let found = place.findTag(tag, isInline: isInline, in: source)
    warn(
      "filtered-tag", "the tag <\(name)> is not allowed and is shown as text",
      at: place.location(found, length: tag.count, in: source),
      notes: ["'markdown: { rawHTML: allowed }' in hubgen.yaml lets every tag through"])
  }

  // MARK: Anchors

  /// Keeps the ids of footnotes and raw HTML away from headings, before any heading gets its own.
  mutating func reserveAnchors(_ root: Node) {
    guard sourceNotes.mayHoldLostReferences || mayHoldIDs else { return }
    var found: [String] = []
    var raw: [[UInt8]] = []
    unsafe forEachLeaf(of: root) { node, kind in
      switch kind {
      case .footnoteDefinition:
        let label = unsafe Bytes(hubgen_literal(node)).string
        found.append("fn-" + label)
        let uses = unsafe Int(hubgen_footnote_references(node))
        for use in 1...max(1, uses) { found.append("fnref\(use == 1 ? "" : String(use))-\(label)") }
      case .htmlInline, .htmlBlock:
        unsafe raw.append(Bytes(hubgen_literal(node)).array)
      default: break
      }
    }
    otherAnchors = found
    usedAnchors = Set(found)
    for id in found { headingIDs.reserve(id) }
    for text in raw where options.rawHTML != .escaped { reserveIDs(in: text) }
  }

  /// Whether a tag in the source may have an `id`.
  private var mayHoldIDs: Bool {
    var index = 0
    while let open = source.bytes.firstIndex(of: UInt8(ascii: "<"), from: index) {
      index = open + 1
      guard index < source.bytes.count, source.bytes[index].isASCIILetter else { continue }
      let end = source.bytes.firstIndex(of: UInt8(ascii: ">"), from: index) ?? source.bytes.count
      if source.bytes.firstIndex(of: Bytes("id"), from: index, before: end) != nil { return true }
      index = end
    }
    return false
  }

  private mutating func reserveIDs(in raw: [UInt8]) {
    raw.withBytes { text in
      var index = 0
      while let open = text.firstIndex(of: UInt8(ascii: "<"), from: index) {
        index = open + 1
        guard let tag = RawTag(text, at: open), !tag.isEnd else { continue }
        for attribute in tag.attributes where attribute.isNamed("id") {
          headingIDs.reserve(attribute.value.string)
        }
      }
    }
  }
}
