import HubData
import HubDiagnostics
import HubModel
import HubTemplates

/// The keys that the `params` of a hub have, at any depth: what templates may find there.
struct ParamKeys: Sendable {
  private(set) var children: [String: ParamKeys] = [:]

  mutating func add(_ value: DataValue) {
    switch value {
    case .map(let entries):
      for entry in entries { children[entry.key, default: ParamKeys()].add(entry.value) }
    default: break
    }
  }

  /// The first part of a path that nothing has, and what stands beside it; nil where all is there.
  func firstMissing(_ path: some Sequence<String>) -> (place: Int, known: [String])? {
    var keys = self
    for (index, name) in path.enumerated() {
      // Nothing can be said of what is in a list or a text.
      guard !keys.children.isEmpty else { return nil }
      guard let next = keys.children[name] else { return (index, keys.children.keys.sorted()) }
      keys = next
    }
    return nil
  }
}

/// A place where a template reads something of `params`.
struct ParamUse: Hashable, Sendable {
  /// Without `params` itself.
  var path: [String]
  var location: SourceLocation
  /// Whether the template asks first whether it is there.
  var isGuarded: Bool
}

extension ThemeUse {
  /// Warnings of params that templates of the hub read and that no page, or not the configuration,
  /// sets.
  ///
  /// A template that asks whether one is there may wait for it, unless its name resembles one that
  /// is there.
  func unsetParams(pages: ParamKeys, site: ParamKeys) -> [Diagnostic] {
    let own = { (use: ParamUse) in
      use.location.file.hasPrefix("templates/") || use.location.file.hasPrefix(ThemeFolders.ofHub)
    }
    let ofPages = pageParams.filter(own).compactMap {
      problem($0, in: pages, nobody: "no page of the hub sets")
    }
    let ofSite = siteParams.filter(own).compactMap {
      problem($0, in: site, nobody: "hubgen.yaml does not set")
    }
    return ofPages + ofSite
  }

  private func problem(
    _ use: ParamUse, in keys: ParamKeys, nobody: String
  ) -> Diagnostic? {
    // What misses earlier is reported where the template reads that.
    guard let (place, known) = keys.firstMissing(use.path), place == use.path.count - 1 else {
      return nil
    }
    let hint = didYouMean(use.path[place], in: known)
    if hint.isEmpty, use.isGuarded { return nil }
    let path = (["params"] + use.path).joined(separator: ".")
    return .warning(
      "unset-param", "\(nobody) '\(path)'", at: use.location,
      notes: hint.isEmpty ? ["there is \(known.joined(separator: ", "))"] : hint)
  }
}
