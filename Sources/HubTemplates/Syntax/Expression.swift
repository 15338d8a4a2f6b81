/// An expression of a template and where it stands.
struct Expression {
  indirect enum Kind {
    /// Something that could not be read; it was reported.
    case invalid
    case literal(TemplateValue)
    case name(String)
    case list([Expression], isTuple: Bool)
    case map([(key: Expression, value: Expression)])
    case field(Expression, name: String, Place)
    case item(Expression, index: Expression)
    case slice(Expression, from: Expression?, to: Expression?, step: Expression?)
    case call(Expression, Arguments)
    case filter(Expression, Use)
    case test(Expression, Use)
    case negate(Expression)
    case plus(Expression)
    case not(Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case arithmetic(Arithmetic, Expression, Expression)
    case comparison(Expression, [(Comparison, Expression)])
    case concatenation([Expression])
    case conditional(Expression, condition: Expression, otherwise: Expression?)
  }

  /// The name of a filter or test with its arguments.
  struct Use {
    var name: String
    var place: Place
    var arguments: Arguments
  }

  struct Arguments {
    struct Keyword {
      var name: String
      var place: Place
      var value: Expression
    }

    var positional: [Expression] = []
    var keywords: [Keyword] = []
  }

  var kind: Kind
  var place: Place
  /// How many expressions lie within each other here.
  var depth: Int

  static func invalid(_ place: Place) -> Expression {
    Expression(kind: .invalid, place: place, depth: 1)
  }
}

/// An arithmetic operator.
enum Arithmetic: UInt8 {
  case add, subtract, multiply, divide, floorDivide, modulo, power

  var sign: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    }
  }
}

/// A comparison operator.
enum Comparison: UInt8 {
  case equal, notEqual, less, lessEqual, greater, greaterEqual, isIn, isNotIn

  var sign: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessEqual: "<="
    case .greater: ">"
    case .greaterEqual: ">="
    case .isIn: "in"
    case .isNotIn: "not in"
    }
  }
}

extension Expression {
  /// The texts that the expression may be, where all of them are written out: a literal, or the
  /// branches of an inline `if`.
  var literals: [(text: String, place: Place)]? {
    switch kind {
    case .literal(.string(let text)): return [(text, place)]
    case .conditional(let value, _, let otherwise?):
      guard let first = value.literals, let second = otherwise.literals else { return nil }
      return first + second
    default: return nil
    }
  }
}
