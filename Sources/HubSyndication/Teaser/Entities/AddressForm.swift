/// An address taken to pieces as RFC 3986 has it, to be looked at piece by piece.
struct AddressForm {
  private typealias Scalars = Substring.UnicodeScalarView

  private let authority: Scalars
  private let path: Scalars
  private let query: Scalars
  private let fragment: Scalars

  /// Nil where the text does not begin with `http://` or `https://`.
  init?(_ text: String) {
    var rest = Substring(text).unicodeScalars
    func take(until marks: String) -> Scalars {
      let end = rest.firstIndex { marks.unicodeScalars.contains($0) } ?? rest.endIndex
      defer { rest = rest[end...] }
      return rest[..<end]
    }
    let scheme = String(take(until: ":/?#")).lowercased()
    guard scheme == "http" || scheme == "https", rest.starts(with: "://".unicodeScalars) else {
      return nil
    }
    rest = rest.dropFirst(3)
    authority = take(until: "/?#")
    path = take(until: "?#")
    query = rest.first == "?" ? take(until: "#").dropFirst() : rest.prefix(0)
    fragment = rest.dropFirst()
  }

  var isValid: Bool {
    Self.isEncoded(path, besides: ":|@/") && Self.isEncoded(query, besides: ":|@/?")
      && Self.isEncoded(fragment, besides: ":|@/?") && isAuthority
  }

  private var isAuthority: Bool {
    var host = authority
    if let at = host.firstIndex(of: "@") {
      guard Self.isEncoded(host[..<at], besides: ":") else { return false }
      host = host[host.index(after: at)...]
    }
    let isBracketed = host.first == "["
    let hostEnd = isBracketed ? host.firstIndex(of: "]").map { host.index(after: $0) } : nil
    guard let end = hostEnd ?? (isBracketed ? nil : host.firstIndex(of: ":") ?? host.endIndex)
    else { return false }
    let port = host[end...]
    host = host[..<end]
    guard port.isEmpty || (port.first == ":" && Self.isPort(port.dropFirst())) else { return false }
    return isBracketed ? Self.isVersion6(host.dropFirst().dropLast()) : Self.isHost(host)
  }

  private static func isPort(_ text: Scalars) -> Bool {
    (1...5).contains(text.count) && text.allSatisfy { ("0"..."9").contains($0) }
  }

  private static func isVersion6(_ text: Scalars) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
  }

  /// Four numbers, or labels of which the last begins with a letter.
  private static func isHost(_ text: Scalars) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1 else { return false }
    let numbers = labels.filter { label in
      label.allSatisfy { ("0"..."9").contains($0) } && UInt8(String(label)) != nil
    }
    if labels.count == 4, numbers.count == 4 { return true }
    return labels.enumerated().allSatisfy { index, label in
      guard let first = label.first, let last = label.last else { return false }
      let isTop = index == labels.count - 1
      // A line may stand in the name of a machine, not in that of a domain.
      let inner = index < labels.count - 2 ? "-_" : "-"
      return first.isOfLabel && last.isOfLabel && !(isTop && ("0"..."9").contains(first))
        && label.allSatisfy { $0.isOfLabel || inner.unicodeScalars.contains($0) }
    }
  }

  /// Whether a part of an address holds only what may stand there, all else percent-encoded.
  private static func isEncoded(_ text: Scalars, besides marks: String) -> Bool {
    var index = text.startIndex
    while index < text.endIndex {
      let scalar = text[index]
      if scalar == "%" {
        let digits = text[text.index(after: index)...].prefix(2)
        guard digits.count == 2, digits.allSatisfy(\.isHexDigit) else { return false }
      } else if !scalar.isUnreserved, !"!$&'()*+,;=".unicodeScalars.contains(scalar),
        !marks.unicodeScalars.contains(scalar)
      {
        return false
      }
      index = text.index(after: index)
    }
    return true
  }
}

extension Unicode.Scalar {
  fileprivate var isHexDigit: Bool {
    ("0"..."9").contains(self) || ("a"..."f").contains(self) || ("A"..."F").contains(self)
  }

  fileprivate var isOfLabel: Bool { !isASCII || isASCIIAlphanumeric }

  fileprivate var isUnreserved: Bool {
    isASCIIAlphanumeric || "-._~".unicodeScalars.contains(self) || (0x400...0x4FF).contains(value)
  }
}
