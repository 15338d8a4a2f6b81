/// Finds the addresses that X shortens, with and without `https://`, as its own library does.
struct TweetAddresses {
  private let text: [Unicode.Scalar]

  init(_ text: [Unicode.Scalar]) {
    self.text = text
  }

  /// The ranges of scalars that count as one address each, in order.
  func find() -> [Range<Int>] {
    guard text.contains(".") else { return [] }
    var found: [Range<Int>] = []
    var index = 0
    while index < text.count {
      // The scalar before an address belongs to what was looked at.
      let starts = index == 0 ? [1, 0] : [index + 1]
      let before = text[index]
      var end: Int?
      for start in starts where end == nil && start < text.count {
        guard start == 0 || before.mayStandBeforeAddress else { continue }
        end = address(from: start, before: start == 0 ? nil : before, to: &found)
      }
      index = end ?? index + 1
    }
    return found
  }

  /// Looks for an address that starts here; gives where the search goes on if there is one.
  private func address(
    from start: Int, before: Unicode.Scalar?, to found: inout [Range<Int>]
  ) -> Int? {
    let scheme = schemeLength(start)
    guard let domainEnd = domainEnd(from: start + scheme) else { return nil }
    let domain = start + scheme..<domainEnd
    let end = queryEnd(from: pathEnd(from: portEnd(from: domainEnd)))
    guard Self.hasShortLabels(text[domain]) else { return end }
    if scheme > 0 {
      if let end = shortLinkEnd(start, domain, end) { found.append(start..<end) }
    } else if before.map({ !"-_./".unicodeScalars.contains($0) }) ?? true {
      var parts = asciiDomains(in: domain)
      if let last = parts.last, pathEnd(from: domainEnd) > domainEnd {
        parts[parts.count - 1] = last.lowerBound..<end
      }
      found += parts
    }
    return end
  }

  private func schemeLength(_ start: Int) -> Int {
    guard text[start] == "h" || text[start] == "H" else { return 0 }
    for scheme in ["https://", "http://"] {
      let end = start + scheme.utf8.count
      guard end <= text.count else { continue }
      let isThere = zip(text[start..<end], scheme.unicodeScalars).allSatisfy {
        $0.properties.lowercaseMapping == String($1)
      }
      if isThere { return end - start }
    }
    return 0
  }

  /// Where the longest domain ends that starts here: labels, then a known top-level domain.
  func domainEnd(from start: Int) -> Int? {
    var labelStart = start
    var lastLabelHasLine = true
    var found: Int?
    while labelStart < text.count {
      if labelStart > start, !lastLabelHasLine, let length = topLevelLength(labelStart) {
        found = labelStart + length
      }
      var end = labelStart
      while end < text.count, text[end].isDomainScalar || text[end] == "-" || text[end] == "_" {
        end += 1
      }
      guard end > labelStart, end < text.count, text[end] == ".",
        text[labelStart].isDomainScalar, text[end - 1].isDomainScalar
      else { return found }
      lastLabelHasLine = text[labelStart..<end].contains("_")
      labelStart = end + 1
    }
    return found
  }

  private func topLevelLength(_ start: Int) -> Int? {
    if let length = TopLevelDomains.length(at: start, in: text) { return length }
    guard text[start...].prefix(4).elementsEqual("xn--".unicodeScalars) else { return nil }
    let rest = text[(start + 4)...].prefix { $0.isASCIIAlphanumeric || $0 == "-" }
    return rest.isEmpty ? nil : 4 + rest.count
  }

  /// The parts of a domain that are written in Latin letters alone: without a scheme only these
  /// are links.
  private func asciiDomains(in domain: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = domain.lowerBound
    while start < domain.upperBound {
      guard text[start].isLatinDomainScalar else {
        start += 1
        continue
      }
      var end = start
      var best: Int?
      while end < domain.upperBound {
        let labelEnd = text[end..<domain.upperBound].firstIndex { !$0.isLatinDomainScalar }
        guard let labelEnd, labelEnd > end, text[labelEnd] == "." else { break }
        end = labelEnd + 1
        if let length = topLevelLength(end) { best = end + length }
      }
      if let best { found.append(start..<best) }
      start = max(best ?? end, start + 1)
      while best == nil, start < domain.upperBound, text[start].isLatinDomainScalar { start += 1 }
    }
    return found
  }

