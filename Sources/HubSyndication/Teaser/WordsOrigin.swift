package import HubDiagnostics
import HubModel

/// The article that an account has used words for.
package struct WordsOrigin: Hashable, Sendable {
  package var article: String
  package var language: String
  /// Where it stands, if it is still there.
  package var file: String?

  package init(article: String, language: String, file: String? = nil) {
    self.article = article
    self.language = language
    self.file = file
  }

  func isOf(_ article: Article) -> Bool {
    self.article == article.identity && language == article.language.code
  }

  /// Where to look, and what to do.
  package var note: Diagnostic.Note {
    Diagnostic.Note(
      "write other words for one of the two, under 'social: { teaser: … }' or 'networks'",
      at: file.map { SourceLocation(file: $0) })
  }
}
