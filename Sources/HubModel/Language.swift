/// One language of the hub.
package struct Language: Hashable, Sendable {
  package enum Direction: String, CaseIterable, Hashable, Sendable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
  }

  /// The BCP 47 tag as it stands in file names, URLs and `lang`: `en`, `sw`, `pt-BR`.
  package var code: String
  /// The language's own name for itself: `Kiswahili`.
  package var name: String
  package var direction: Direction

  package init(code: String, name: String, direction: Direction = .leftToRight) {
    self.code = code
    self.name = name
    self.direction = direction
  }
}
