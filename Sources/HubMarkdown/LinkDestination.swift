/// What the address of a link or an image points at.
enum LinkDestination {
  /// A page, a file or a heading of the hub, whose address is found later.
  case local
  /// An absolute URL, or one that names only the host.
  case absolute
  /// An absolute URL of the hub's own site.
  case ownSite
  /// One that would run code or show what its author never wrote.
  case dangerous
  case empty

  /// `site`: the hub's own address without a slash at its end, empty where it is not known.
  init(_ address: Bytes, site: String = "") {
    let address = address.trimmed
    guard !address.isEmpty else {
      self = .empty
      return
    }
    guard let colon = Self.schemeEnd(address) else {
      self = address.hasPrefix("//") ? .absolute : .local
      return
    }
    if Self.isDangerous(address, colon: colon) {
      self = .dangerous
    } else {
      self = Self.isWithin(site, address) ? .ownSite : .absolute
    }
  }

  /// Whether an address is the site's or of something on it; the host's case does not matter.
  private static func isWithin(_ site: String, _ address: Bytes) -> Bool {
    guard !site.isEmpty, address.count >= site.utf8.count else { return false }
    for (index, byte) in site.utf8.enumerated()
    where address[index].asciiLowercased != byte.asciiLowercased { return false }
    return address.count == site.utf8.count || "/?#".utf8.contains(address[site.utf8.count])
  }

  /// Where the colon after a scheme stands (RFC 3986, 3.1), or nil.
  private static func schemeEnd(_ address: Bytes) -> Int? {
    guard address[0].isASCIILetter else { return nil }
    for index in 1..<address.count {
      switch address[index] {
      case UInt8(ascii: ":"): return index
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
      case let byte where byte.isASCIILetter || byte.isASCIIDigit: continue
      default: return nil
      }
    }
    return nil
  }

  private static func isDangerous(_ address: Bytes, colon: Int) -> Bool {
    let scheme = address[0..<colon + 1]
    if scheme.hasPrefixIgnoringCase("javascript:") || scheme.hasPrefixIgnoringCase("vbscript:")
      || scheme.hasPrefixIgnoringCase("file:")
    {
      return true
    }
    guard scheme.hasPrefixIgnoringCase("data:") else { return false }
    let harmless: [StaticString] = [
      "data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp",
    ]
    return !harmless.contains { address.hasPrefixIgnoringCase($0) }
  }
}