  /// Of an address of t.co only the slug belongs to it, and a slug is no longer than 40.
  private func shortLinkEnd(_ start: Int, _ domain: Range<Int>, _ end: Int) -> Int? {
    guard text[domain].elementsEqual("t.co".unicodeScalars), domain.upperBound < end,
      text[domain.upperBound] == "/"
    else { return end }
    let slug = text[(domain.upperBound + 1)..<end].prefix(while: \.isASCIIAlphanumeric)
    if slug.isEmpty { return end }
    return slug.count > 40 ? nil : queryEnd(from: slug.endIndex)
  }

  /// DNS takes labels of up to 63 bytes, in Punycode where they are not ASCII.
  private static func hasShortLabels(_ domain: ArraySlice<Unicode.Scalar>) -> Bool {
    domain.split(separator: ".").allSatisfy { label in
      if label.allSatisfy(\.isASCII) { return label.count <= 63 }
      return "xn--".utf8.count + Punycode.length(of: Array(label)) <= 63
    }
  }
}

extension TweetAddresses {
  private func portEnd(from start: Int) -> Int {
    guard start < text.count, text[start] == ":" else { return start }
    let digits = text[(start + 1)...].prefix { ("0"..."9").contains($0) }
    return digits.isEmpty ? start : digits.endIndex
  }

  /// Brackets belong to a path in pairs, one pair within another at most.
  private func pathEnd(from start: Int) -> Int {
    guard start < text.count, text[start] == "/" else { return start }
    var index = start + 1
    var end = index
    while index < text.count {
      if text[index].isPathScalar {
        index += 1
        if text[index - 1].mayEndPath { end = index }
      } else if let after = bracketsEnd(from: index, depth: 0) {
        index = after
        end = after
      } else {
        break
      }
    }
    return end
  }

  private func bracketsEnd(from start: Int, depth: Int) -> Int? {
    guard depth < 2, text[start] == "(" else { return nil }
    var index = start + 1
    while index < text.count {
      if text[index] == ")" { return index > start + 1 ? index + 1 : nil }
      if text[index].isPathScalar {
        index += 1
      } else if let after = bracketsEnd(from: index, depth: depth + 1) {
        index = after
      } else {
        return nil
      }
    }
    return nil
  }

  private func queryEnd(from start: Int) -> Int {
    guard start < text.count, text[start] == "?" else { return start }
    let query = text[(start + 1)...].prefix(while: \.isQueryScalar)
    let last = query.lastIndex { $0.isASCIIAlphanumeric || "-_&=#/".unicodeScalars.contains($0) }
    return last.map { $0 + 1 } ?? start
  }
}

extension Unicode.Scalar {
  fileprivate var mayStandBeforeAddress: Bool {
    !isASCIIAlphanumeric && !"@＠$#＃\u{FEFF}".unicodeScalars.contains(self)
      && value & 0xFFFE != 0xFFFE
  }

  fileprivate var isDomainScalar: Bool {
    if isASCII { return isASCIIAlphanumeric || self == "\"" || self == "`" }
    switch value {
    case 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
      0x202A...0x202E, 0x061C, 0x200E, 0x200F, 0x2066...0x2069, 0xFFFE, 0xFFFF, 0xFEFF:
      return false
    default: return true
    }
  }

  private var isAccentedLatin: Bool {
    switch value {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x253, 0x254, 0x256, 0x257, 0x259, 0x25B, 0x263,
      0x268, 0x26F, 0x272, 0x289, 0x28B, 0x2BB, 0x300...0x36F, 0x1E00...0x1EFF:
      true
    default: false
    }
  }

  fileprivate var isLatinDomainScalar: Bool {
    isASCIIAlphanumeric || self == "-" || isAccentedLatin
  }

  fileprivate var isPathScalar: Bool {
    isASCIIAlphanumeric || isAccentedLatin || (0x400...0x4FF).contains(value) || self == "–"
      || "!*';:=+,.$/%#[]-_~@|&".unicodeScalars.contains(self)
  }

  fileprivate var mayEndPath: Bool {
    isASCIIAlphanumeric || isAccentedLatin || (0x400...0x4FF).contains(value)
      || "+-=_#/".unicodeScalars.contains(self)
  }

  fileprivate var isQueryScalar: Bool {
    isASCIIAlphanumeric || "!?*'@();:&=+$/%#[]-_.,~|".unicodeScalars.contains(self)
  }
}
