/// The same statement as PostgreSQL reads it.
///
/// `?1` becomes `$1`, and names with capitals are quoted, because PostgreSQL would fold them. What
/// stands in single quotes stays as it is.
func translatedForPostgres(_ sql: String) -> String {
  var out: [UInt8] = []
  out.reserveCapacity(sql.utf8.count + 64)
  var word: [UInt8] = []
  var isText = false
  func flush() {
    defer { word = [] }
    guard let first = word.first else { return }
    let isName = first >= UInt8(ascii: "a") && word.contains { $0.isCapital }
    if isName { out.append(UInt8(ascii: "\"")) }
    out += word
    if isName { out.append(UInt8(ascii: "\"")) }
  }
  for byte in sql.utf8 {
    if isText {
      out.append(byte)
      if byte == UInt8(ascii: "'") { isText = false }
    } else if byte.isLetter || byte.isDigit && !word.isEmpty || byte == UInt8(ascii: "_") {
      word.append(byte)
    } else {
      flush()
      isText = byte == UInt8(ascii: "'")
      out.append(byte == UInt8(ascii: "?") ? UInt8(ascii: "$") : byte)
    }
  }
  flush()
  return String(decoding: out, as: UTF8.self)
}

extension UInt8 {
  fileprivate var isCapital: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  fileprivate var isLetter: Bool {
    isCapital || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
