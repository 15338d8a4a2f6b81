import HubData
import HubDiagnostics
import HubModel

extension Theme {
  /// The settings of the theme and of those it extends, which it may declare anew.
  func settings() -> (settings: [ThemeSetting], diagnostics: [Diagnostic]) {
    var settings: [ThemeSetting] = []
    var diagnostics: [Diagnostic] = []
    for setting in manifests.reversed().flatMap(\.settings) {
      guard let index = settings.firstIndex(where: { $0.name == setting.name }) else {
        settings.append(setting)
        continue
      }
      let inherited = settings[index]
      if inherited.kind != setting.kind {
        diagnostics.append(
          Diagnostic(
            id: "setting-type",
            "'\(setting.name)' has the type '\(inherited.kind.rawValue)' in the theme that this one"
              + " extends",
            at: setting.place,
            notes: [Diagnostic.Note("it is declared here", at: inherited.place)]))
        continue
      }
      settings[index] = setting
    }
    return (settings, diagnostics)
  }

  /// The settings with the values that the hub's `theme:` gives them.
  ///
  /// `others`: the settings of other themes, by name of the theme.
  func values(
    of settings: [ThemeSetting], in config: HubConfig,
    others: () -> [(theme: String, settings: [String])]
  ) -> (values: [ThemeValue], diagnostics: [Diagnostic]) {
    let start = SourceSpan(line: 1, column: 1)
    var reader = DataReader(
      config.theme, at: config.theme.first?.keySpan ?? start, file: config.file,
      subject: "'theme'", unknownKeys: nil)
    let values = settings.map { setting in
      let entry = reader.entry(setting.name)
      if let entry, entry.value.isNull {
        reader.report(
          "empty-value", "'\(setting.name)' needs a value", at: entry.keySpan,
          notes: setting.kind == .color
            ? ["write the colour in quotes: '#' begins a comment otherwise"] : [])
      }
      let own = setting.value(setting.name, &reader)
      return ThemeValue(
        setting: setting, value: own ?? setting.standard,
        place: own == nil ? nil : entry?.value.span)
    }
    let unread = isBroken ? [] : reader.unread
    let known = unread.isEmpty ? [] : others()
    let unknown = unread.map { entry in
      let other = known.first { $0.settings.contains(entry.key) }?.theme
      return unknownSetting(entry, among: settings, in: config, knownTo: other)
    }
    return (values, reader.finish() + unknown)
  }

  /// Settings of the theme itself that no template reads.
  func unusedSettings(_ use: ThemeUse) -> [Diagnostic] {
    (manifests.first?.settings ?? []).filter { !use.usesSetting($0.name) }.map { setting in
      .warning(
        "unused-setting", "no template reads 'theme.\(setting.name)'", at: setting.place,
        notes: ["remove the setting, or use it"])
    }
  }

  /// The problems of loading without those that follow from a theme nobody knows.
  func withoutConsequences(_ problems: [Diagnostic]) -> [Diagnostic] {
    isBroken ? problems.filter { $0.id != Self.unknownSetting } : problems
  }

  private static let unknownSetting = "unknown-setting"

  private func unknownSetting(
    _ entry: DataNode.Entry, among settings: [ThemeSetting], in config: HubConfig,
    knownTo other: String?
  ) -> Diagnostic {
    let names = settings.map(\.name)
    let file = folder + "/theme.yaml"
    let declared =
      names.isEmpty
      ? "\(file) declares none under 'settings:'"
      : "\(file) declares \(names.joined(separator: ", "))"
    if let other {
      // A hub may try one theme after another.
      return .warning(
        Self.unknownSetting,
        "the theme '\(config.site.theme)' has no setting '\(entry.key)': only '\(other)' has",
        at: SourceLocation(file: config.file, span: entry.keySpan), notes: [declared])
    }
    return .error(
      Self.unknownSetting, "the theme '\(config.site.theme)' has no setting '\(entry.key)'",
      at: SourceLocation(file: config.file, span: entry.keySpan),
      notes: didYouMean(entry.key, in: names) + [declared])
  }
}
