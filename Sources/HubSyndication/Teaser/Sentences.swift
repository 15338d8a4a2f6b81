/// Whole sentences of a text, trimmed.
enum Sentences {
  static func split(_ text: String, languageCode: String) -> [String] {
    let characters = Array(text)
    var sentences: [String] = []
    var start = 0
    var index = 0
    func take(to end: Int) {
      let words = characters[start..<end].split(whereSeparator: \.isWhitespace)
      if !words.isEmpty { sentences.append(words.map { String($0) }.joined(separator: " ")) }
      start = end
    }
    while index < characters.count {
      let character = characters[index]
      index += 1
      if character == "\n", index < characters.count, characters[index] == "\n" {
        take(to: index)
      } else if stops.contains(character) || wideStops.contains(character) {
        while index < characters.count,
          stops.contains(characters[index]) || wideStops.contains(characters[index])
            || closing.contains(characters[index])
        {
          index += 1
        }
        if wideStops.contains(character) || isEnd(characters, at: index, from: start) {
          take(to: index)
        }
      }
    }
    take(to: characters.count)
    return sentences
  }

  /// Whether a stop before `index` ends a sentence: blank, then no small letter, no initial before.
  private static func isEnd(_ text: [Character], at index: Int, from start: Int) -> Bool {
    guard index < text.count else { return true }
    guard text[index].isWhitespace else { return false }
    guard let next = text[index...].first(where: { !$0.isWhitespace }) else { return true }
    if next.isLowercase { return false }
    guard text[index - 1] == "." else { return true }
    let word = text[start..<(index - 1)].reversed().prefix { !$0.isWhitespace }.reversed()
    let abbreviations: Set<String> = [
      "mr", "mrs", "ms", "dr", "st", "no", "vs", "prof", "e.g", "i.e", "napr", "č", "g", "gng",
    ]
    return !(word.count == 1 && word.first?.isUppercase == true)
      && !abbreviations.contains(String(word).lowercased())
  }

  private static let stops = Set(".!?…։؟।॥۔")
  private static let wideStops = Set("。！？")
  private static let closing = Set("\"'”’»)]」』）")
}
