import HubData
import Foundation
import HubModel

/// A link's destination in its parts, still percent-encoded.
struct LinkDestination: Hashable {
  var path: String
  /// With its `?`, or empty.
  var query: String
  /// Without its `#`; nil where there is none.
  var fragment: String?

  init(_ text: String) {
    var rest = text[...]
    if let hash = rest.firstIndex(of: "#") {
      fragment = String(rest[rest.index(after: hash)...])
      rest = rest[..<hash]
    }
    let mark = rest.firstIndex(of: "?") ?? rest.endIndex
    path = String(rest[..<mark])
    query = String(rest[mark...])
  }

  /// Query and fragment, as they follow the address.
  var suffix: String { query + (fragment.map { "#" + $0 } ?? "") }
}

/// The decoded parts of a path seen from a folder; nil where it leads above the top.
func joined(_ path: String, folder: String) -> [String]? {
  var parts = path.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
  for part in path.split(separator: "/") {
    switch part {
    case ".": continue
    case "..":
      guard parts.popLast() != nil else { return nil }
    default: parts.append(URLPath.decode(part))
    }
  }
  return parts
}

/// The path relative to the top, decoded and composed; nil where it leads above the top.
func normalize(_ path: String, folder: String) -> String? {
  joined(path, folder: folder)?.joined(separator: "/").precomposed
}

extension StringProtocol {
  /// The text in Unicode's composed form (NFC), as paths are compared.
  var precomposed: String {
    utf8.allSatisfy { $0 < 0x80 } ? String(self) : precomposedStringWithCanonicalMapping
  }
}
