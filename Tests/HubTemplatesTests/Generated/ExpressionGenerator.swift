import HubTestSupport

/// Writes random expressions of a wanted type, over the values of `SampleContext`.
///
/// Only what hubgen and Jinja2 share on purpose: no null, no object as text, no overflow.
struct ExpressionGenerator {
  enum Kind: CaseIterable {
    case string, int, double, bool, html, strings, ints, page, pages
  }

  var random: SplitMix64
  /// Names in scope besides the context's, with what they hold.
  var names: [(name: String, kind: Kind)] = []
  var loopDepth = 0

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  mutating func expression(_ kind: Kind, _ depth: Int) -> String {
    let own = names.filter { $0.kind == kind }
    if !own.isEmpty, chance(30) { return pick(own).name }
    if depth <= 0 { return leaf(kind) }
    if chance(8) {
      return
        "(\(expression(kind, depth - 1)) if \(condition(depth - 1)) else \(expression(kind, depth - 1)))"
    }
    switch kind {
    case .string: return string(depth)
    case .int: return int(depth)
    case .double: return double(depth)
    case .bool: return bool(depth)
    case .html: return html(depth)
    case .strings: return strings(depth)
    case .ints: return ints(depth)
    case .page, .pages: return leaf(kind)
    }
  }

  /// A condition of any type: texts, numbers and lists are true where they are not empty.
  mutating func condition(_ depth: Int) -> String {
    chance(70) ? expression(.bool, depth) : expression(pick(Kind.allCases), depth)
  }

  private mutating func leaf(_ kind: Kind) -> String {
    switch kind {
    case .string:
      pick([
        "name", "text", "unicode", "long", "lang", "page.title", "plain.title", "site.title",
        "page.section", "page.author.name", literal(),
      ])
    case .int: pick(["n", "zero", "page.number", "plain.number", String(smallNumber())])
    case .double: pick(["x", "page.rating", "plain.rating", "1.5", "0.25", "10.0"])
    case .bool: pick(["yes", "no", "true", "false", "page.draft", "plain.draft"])
    case .html: pick(["html", "page.body", "plain.body"])
    case .strings: pick(["words", "empty", "page.tags", "plain.tags", "[\(literal()), name]"])
    case .ints: pick(["numbers", "[4, 1, \(smallNumber())]", "range(\(smallNumber()))|list"])
    case .page: pick(["page", "plain"])
    case .pages: pick(["site.pages", "page.children", "[page, plain]"])
    }
  }

  mutating func smallNumber() -> Int { Int.random(in: 0...12, using: &random) }

  mutating func literal() -> String {
    pick([
      "'a'", "\"b & c\"", "'<i>'", "''", "'it\\'s'", "\"q\\\"q\"", "'é日本'", "'  padded '",
      "'one two'", "'Mixed Case-word'", "'x\\ny'", "'1.5'", "'42'",
    ])
  }

  private mutating func string(_ depth: Int) -> String {
    let inner = expression(.string, depth - 1)
    switch Int.random(in: 0..<22, using: &random) {
    case 0: return "(\(inner) ~ \(expression(.string, depth - 1)))"
    case 1: return "(\(inner) + \(expression(.string, depth - 1)))"
    case 2: return "\(inner)|upper"
    case 3: return "\(inner)|lower"
    case 4: return "\(inner)|capitalize"
    case 5: return "\(inner)|title"
    case 6: return "\(inner)|trim"
    case 7: return "\(inner)|replace(\(literal()), \(literal()))"
    case 8: return "\(inner)|truncate(\(smallNumber() + 4), \(pick(["true", "false"])))"
    case 9: return "\(inner)|center(\(smallNumber() * 2))"
    case 10: return "(\(inner))[\(smallNumber() - 3):\(smallNumber())]"
    case 11: return "\(expression(.strings, depth - 1))|join(\(literal()))"
    case 12: return "(\(inner) ~ \(expression(.int, depth - 1)))"
    case 13: return "\(expression(.int, depth - 1))|string"
    case 14: return "\(inner)|reverse"
    case 15: return "\(inner)|wordwrap(\(smallNumber() + 5))"
    case 16: return "\(inner)|indent(\(smallNumber() % 5), \(pick(["true", "false"])))"
    case 17: return "\(expression(.html, depth - 1))|striptags"
    case 18: return "(\(inner) * \(smallNumber() % 4))"
    case 19: return "'%s-%s'|format(\(inner), \(expression(.int, depth - 1)))"
    case 20: return "\(inner)|default(\(literal()))"
    default: return "\(inner)|urlencode"
    }
  }

