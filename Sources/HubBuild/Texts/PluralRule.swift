/// Which form of a text goes with a count, by a language's cardinal rules in CLDR.
package struct PluralRule: Sendable {
  package enum Category: String, CaseIterable, Sendable {
    case zero, one, two, few, many, other
  }

  /// One comparison of a rule, such as `n % 100 = 3..10,13`.
  private struct Relation {
    /// Whether it is about the number; else about its fraction or exponent, which a count has not.
    var isAboutNumber: Bool
    var divisor: Int?
    var isNegated: Bool
    var ranges: [ClosedRange<Int>]

    init?(_ text: Substring) {
      var words = text.split(separator: " ")[...]
      guard let operand = words.popFirst() else { return nil }
      isAboutNumber = operand == "n" || operand == "i"
      if words.first == "%" {
        divisor = words.dropFirst().first.flatMap { Int($0) }
        words = words.dropFirst(2)
      }
      isNegated = words.popFirst() == "!="
      ranges = (words.first ?? "").split(separator: ",").compactMap { range in
        let bounds = range.split(separator: ".").compactMap { Int($0) }
        return bounds.first.flatMap { low in bounds.last.map { low...$0 } }
      }
    }

    func holds(for count: Int) -> Bool {
      var value = isAboutNumber ? count : 0
      if let divisor { value %= divisor }
      return ranges.contains { $0.contains(value) } != isNegated
    }
  }

  /// In CLDR's order; each condition is an `or` of `and`s.
  private let conditions: [(category: Category, alternatives: [[Relation]])]

  private init(_ rules: KeyValuePairs<Category, String>) {
    conditions = rules.map { category, condition in
      let alternatives = condition.split(separator: " or ").map { alternative in
        alternative.split(separator: " and ").compactMap { Relation($0) }
      }
      return (category, alternatives)
    }
  }

  private static let rules: [Substring: PluralRule] = {
    var rules: [Substring: PluralRule] = [:]
    for row in table {
      let rule = PluralRule(row.rules)
      for language in row.languages.split(separator: " ") { rules[language] = rule }
    }
    return rules
  }()

  /// The rule of a BCP 47 tag, or of the longest start of it that CLDR lists.
  package static func named(_ languageCode: String) -> PluralRule? {
    var code = languageCode.replacing("-", with: "_")[...]
    while true {
      if let rule = rules[code] { return rule }
      guard let end = code.lastIndex(of: "_") else { return nil }
      code = code[..<end]
    }
  }

  package func category(of count: Int) -> Category {
    let count = Int(clamping: count.magnitude)
    return conditions.first { condition in
      condition.alternatives.contains { $0.allSatisfy { $0.holds(for: count) } }
    }?.category ?? .other
  }

  /// The categories that the language has at all, those of fractions included.
  var categories: [Category] { conditions.map(\.category) + [.other] }

  /// The smallest counts of each category below 1000, for those that have any.
  var examples: [Category: [Int]] {
    (0..<1000).reduce(into: [:]) { examples, count in
      let category = category(of: count)
      if examples[category, default: []].count < 3 { examples[category, default: []].append(count) }
    }
  }
}
