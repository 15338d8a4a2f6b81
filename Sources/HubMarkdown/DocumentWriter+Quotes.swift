import CCMarkGFM
import HubDiagnostics

extension DocumentWriter {
  mutating func openQuote(_ node: Node) -> Bool {
    html.startLine()
    guard options.isHub, let alert = unsafe takeAlert(from: node) else {
      html.append("<blockquote>\n")
      plain.quotations += 1
      return true
    }
    openAlerts.append(UInt(bitPattern: node))
    html.append("<aside class=\"alert alert-")
    html.append(escaping: alert.rawValue)
    html.append("\" role=\"note\">\n<p class=\"alert-title\">")
    html.append(escaping: options.labels.title(alert))
    html.append("</p>\n")
    return true
  }

  mutating func closeQuote(_ node: Node) {
    html.startLine()
    if openAlerts.last == UInt(bitPattern: node) {
      openAlerts.removeLast()
      html.append("</aside>\n")
    } else {
      html.append("</blockquote>\n")
      plain.quotations -= 1
    }
  }

  /// The alert that a quote's first line names; takes that line out of the tree.
  private mutating func takeAlert(from quote: Node) -> Alert? {
    guard let paragraph = unsafe quote.pointee.first_child,
      unsafe hubgen_node_kind(paragraph) == .paragraph,
      let first = unsafe paragraph.pointee.first_child,
      unsafe hubgen_node_kind(first) == .text
    else { return nil }
    let text = unsafe Bytes(hubgen_literal(first))
    guard text.hasPrefix("[!"), text.count > 3, text[text.count - 1] == UInt8(ascii: "]") else {
      return nil
    }
    let lineBreak = unsafe first.pointee.next
    if let lineBreak = unsafe lineBreak {
      let kind = unsafe hubgen_node_kind(lineBreak)
      guard kind == .softBreak || kind == .lineBreak else { return nil }
    }
    var place = unsafe BlockPlace(range: source.range(ofLine: Int(paragraph.pointee.start_line)))
    // Written `\[!NOTE]`, it is meant as text.
    guard let mark = place.find("[!", in: source), mark == 0 || source.bytes[mark - 1] != 0x5C
    else { return nil }
    let name = text[2..<text.count - 1].string
    guard let alert = Alert(rawValue: name.lowercased()) else {
      warnUnknown(name, unsafe lines(of: quote))
      return nil
    }
    unsafe cmark_node_free(first)
    if let lineBreak = unsafe lineBreak {
      unsafe cmark_node_free(lineBreak)
    } else {
      unsafe cmark_node_free(paragraph)
    }
    return alert
  }

  private mutating func warnUnknown(_ name: String, _ lines: Range<Int>) {
    guard name.utf8.allSatisfy({ $0.isASCIILetter }) else { return }
    var place = BlockPlace(range: lines)
    let found = place.find("[!", in: source)
    let names = Alert.allCases.map { $0.rawValue.uppercased() }
    warn(
      "unknown-alert", "unknown alert '\(name)'",
      at: place.location(found, length: name.utf8.count + 3, in: source),
      notes: didYouMean(name, in: names) + ["the kinds are \(names.joined(separator: ", "))"])
  }
}
