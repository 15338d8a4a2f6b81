/// A piece of a template: text between tags, or a word, number or sign within one.
struct Token {
  enum Kind: UInt8 {
    case text, printBegin, printEnd, tagBegin, tagEnd, end
    /// Something that the lexer has reported already.
    case invalid
    case name, integer, float, string
    case plus, minus, slash, doubleSlash, star, doubleStar, percent, tilde
    case leftBracket, rightBracket, leftParen, rightParen, leftBrace, rightBrace
    case equal, notEqual, greater, greaterEqual, less, lessEqual, assign
    case dot, colon, pipe, comma, semicolon
  }

  var kind: Kind
  var place: Place
}

/// A mistake that a tag can't be read past; a nil message was reported before.
struct SyntaxError: Error {
  var id = "template-syntax"
  var message: String?
  var place: Place
  var notes: [String] = []
}
