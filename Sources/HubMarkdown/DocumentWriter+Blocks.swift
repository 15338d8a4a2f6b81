import CCMarkGFM
import HubDiagnostics
import HubModel

extension DocumentWriter {
  // MARK: Paragraphs

  /// Whether a paragraph is written without `<p>`: it stands in an item of a tight list.
  func isTight(_ node: Node) -> Bool {
    guard let list = unsafe node.pointee.parent?.pointee.parent else { return false }
    return unsafe hubgen_node_kind(list) == .list && hubgen_list_is_tight(list)
  }

  mutating func openParagraph(_ node: Node) -> Bool {
    unsafe place = BlockPlace(range: lines(of: node))
    let (kind, continuesList) = unsafe textKind(node)
    plain.begin(kind, continuesList: continuesList)
    unsafe isBareParagraph = holdsOnlyShortcodes(node)
    if unsafe !isTight(node) {
      html.startLine()
      if !isBareParagraph { html.append("<p>") }
    }
    if options.isHub, let parent = unsafe node.pointee.parent, unsafe isTask(parent),
      unsafe node.pointee.prev == nil
    {
      html.append("<label>")
      unsafe writeCheckbox(parent)
      openTaskLabel = true
    }
    return true
  }

  mutating func closeParagraph(_ node: Node) {
    plain.end()
    if openTaskLabel {
      html.append("</label>")
      openTaskLabel = false
    }
    guard unsafe !isTight(node) else { return }
    if let parent = unsafe node.pointee.parent, unsafe node.pointee.next == nil,
      unsafe hubgen_node_kind(parent) == .footnoteDefinition
    {
      html.append(0x20)
      unsafe writeBackReferences(parent)
    }
    html.append(isBareParagraph ? "\n" : "</p>\n")
  }

  /// How a paragraph reads as plain text: a list's item is a line, anything else a block.
  private func textKind(_ node: Node) -> (PlainText.BlockKind, continuesList: Bool) {
    guard let item = unsafe node.pointee.parent, unsafe hubgen_node_kind(item) == .item
    else { return (.paragraph, false) }
    guard unsafe node.pointee.prev == nil else { return (.listText, false) }
    if unsafe item.pointee.prev != nil { return (.listLine, true) }
    // The first item follows on a line of its own where its list stands inside another one.
    let outer = unsafe item.pointee.parent?.pointee.parent
    guard let outer = unsafe outer else { return (.listLine, false) }
    return (.listLine, unsafe hubgen_node_kind(outer) == .item)
  }

  // MARK: Headings

  mutating func openHeading(_ node: Node) -> Bool {
    unsafe place = BlockPlace(range: lines(of: node))
    let level = unsafe Int(hubgen_heading_level(node))
    plain.begin(.heading, continuesList: false)
    html.startLine()
    html.append("<h")
    html.append(UInt8(ascii: "0") + UInt8(level))
    if options.isHub {
      let text = unsafe withoutMarks(text(of: node))
      let id = headingIDs.next(for: text)
      html.append(" id=\"")
      html.append(escaping: id)
      html.append("\"")
      let words = text.withBytes(\.trimmed.string)
      outline.append(MarkdownDocument.Heading(level: level, id: id, text: words))
      unsafe checkLevel(level, node)
    }
    html.append(">")
    return true
  }

  mutating func closeHeading(_ node: Node) {
    plain.end()
    html.append("</h")
    unsafe html.append(UInt8(ascii: "0") + UInt8(hubgen_heading_level(node)))
    html.append(">\n")
  }

  private mutating func checkLevel(_ level: Int, _ node: Node) {
    let place = unsafe location(of: node)
    if level == 1 {
      warn(
        "heading-level-1", "a heading in the body begins at level 2, the title is level 1",
        at: place,
        notes: ["write '## ' instead of '# '"])
    } else if level > lastHeadingLevel + 1 {
      warn(
        "heading-skipped",
        "a heading of level \(level) must stand below one of level \(level - 1), not \(lastHeadingLevel)",
        at: place)
    }
    lastHeadingLevel = level
  }

  // MARK: Lists

