import CCMarkGFM
import HubDiagnostics
import HubModel

extension DocumentWriter {
  mutating func writeFootnoteReference(_ node: Node) {
    guard let definition = unsafe node.pointee.parent_footnote_def else { return }
    let label = unsafe Bytes(hubgen_literal(definition))
    let use = unsafe Int(hubgen_footnote_reference_index(node))
    html.append("<sup class=\"footnote-ref\"><a href=\"")
    if options.isHub {
      addFragment("#fn-" + label.string)
    } else {
      html.append("#fn-")
      html.append(escapingAddress: label)
    }
    html.append("\" id=\"")
    appendReferenceID(label, use: use)
    html.append(options.isHub ? "\" role=\"doc-noteref\">" : "\" data-footnote-ref>")
    unsafe html.append(escapingAddress: Bytes(hubgen_literal(node)))
    html.append("</a></sup>")
    visibleBytes += 1
  }

  /// The id of a reference; for pages the number stands before the label, so that none collide.
  private mutating func appendReferenceID(_ label: Bytes, use: Int) {
    guard options.isHub else {
      html.append("fnref-")
      html.append(escapingAddress: label)
      if use > 1 {
        html.append("-")
        html.append(number: use)
      }
      return
    }
    html.append("fnref")
    if use > 1 { html.append(number: use) }
    html.append("-")
    html.append(escaping: label)
  }

  /// Leaves the address of a place in the page open: in feeds it needs the page's address too.
  private mutating func addFragment(_ address: String) {
    _ = addReference(.link, address)
  }

  mutating func openFootnote(_ node: Node) -> Bool {
    let label = unsafe Bytes(hubgen_literal(node))
    plain.suppression += 1
    usedFootnotes.insert(label.string.lowercased())
    if footnoteCount == 0 {
      html.append(
        options.isHub
          ? "<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n"
          : "<section class=\"footnotes\" data-footnotes>\n<ol>\n")
    }
    footnoteCount += 1
    html.append("<li id=\"fn-")
    if options.isHub { html.append(escaping: label) } else { html.append(escapingAddress: label) }
    html.append("\">\n")
    return true
  }

  mutating func closeFootnote(_ node: Node) {
    plain.suppression -= 1
    if unsafe writeBackReferences(node) { html.append(0x0A) }
    html.append("</li>\n")
  }

  /// Writes the arrows that lead back, once for each footnote.
  @discardableResult
  mutating func writeBackReferences(_ node: Node) -> Bool {
    guard writtenBackReferences < footnoteCount else { return false }
    writtenBackReferences = footnoteCount
    let label = unsafe Bytes(hubgen_literal(node))
    let uses = unsafe Int(hubgen_footnote_references(node))
    for use in 1...max(1, uses) {
      html.append(use == 1 ? "<a href=\"" : " <a href=\"")
      if options.isHub {
        addFragment("#fnref\(use == 1 ? "" : String(use))-\(label.string)")
        html.append("\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"")
        html.append(escaping: options.labels.footnoteBack)
        if use > 1 {
          html.append(" ")
          html.append(number: use)
        }
      } else {
        html.append("#")
        appendReferenceID(label, use: use)
        html.append(
          "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content")
      }
      html.append("\">↩")
      if use > 1 {
        html.append("<sup class=\"footnote-ref\">")
        html.append(number: use)
        html.append("</sup>")
      }
      html.append("</a>")
    }
    return true
  }

  // MARK: Checks

  /// Warns of footnotes that the library dropped without a word: unused ones and second ones.
  mutating func reportFootnotes() {
    guard options.features.contains(.footnotes) else { return }
    var seen: [String: Int] = [:]
    for definition in sourceNotes.footnoteDefinitions() {
      let place = source.location(at: definition.offset, length: definition.length)
      let label = definition.label.lowercased()
      if let first = seen[label] {
        diagnostics.append(
          Diagnostic(
            .warning, id: "duplicate-footnote",
            "footnote '\(definition.label)' is defined twice; the first one is used", at: place,
            notes: [Diagnostic.Note("first defined here", at: source.location(at: first))]))
      } else if !usedFootnotes.contains(label) {
        warn(
          "unused-footnote", "footnote '\(definition.label)' is not referred to and is left out",
          at: place)
      }
      if seen[label] == nil { seen[label] = definition.offset }
    }
  }

  /// Warns of `[text][label]` and `[^label]` that no definition answers.
  mutating func checkLostReferences(_ text: Bytes) {
    var index = 0
    while let open = text.firstIndex(of: UInt8(ascii: "["), from: index) {
      index = open + 1
      guard let close = text.firstIndex(of: UInt8(ascii: "]"), from: index) else { return }
      guard close > index else { continue }
      if text[index] == UInt8(ascii: "^") {
        guard close > index + 1, options.features.contains(.footnotes) else { continue }
        lost(text[open..<close + 1], "undefined-footnote", "no footnote answers to")
      } else if open > 0, text[open - 1] == UInt8(ascii: "]"), !isSubscript(text, before: open - 1)
      {
        lost(text[open - 1..<close + 1], "undefined-link-reference", "no definition answers to")
      }
    }
  }

  private mutating func lost(_ text: Bytes, _ id: String, _ message: String) {
    // Not found: written with escapes, so meant as text.
    guard let found = place.find(text, in: source) else { return }
    let skip = text[0] == UInt8(ascii: "]") ? 1 : 0
    let label = text[skip..<text.count]
    let hint =
      id == "undefined-footnote"
      ? "add a line '\(label.string): …'" : "add a line '\(label.string): address'"
    warn(
      id, "\(message) '\(label.string)'",
      at: source.location(at: found + skip, length: label.count), notes: [hint])
  }

  /// Whether the bracket pair that ends here follows a name, as in `cells[row][column]`.
  private func isSubscript(_ text: Bytes, before close: Int) -> Bool {
    var open = close
    while open > 0, text[open] != UInt8(ascii: "[") { open -= 1 }
    guard open > 0, text[open] == UInt8(ascii: "[") else { return false }
    let before = text[open - 1]
    return before.isASCIILetter || before.isASCIIDigit || before == 0x5D || before == 0x5F
  }
}
