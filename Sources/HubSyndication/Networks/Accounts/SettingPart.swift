/// A part of a setting's text: written out, or the name in `${NAME}`.
enum SettingPart {
  case literal(String)
  case variable(String)

  var isVariable: Bool {
    if case .variable = self { return true }
    return false
  }

  static func split(_ text: String) -> [SettingPart]? {
    var pieces: [SettingPart] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      if start.lowerBound > rest.startIndex {
        pieces.append(.literal(String(rest[..<start.lowerBound])))
      }
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { return nil }
      let name = rest[start.upperBound..<end]
      let isName = name.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          0x30...0x39, UInt8(ascii: "_"):
          true
        default: false
        }
      }
      guard isName, let first = name.utf8.first, !(0x30...0x39).contains(first) else { return nil }
      pieces.append(.variable(String(name)))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.literal(String(rest))) }
    return pieces
  }
}
