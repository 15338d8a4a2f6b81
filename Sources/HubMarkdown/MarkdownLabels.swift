/// GitHub's five kinds of alert, written as `> [!NOTE]` on the first line of a quote.
package enum Alert: String, CaseIterable, Hashable, Sendable {
  case note, tip, important, warning, caution

  /// The title where the theme's language sets none.
  package var englishTitle: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// The few words that the HTML of a body contains without the author having written them.
package struct MarkdownLabels: Hashable, Sendable {
  /// Titles by kind of alert; English where one is missing.
  package var alertTitles: [Alert: String]
  /// What a screen reader says for the arrow that leads back from a footnote.
  package var footnoteBack: String

  package init(alertTitles: [Alert: String] = [:], footnoteBack: String = "Back to the text") {
    self.alertTitles = alertTitles
    self.footnoteBack = footnoteBack
  }

  func title(_ alert: Alert) -> String { alertTitles[alert] ?? alert.englishTitle }
}
