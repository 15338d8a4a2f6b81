import CCMarkGFM
import HubModel

/// A table that is being written.
struct TableState {
  /// `l`, `c`, `r` or 0 for each column.
  var alignments: [UInt8]
  var column = 0
  var isHeader = false
  var hasBody = false
}

extension DocumentWriter {
  mutating func openTable(_ node: Node) -> Bool {
    unsafe place = BlockPlace(range: lines(of: node))
    plain.leaveOut()
    plain.suppression += 1
    let columns = unsafe Int(cmark_gfm_extensions_get_table_columns(node))
    let alignments = unsafe cmark_gfm_extensions_get_table_alignments(node)
    let all = unsafe UnsafeBufferPointer(
      start: alignments, count: unsafe alignments == nil ? 0 : columns)
    openTables.append(unsafe TableState(alignments: Array(all)))
    html.startLine()
    if options.isHub { openScrollArea() }
    html.append("<table>")
    return true
  }

  /// Lets a wide table scroll by itself, by keyboard too; its name is the heading it stands under.
  private mutating func openScrollArea() {
    guard let heading = outline.last else {
      html.append("<div class=\"table\" tabindex=\"0\">\n")
      return
    }
    html.append("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-labelledby=\"")
    html.append(escaping: heading.id)
    html.append("\">\n")
  }

  mutating func closeTable() {
    if openTables.last?.hasBody == true {
      html.startLine()
      html.append("</tbody>\n")
    }
    html.startLine()
    html.append("</table>\n")
    if options.isHub { html.append("</div>\n") }
    plain.suppression -= 1
    openTables.removeLast()
  }

  mutating func openRow(_ node: Node) -> Bool {
    guard var table = openTables.popLast() else { return false }
    html.startLine()
    table.column = 0
    table.isHeader = unsafe cmark_gfm_extensions_get_table_row_is_header(node) != 0
    if table.isHeader {
      html.append("<thead>\n")
    } else {
      unsafe place = BlockPlace(range: source.range(ofLine: Int(node.pointee.start_line)))
      if !table.hasBody { html.append("<tbody>\n") }
      table.hasBody = true
    }
    html.append("<tr>")
    openTables.append(table)
    return true
  }

  mutating func closeRow(_ node: Node) {
    html.startLine()
    html.append("</tr>")
    if unsafe cmark_gfm_extensions_get_table_row_is_header(node) != 0 {
      html.append("\n</thead>")
    }
  }

  mutating func openCell(_ node: Node) -> Bool {
    guard let table = openTables.last else { return false }
    html.startLine()
    html.append(table.isHeader ? options.isHub ? "<th scope=\"col\"" : "<th" : "<td")
    if table.column < table.alignments.count {
      switch table.alignments[table.column] {
      case UInt8(ascii: "l"): appendAlignment("left")
      case UInt8(ascii: "c"): appendAlignment("center")
      case UInt8(ascii: "r"): appendAlignment("right")
      default: break
      }
    }
    html.append(">")
    openTables[openTables.count - 1].column += 1
    return true
  }

  mutating func closeCell() {
    html.append(openTables.last?.isHeader == true ? "</th>" : "</td>")
  }

  private mutating func appendAlignment(_ side: StaticString) {
    html.append(options.isHub ? " style=\"text-align: " : " align=\"")
    html.append(side)
    html.append("\"")
  }
}
