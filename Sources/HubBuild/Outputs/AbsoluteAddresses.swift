/// Makes the addresses of a piece of HTML absolute, as feeds need them.
///
/// What templates write is known only once it is written, so the tags are read again.
struct AbsoluteAddresses {
  /// Scheme and host, before addresses that begin with a slash.
  let origin: String
  /// The page's own address, before fragments and queries.
  let page: String

  private static let names: [String] = ["href", "src", "poster", "cite", "action"]
  /// Attributes with several addresses.
  private static let setNames: [String] = ["srcset", "imagesrcset"]

  func callAsFunction(_ html: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(html.count + 256)
    var index = html.startIndex
    while index < html.endIndex {
      let rest = html[index...]
      if rest.starts(with: "<!--".utf8) {
        copy(rest.dropFirst(4).firstRange(of: Array("-->".utf8))?.upperBound ?? html.endIndex)
      } else if html[index] == UInt8(ascii: "<"), index + 1 < html.endIndex,
        isLetter(html[index + 1])
      {
        copy(tagName(in: html, from: index + 1))
        attributes()
      } else {
        copy(index + 1)
      }
    }
    return result

    func copy(_ end: Int) {
      result += html[index..<end]
      index = end
    }

    /// `a.jpg 1x, b.jpg 2x`: an address may hold commas, but none at its end.
    func addresses(until end: Int) {
      func isBetween(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: ",") }
      while index < end {
        copy(html[index..<end].firstIndex { !isBetween($0) } ?? end)
        result += lead(html[index..<end])
        let blank = html[index..<end].firstIndex { $0 <= 0x20 } ?? end
        let hasComma = blank > index && html[blank - 1] == UInt8(ascii: ",")
        copy(blank)
        if !hasComma { copy(html[index..<end].firstIndex(of: UInt8(ascii: ",")) ?? end) }
      }
    }

    func attributes() {
      while index < html.endIndex, html[index] != UInt8(ascii: ">") {
        let name = name(in: html, from: index)
        guard name > index else {
          copy(index + 1)
          continue
        }
        let lower = html[index..<name].map { $0 | 0x20 }
        let isAddress = Self.names.contains { $0.utf8.elementsEqual(lower) }
        let isSet = Self.setNames.contains { $0.utf8.elementsEqual(lower) }
        copy(name)
        copy(blanks(in: html, from: index))
        guard index < html.endIndex, html[index] == UInt8(ascii: "=") else { continue }
        copy(blanks(in: html, from: index + 1))
        guard index < html.endIndex else { return }
        let quote = html[index]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        if isQuoted { copy(index + 1) }
        if isAddress { result += lead(html[index...]) }
        let end =
          isQuoted
          ? html[index...].firstIndex(of: quote)
          : html[index...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
        if isSet { addresses(until: end ?? html.endIndex) }
        copy(end ?? html.endIndex)
        if isQuoted, index < html.endIndex { copy(index + 1) }
      }
    }
  }

  /// What belongs before an address.
  private func lead(_ address: ArraySlice<UInt8>) -> [UInt8] {
    switch address.first {
    case UInt8(ascii: "/"):
      return address.dropFirst().first == UInt8(ascii: "/") ? [] : Array(origin.utf8)
    case UInt8(ascii: "#"), UInt8(ascii: "?"): return Array(page.utf8)
    default: return []
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private func tagName(in html: ArraySlice<UInt8>, from start: Int) -> Int {
    html[start...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") }
      ?? html.endIndex
  }

  private func name(in html: ArraySlice<UInt8>, from start: Int) -> Int {
    html[start...].firstIndex { $0 <= 0x20 || "=>/\"'".utf8.contains($0) } ?? html.endIndex
  }

  private func blanks(in html: ArraySlice<UInt8>, from start: Int) -> Int {
    html[start...].firstIndex { $0 > 0x20 } ?? html.endIndex
  }
}
