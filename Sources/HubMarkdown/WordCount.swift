/// Counts words: runs of letters and digits; of Chinese and Japanese, each character is half a word.
func wordCount(_ text: [UInt8]) -> Int {
  var counter = WordCounter()
  text.withBytes { counter.count($0) }
  return counter.words + (counter.ideographs + 1) / 2
}

/// Where the counting stands between two characters.
private struct WordCounter {
  var words = 0
  var ideographs = 0
  /// 1 inside a word, else 0.
  private var inWord = 0

  mutating func count(_ text: Bytes) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      guard byte >= 0x80 else {
        countASCII(byte)
        index += 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      countOther(text[index..<min(index + length, text.count)])
      index += length
    }
  }

  /// Counts without a branch: a branch guessed wrongly at each space costs more than the rest.
  private mutating func countASCII(_ byte: UInt8) {
    let isLetter = ((byte | 0x20) &- 0x61) < 26
    let isDigit = (byte &- 0x30) < 10
    let isSpace = byte <= 0x20
    let starts = (isLetter ? 1 : 0) | (isDigit ? 1 : 0)
    words &+= starts & ~inWord
    inWord = (inWord | starts) & (isSpace ? 0 : 1)
  }

  private mutating func countOther(_ character: Bytes) {
    guard character.count > 2 else { return countLetter() }
    var value = UInt32(character[0] & (character.count == 4 ? 0x07 : 0x0F))
    for index in 1..<character.count { value = value << 6 | UInt32(character[index] & 0x3F) }
    switch value {
    // Kana, Han and the marks written like them.
    case 0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFD:
      ideographs += 1
      inWord = 0
    // Punctuation, symbols and emoji.
    case 0x2000...0x2BFF, 0x3000...0x303F, 0xFE00...0xFE0F, 0xFF00...0xFF0F, 0xFF1A...0xFF20,
      0x1F000...0x1FAFF:
      break
    default: countLetter()
    }
  }

  private mutating func countLetter() {
    words += 1 & ~inWord
    inWord = 1
  }
}
