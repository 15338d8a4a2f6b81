/// Takes credentials out of whatever is shown or kept.
package struct SecretMask: Sendable {
  private let secrets: [String]

  /// Shorter values would blot out ordinary words.
  private static let shortest = 6

  package init(_ secrets: some Sequence<String>) {
    // The longest first: one may contain another.
    self.secrets = Set(secrets).filter { $0.utf8.count >= Self.shortest }
      .sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  package static let none = SecretMask([])

  package func callAsFunction(_ text: String) -> String {
    secrets.reduce(text) { $0.replacing($1, with: "***") }
  }
}