  private mutating func int(_ depth: Int) -> String {
    let inner = expression(.int, depth - 1)
    switch Int.random(in: 0..<13, using: &random) {
    case 0: return "(\(inner) + \(expression(.int, depth - 1)))"
    case 1: return "(\(inner) - \(expression(.int, depth - 1)))"
    case 2: return "(\(inner) * \(smallNumber()))"
    case 3: return "(\(inner) // \(smallNumber() + 1))"
    case 4: return "(\(inner) % \(smallNumber() + 1))"
    case 5: return "\(expression(pick([.string, .strings, .ints, .pages]), depth - 1))|length"
    case 6: return "\(inner)|abs"
    case 7: return "-\(smallNumber())"
    case 8: return "\(expression(.ints, depth - 1))|sum"
    case 9: return "\(expression(.string, depth - 1))|wordcount"
    case 10: return "\(expression(.string, depth - 1))|int(\(smallNumber()))"
    case 11 where loopDepth > 0: return pick(["loop.index", "loop.index0", "loop.revindex"])
    default: return "\(smallNumber()) + \(inner) * 2 - 1"
    }
  }

  private mutating func double(_ depth: Int) -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: "(\(expression(.int, depth - 1)) / \(smallNumber() + 1))"
    case 1: "(\(expression(.double, depth - 1)) + \(expression(.int, depth - 1)))"
    case 2: "(\(expression(.double, depth - 1)) * \(leaf(.double)))"
    case 3: "\(expression(.double, depth - 1))|round(\(smallNumber() % 4))"
    default: "\(expression(.int, depth - 1))|float"
    }
  }

  private mutating func bool(_ depth: Int) -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: "(\(expression(.bool, depth - 1)) and \(expression(.bool, depth - 1)))"
    case 1: "(\(expression(.bool, depth - 1)) or \(expression(.bool, depth - 1)))"
    case 2: "(not \(expression(.bool, depth - 1)))"
    case 3:
      "(\(expression(.int, depth - 1)) \(comparison()) \(expression(.int, depth - 1)))"
    case 4:
      "(\(expression(.string, depth - 1)) \(comparison()) \(expression(.string, depth - 1)))"
    case 5: "(\(literal()) \(pick(["in", "not in"])) \(expression(.string, depth - 1)))"
    case 6: "(\(literal()) \(pick(["in", "not in"])) \(expression(.strings, depth - 1)))"
    case 7: "(\(expression(.int, depth - 1)) is \(pick(["odd", "even", "divisibleby(3)"])))"
    case 8: "(\(expression(.string, depth - 1)) is \(pick(["lower", "upper", "string"])))"
    case 9: "(\(expression(.double, depth - 1)) \(comparison()) \(expression(.int, depth - 1)))"
    case 10: "(\(smallNumber()) < \(expression(.int, depth - 1)) <= \(smallNumber() + 9))"
    default: "(\(expression(.ints, depth - 1)) == \(expression(.ints, depth - 1)))"
    }
  }

  private mutating func comparison() -> String { pick(["==", "!=", "<", "<=", ">", ">="]) }

  private mutating func html(_ depth: Int) -> String {
    switch Int.random(in: 0..<5, using: &random) {
    // Of values only: a folded constant loses its mark in Jinja2 when `~` follows.
    case 0: "(name ~ \(expression(.string, depth - 1)))|safe"
    case 1: "(text ~ \(expression(.string, depth - 1)))|e"
    case 2: "(\(expression(.html, depth - 1)) ~ \(expression(.string, depth - 1)))"
    case 3: "(\(expression(.html, depth - 1)) + \(expression(.string, depth - 1)))"
    default: "\(expression(.html, depth - 1))|replace(\(literal()), \(literal()))"
    }
  }

  private mutating func strings(_ depth: Int) -> String {
    let inner = expression(.strings, depth - 1)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return "\(inner)|sort"
    case 1: return "\(inner)|reverse|list"
    case 2: return "\(inner)|unique|list"
    case 3: return "\(inner)|map('\(pick(["upper", "lower", "trim", "capitalize"]))')|list"
    case 4: return "\(inner)|\(pick(["select", "reject"]))('\(pick(["lower", "upper"]))')|list"
    case 5: return "(\(inner))[\(smallNumber() - 4):\(smallNumber())]"
    case 6:
      return
        "\(expression(.pages, depth - 1))|map(attribute='\(pick(["title", "section", "author.name"]))')|list"
    case 7: return "(\(inner) + \(expression(.strings, depth - 1)))"
    default: return "\(inner)|sort(reverse=true, case_sensitive=\(pick(["true", "false"])))"
    }
  }

  private mutating func ints(_ depth: Int) -> String {
    let inner = expression(.ints, depth - 1)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "\(inner)|sort"
    case 1: return "\(inner)|reverse|list"
    case 2: return "\(inner)|\(pick(["select", "reject"]))('\(pick(["odd", "even"]))')|list"
    case 3: return "(\(inner))[::\(pick(["2", "-1", "-2", "3"]))]"
    case 4: return "range(\(smallNumber()), \(smallNumber()), \(pick(["1", "2", "-1"])))|list"
    case 5: return "(\(inner) + \(expression(.ints, depth - 1)))"
    case 6: return "\(inner)|map('abs')|list"
    default: return "\(inner)|unique|list"
    }
  }
}
