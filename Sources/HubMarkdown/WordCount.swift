/// Counts words: runs of letters and digits, and two for every four characters of Chinese or Japanese.
func wordCount(_ text: [UInt8]) -> Int {
  var words = 0
  var ideographs = 0
  var inWord = false
  var index = 0
  while index < text.count {
    let byte = text[index]
    if byte < 0x80 {
      if byte.isASCIILetter || byte.isASCIIDigit {
        if !inWord { words += 1 }
        inWord = true
      } else if byte.isWhitespace {
        inWord = false
      }
      index += 1
      continue
    }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    if byte >= 0xE2 && byte <= 0xF0, index + length <= text.count {
      switch Script(text, at: index, length: length) {
      case .ideograph:
        ideographs += 1
        inWord = false
        index += length
        continue
      case .punctuation:
        index += length
        continue
      case .letter: break
      }
    }
    if !inWord { words += 1 }
    inWord = true
    index += length
  }
  return words + (ideographs + 1) / 2
}

/// What a character of three or four bytes is to the counting of words.
private enum Script {
  case ideograph, punctuation, letter

  init(_ text: [UInt8], at index: Int, length: Int) {
    var value = UInt32(text[index] & (length == 4 ? 0x07 : 0x0F))
    for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
    switch value {
    case 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0xFF66...0xFF9F, 0x20000...0x3FFFD, 0x3005...0x3007:
      self = .ideograph
    case 0x2000...0x2BFF, 0x3000...0x303F, 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0x1F000...0x1FAFF,
      0xFE00...0xFE0F:
      self = .punctuation
    default: self = .letter
    }
  }
}
