import HubMarkdown
import HubModel
import Synchronization

/// Which texts and settings of a theme something uses, noted while its templates are checked.
final class ThemeUse: Sendable {
  private struct State {
    var keys: Set<String>
    var isComplete = true
    var settings: Set<String> = []
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

  func usesSetting(_ name: String) -> Bool { state.withLock { $0.settings.contains(name) } }

  /// Whether it is sure that nothing uses a text.
  func isUnused(_ key: String) -> Bool {
    state.withLock { $0.isComplete && !$0.keys.contains(key) }
  }
}