  mutating func openList(_ node: Node) -> Bool {
    html.startLine()
    guard unsafe hubgen_list_is_ordered(node) else {
      html.append("<ul>\n")
      return true
    }
    let start = unsafe Int(hubgen_list_start(node))
    if start == 1 {
      html.append("<ol>\n")
    } else {
      html.append("<ol start=\"")
      html.append(number: start)
      html.append("\">\n")
    }
    return true
  }

  mutating func closeList(_ node: Node) {
    html.append(unsafe hubgen_list_is_ordered(node) ? "</ol>\n" : "</ul>\n")
  }

  /// Whether an item begins with `[ ]` or `[x]`.
  private func isTask(_ node: Node) -> Bool {
    unsafe node.pointee.extension != nil && hubgen_node_kind(node) == .item
  }

  mutating func openItem(_ node: Node) -> Bool {
    html.startLine()
    guard unsafe isTask(node) else {
      html.append("<li>")
      return true
    }
    guard options.isHub else {
      html.append("<li>")
      html.append(
        unsafe hubgen_item_is_checked(node)
          ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
          : "<input type=\"checkbox\" disabled=\"\" /> ")
      return true
    }
    html.append("<li class=\"task\">")
    let child = unsafe node.pointee.first_child
    guard let child = unsafe child, unsafe hubgen_node_kind(child) == .paragraph else {
      unsafe writeCheckbox(node)
      return true
    }
    return true
  }

  private mutating func writeCheckbox(_ item: Node) {
    html.append(
      unsafe isChecked(item)
        ? "<input type=\"checkbox\" checked disabled> " : "<input type=\"checkbox\" disabled> ")
  }

  /// Reads the mark in the source: the library takes an `[x]` anywhere in the line for it.
  private func isChecked(_ item: Node) -> Bool {
    let line = unsafe source.range(ofLine: Int(item.pointee.start_line))
    let start = unsafe line.lowerBound + max(0, Int(item.pointee.start_column) - 1)
    guard let open = source.bytes.firstIndex(of: UInt8(ascii: "["), from: start),
      open + 1 < line.upperBound
    else { return unsafe hubgen_item_is_checked(item) }
    return source.bytes[open + 1].asciiLowercased == UInt8(ascii: "x")
  }

  // MARK: Code and breaks

  mutating func writeCodeBlock(_ node: Node) {
    plain.leaveOut()
    unsafe sourceNotes.skip(lines(of: node))
    let info = unsafe Bytes(hubgen_info(node))
    html.startLine()
    // Long lines scroll by themselves, by keyboard too.
    html.append(options.isHub ? "<pre tabindex=\"0\"><code" : "<pre><code")
    if !info.isEmpty {
      let end = (0..<info.count).first { info[$0].isWhitespace } ?? info.count
      html.append(" class=\"language-")
      html.append(escaping: info[0..<end])
      html.append("\"")
    }
    html.append(">")
    let code = unsafe Bytes(hubgen_code(node))
    if shortcodes?.holdsMark(code) == true {
      let indent = unsafe max(0, Int(node.pointee.start_column) - 1)
      asWritten(code, .block(indent: indent)).withBytes { html.append(escaping: $0) }
    } else {
      html.append(escaping: code)
    }
    html.append("</code></pre>\n")
  }

  mutating func writeThematicBreak() {
    html.startLine()
    html.append(options.isHub ? "<hr>\n" : "<hr />\n")
  }

  // MARK: Places

  /// The bytes of the lines on which a block stands.
  func lines(of node: Node) -> Range<Int> {
    var start = unsafe Int(node.pointee.start_line)
    var end = unsafe Int(node.pointee.end_line)
    if start == 0, let next = unsafe node.pointee.next {
      // A paragraph that the table after it gave back has no place of its own.
      start = unsafe Int(next.pointee.start_line)
      end = unsafe Int(next.pointee.end_line)
    }
    return source.range(ofLines: start, end)
  }

  func location(of node: Node) -> SourceLocation {
    let line = unsafe source.range(ofLine: Int(node.pointee.start_line))
    let column = unsafe max(0, Int(node.pointee.start_column) - 1)
    let start = min(line.lowerBound + column, line.upperBound)
    let text = source.bytes[start..<line.upperBound].trimmed
    return source.location(at: start, length: text.count)
  }
}
