import CCMarkGFM

extension DocumentWriter {
  /// Puts U+FFFD where a reference such as `&#1;` stands for a character that no page may hold, as
  /// HTML parsers do for `&#0;`.
  func replaceForbiddenCharacters(below root: Node) {
    guard source.bytes.firstIndex(of: Bytes("&#"), before: source.bytes.count) != nil else {
      return
    }
    unsafe forEachLeaf(of: root) { node, kind in
      switch kind {
      case .text:
        if let clean = unsafe withoutForbiddenCharacters(Bytes(hubgen_literal(node))) {
          _ = unsafe cmark_node_set_literal(node, clean)
        }
      case .link, .image:
        if let clean = unsafe Bytes(hubgen_title(node)).withoutForbiddenCharacters {
          _ = unsafe cmark_node_set_title(node, clean)
        }
        if let clean = unsafe Bytes(hubgen_url(node)).withoutForbiddenCharacters {
          _ = unsafe cmark_node_set_url(node, clean)
        }
      case .codeBlock:
        if let clean = unsafe Bytes(hubgen_info(node)).withoutForbiddenCharacters {
          _ = unsafe cmark_node_set_fence_info(node, clean)
        }
      default: break
      }
    }
  }

  /// A text without such characters but for those in marks of shortcodes; nil where it has none.
  private func withoutForbiddenCharacters(_ text: Bytes) -> String? {
    guard let shortcodes, shortcodes.holdsMark(text) else { return text.withoutForbiddenCharacters }
    var clean = ""
    shortcodes.forEachPart(of: text) { part, tag in
      clean += tag == nil ? part.withoutForbiddenCharacters ?? part.string : part.string
    }
    return clean
  }
}

extension Bytes {
  /// The text with U+FFFD for each character that no page may hold; nil where there is none.
  fileprivate var withoutForbiddenCharacters: String? {
    guard TextCheck.firstProblem(in: self) != nil else { return nil }
    var clean = String.UnicodeScalarView()
    for scalar in string.unicodeScalars {
      clean.append(TextCheck.isForbidden(scalar) ? "\u{FFFD}" : scalar)
    }
    return String(clean)
  }
}
