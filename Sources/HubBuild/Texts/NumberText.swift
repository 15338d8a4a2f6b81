import Foundation

/// Numbers as a language writes them (CLDR): groups of digits, the decimal sign, its own digits.
struct NumberText: Sendable {
  private let locale: Locale

  static let mostDigits = 20

  init(languageCode: String) {
    locale = Locale(identifier: languageCode)
  }

  /// `digits`: of the fraction, always so many; nil: none.
  func text(_ number: Int, digits: Int?) -> String {
    number.formatted(
      IntegerFormatStyle<Int>(locale: locale).precision(.fractionLength(digits ?? 0)))
  }

  /// `digits`: of the fraction, always so many; nil: three at most.
  func text(_ number: Double, digits: Int?) -> String {
    let style = FloatingPointFormatStyle<Double>(locale: locale)
    return number.formatted(style.precision(.fractionLength((digits ?? 0)...(digits ?? 3))))
  }
}
