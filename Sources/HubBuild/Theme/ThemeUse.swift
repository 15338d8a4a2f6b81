import HubDiagnostics
import HubMarkdown
import HubModel
import HubTemplates
import Synchronization

/// Which texts and settings of a theme something uses, noted while its templates are checked.
final class ThemeUse: Sendable {
  private struct State {
    var keys: Set<String>
    var isComplete = true
    var settings: Set<String> = []
    var pageParams: Set<ParamUse> = []
    var siteParams: Set<ParamUse> = []
  }

  private let state: Mutex<State>

  /// Begins with the texts that hubgen itself uses.
  init(config: HubConfig) {
    let alerts = Alert.allCases.map { "alert" + $0.englishTitle }
    let lists = ContentConfig.standardTaxonomies + config.content.taxonomies
    state = Mutex(
      State(keys: Set(["home", "notFoundTitle", "backToText"] + alerts + lists)))
  }

  /// Notes a use; nil stands for a key that is known only when a page is rendered.
  func note(_ key: String?) {
    state.withLock {
      if let key { $0.keys.insert(key) } else { $0.isComplete = false }
    }
  }

  func noteSetting(_ name: String) {
    state.withLock { _ = $0.settings.insert(name) }
  }

  /// What templates read of pages' and terms' params.
  var pageParams: [ParamUse] { Self.sorted(state.withLock { $0.pageParams }) }

  /// What templates read of the params in hubgen.yaml.
  var siteParams: [ParamUse] { Self.sorted(state.withLock { $0.siteParams }) }

  private static func sorted(_ uses: Set<ParamUse>) -> [ParamUse] {
    // One place may be read both ways, as a partial is in two page templates.
    let asked = uses.filter { !$0.isGuarded }
    return uses.filter { use in
      !use.isGuarded || !asked.contains { $0.location == use.location && $0.path == use.path }
    }.sorted { ($0.location.file, $0.path.count) < ($1.location.file, $1.path.count) }
  }

  /// An object type whose `params` are noted.
  func noting(_ type: ObjectType) -> ObjectType {
    var type = type
    let isSite = type.name == "Site"
    type.noteDynamicUse = { [self] use in
      guard use.path.first == "params" else { return }
      let found = ParamUse(
        path: Array(use.path.dropFirst()), location: use.location, isGuarded: use.isGuarded)
      state.withLock {
        if isSite { _ = $0.siteParams.insert(found) } else { _ = $0.pageParams.insert(found) }
      }
    }
    return type
  }

  func usesSetting(_ name: String) -> Bool { state.withLock { $0.settings.contains(name) } }

  /// Whether it is sure that nothing uses a text.
  func isUnused(_ key: String) -> Bool {
    state.withLock { $0.isComplete && !$0.keys.contains(key) }
  }
}
