import HubDiagnostics

/// How a template asks for a date: the name of a style, or a pattern of CLDR's letters.
struct DatePattern {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  /// What is wrong with it, and what to write instead; nil where nothing is.
  var problem: String? {
    if text == "iso" || DateText.names.contains(text) { return nil }
    let example = "a date pattern such as \"d MMMM yyyy\""
    if let pattern = fromPercents ?? fromSampleDate {
      return "'\(text)' is the pattern of another language: write \"\(pattern)\""
    }
    let unquoted = unquoted
    let letters = Set(unquoted.filter { $0.isLetter })
    if let wrong = letters.subtracting(Self.letters).min() {
      if let style = closestMatch(to: text, in: ["iso"] + DateText.names) {
        return "no date style is called '\(text)': did you mean '\(style)'?"
      }
      return "'\(text)' is neither a style (full, long, medium, short, iso) nor \(example):"
        + " '\(wrong)' is no letter of one; words in it stand in apostrophes"
    }
    guard !letters.isDisjoint(with: Self.fields) else {
      return "'\(text)' is neither a style (full, long, medium, short, iso) nor \(example)"
    }
    if unquoted.contains("%") {
      return "'\(text)' is no date pattern: it has letters only, such as \"yyyy-MM-dd\""
    }
    return lookalike(unquoted, letters)
  }

  /// Letters that another language gives to the year and the day of the month.
  private func lookalike(_ unquoted: String, _ letters: Set<Character>) -> String? {
    var better = text
    if letters.contains("Y"), !letters.contains("w") { better.replace("Y", with: "y") }
    if letters.contains("D"), letters.contains("M") { better.replace("D", with: "d") }
    guard better != text, unquoted == text else { return nil }
    return "'\(text)' shows another date: 'Y' is the year of a week, 'D' the day of the year;"
      + " write \"\(better)\""
  }

  private static let fields: Set<Character> = Set("yYMLdDEecGQqwaBHhkKms")
  private static let letters = fields.union("SzZxXOVv")

  /// What stands outside of apostrophes.
  private var unquoted: String {
    text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined()
  }

  /// The CLDR pattern of one for C's strftime, such as `%Y-%m`.
  private var fromPercents: String? {
    guard text.contains("%") else { return nil }
    let letters: [Character: String] = [
      "Y": "yyyy", "y": "yy", "m": "MM", "d": "dd", "e": "d", "B": "MMMM", "b": "MMM", "h": "MMM",
      "A": "EEEE", "a": "EEE", "j": "D", "H": "HH", "I": "hh", "M": "mm", "S": "ss", "p": "a",
      "z": "xx", "Z": "zzz", "F": "yyyy-MM-dd", "T": "HH:mm:ss", "R": "HH:mm", "D": "MM/dd/yy",
      "V": "ww", "G": "YYYY", "k": "H", "l": "h",
    ]
    var pattern = ""
    var rest = text[...]
    while let first = rest.popFirst() {
      guard first == "%" else {
        pattern += first.isLetter ? "'\(first)'" : String(first)
        continue
      }
      let isShort = rest.first == "-" || rest.first == "_"
      if isShort { rest.removeFirst() }
      guard let letter = rest.popFirst(), let field = letters[letter] else { return nil }
      pattern += isShort && field.count == 2 && letter != "y" ? String(field.prefix(1)) : field
    }
    return pattern.replacing("''", with: "")
  }

  /// The CLDR pattern of one that is Go's sample date, such as `Jan 2, 2006`.
  private var fromSampleDate: String? {
    guard text.contains("2006") else { return nil }
    let parts = [
      ("2006", "yyyy"), ("January", "MMMM"), ("Jan", "MMM"), ("Monday", "EEEE"), ("Mon", "EEE"),
      ("01", "MM"), ("02", "dd"), ("15", "HH"), ("03", "hh"), ("04", "mm"), ("05", "ss"),
      ("PM", "a"), ("MST", "zzz"), ("1", "M"), ("2", "d"), ("3", "h"),
    ]
    var pattern = ""
    var rest = text[...]
    while let first = rest.first {
      if let part = parts.first(where: { rest.hasPrefix($0.0) }) {
        pattern += part.1
        rest = rest.dropFirst(part.0.count)
      } else {
        guard !first.isLetter, !first.isNumber else { return nil }
        pattern.append(first)
        rest.removeFirst()
      }
    }
    return pattern
  }
}
