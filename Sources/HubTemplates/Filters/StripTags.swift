/// The text of HTML, as MarkupSafe's `striptags`: no comments, no tags, single spaces, no entities.
enum StripTags {
  static func text(_ html: String) -> String {
    let bytes = removing(
      Array("<".utf8), Array(">".utf8),
      from: removing(Array("<!--".utf8), Array("-->".utf8), from: Array(html.utf8)))
    let words = String(decoding: bytes, as: UTF8.self).unicodeScalars
      .split(whereSeparator: TextMethods.isSpace)
      .map { String(String.UnicodeScalarView($0)) }
    return unescaped(words.joined(separator: " "))
  }

  private static func removing(_ open: [UInt8], _ close: [UInt8], from bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while let start = bytes.offset(of: open, from: position),
      let end = bytes.offset(of: close, from: start)
    {
      result += bytes[position..<start]
      position = end + close.count
    }
    return result + bytes[position...]
  }

  /// The characters that entities stand for; names beyond HTML's common ones stay as they are.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      let name = rest.dropFirst().prefix(32).prefix {
        $0 != ";" && $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#")
      }
      let after = rest.index(start, offsetBy: name.count + 1)
      let isClosed = after < rest.endIndex && rest[after] == ";"
      guard let character = character(name, isClosed: isClosed) else {
        result += "&"
        rest = rest.dropFirst()
        continue
      }
      result += character
      rest = rest[after...].dropFirst(isClosed ? 1 : 0)
    }
    return result + rest
  }

  private static func character(_ name: Substring, isClosed: Bool) -> String? {
    if name.hasPrefix("#") {
      let isHex = name.dropFirst().first == "x" || name.dropFirst().first == "X"
      let digits = name.dropFirst(isHex ? 2 : 1)
      guard let number = UInt32(digits, radix: isHex ? 16 : 10) else { return nil }
      return Unicode.Scalar(number).map { String(Character($0)) } ?? "\u{FFFD}"
    }
    // The oldest ones are known in capitals too.
    let old = name == name.uppercased() ? name.lowercased() : String(name)
    let isOld = ["amp", "lt", "gt", "quot", "copy", "reg"].contains(old)
    return isClosed || isOld || name == "nbsp" ? names[isOld ? old : String(name)] : nil
  }

  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "copy": "©", "reg": "®", "trade": "™", "hellip": "…", "mdash": "—", "ndash": "–",
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»",
    "bull": "•", "middot": "·", "times": "×", "divide": "÷", "deg": "°", "plusmn": "±",
    "euro": "€", "pound": "£", "yen": "¥", "cent": "¢", "sect": "§", "para": "¶",
    "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "shy": "\u{AD}", "zwj": "\u{200D}",
    "zwnj": "\u{200C}", "lrm": "\u{200E}", "rlm": "\u{200F}", "ensp": "\u{2002}",
    "emsp": "\u{2003}", "thinsp": "\u{2009}", "frac12": "½", "frac14": "¼", "frac34": "¾",
    "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß",
    "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "ntilde": "ñ", "iexcl": "¡",
    "iquest": "¿",
  ]
}
