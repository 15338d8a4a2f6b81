/// Writes random templates: statements within each other around random expressions.
struct TemplateGenerator {
  private var expressions: ExpressionGenerator
  private var files: [String: String] = [:]
  private var nameCount = 0
  /// Macros in scope, each taking two texts.
  private var macros: [String] = []

  init(seed: UInt64) {
    expressions = ExpressionGenerator(seed: seed)
  }

  mutating func template() -> TemplateCase {
    var text = body(depth: 3)
    if expressions.chance(15) {
      let base =
        "[\(body(depth: 1))]{% block a %}\(body(depth: 1)){% endblock %}\(body(depth: 1))"
        + "{% block b %}B{% endblock %}"
      files["base.html"] = base
      expressions.names = []
      macros = []
      let parent = expressions.chance(50) ? "{{ super() }}" : ""
      text =
        "{% extends 'base.html' %}\(newline()){% block a %}\(parent)\(body(depth: 2)){% endblock a %}"
    }
    return TemplateCase(text, "", files: files)
  }

  private mutating func body(depth: Int) -> String {
    let count = Int.random(in: 1...3, using: &expressions.random)
    let known = (expressions.names.count, macros.count)
    var result = ""
    for _ in 0..<count {
      result += text()
      result += depth > 0 && expressions.chance(60) ? statement(depth - 1) : output()
    }
    // What a body sets is not seen after it: Jinja2 scopes loops and blocks, but not conditions.
    expressions.names.removeLast(expressions.names.count - known.0)
    macros.removeLast(macros.count - known.1)
    return result + text()
  }

  private mutating func text() -> String {
    expressions.pick([
      "", " ", "\n", "text", "<p class=\"x\">", "  \n  ", "&amp; é", "\r\n", "\t", "{ % }", "日本\n",
    ])
  }

  private mutating func newline() -> String { expressions.pick(["", "\n", "  "]) }

  private mutating func tag(_ text: String) -> String {
    let (open, close) = (expressions.chance(20) ? "-" : "", expressions.chance(20) ? "-" : "")
    return "{%\(open) \(text) \(close)%}"
  }

  private mutating func output() -> String {
    let kinds: [ExpressionGenerator.Kind] = [.string, .int, .double, .bool, .html]
    if !macros.isEmpty, expressions.chance(25) {
      return
        "{{ \(expressions.pick(macros))(\(expressions.expression(.string, 1)), \(expressions.literal())) }}"
    }
    let value = expressions.expression(expressions.pick(kinds), 3)
    let (open, close) = (expressions.chance(15) ? "-" : "", expressions.chance(15) ? "-" : "")
    return "{{\(open) \(value) \(close)}}"
  }

  private mutating func fresh() -> String {
    nameCount += 1
    return "v\(nameCount)"
  }

  private mutating func statement(_ depth: Int) -> String {
    switch Int.random(in: 0..<11, using: &expressions.random) {
    case 0, 1: return conditional(depth)
    case 2, 3, 4: return loop(depth)
    case 5: return set(depth)
    case 6: return macro(depth)
    case 7:
      let name = expressions.pick(["upper", "lower", "trim", "title", "escape"])
      return tag("filter \(name)") + body(depth: depth) + tag("endfilter")
    case 8: return "{% raw %}\(text()){{ x }}{% y %}{% endraw %}{# \(text()) #}"
    case 9: return include()
    default: return with(depth)
    }
  }

  private mutating func conditional(_ depth: Int) -> String {
    var result = tag("if \(expressions.condition(2))") + body(depth: depth)
    if expressions.chance(40) {
      result += tag("elif \(expressions.condition(2))") + body(depth: depth)
    }
    if expressions.chance(50) { result += tag("else") + body(depth: depth) }
    return result + tag("endif")
  }

  private mutating func loop(_ depth: Int) -> String {
    let (list, element): (ExpressionGenerator.Kind, ExpressionGenerator.Kind) = expressions.pick([
      (.strings, .string), (.ints, .int), (.pages, .page),
    ])
    let source = expressions.expression(list, 2)
    let name = fresh()
    expressions.names.append((name, element))
    if element == .page { expressions.names.append((name + ".title", .string)) }
    let filter = expressions.chance(20) ? " if \(expressions.condition(1))" : ""
    expressions.loopDepth += 1
    var result = tag("for \(name) in \(source)\(filter)") + body(depth: depth)
    if expressions.chance(40) {
      result +=
        expressions.pick([
          "{{ loop.index }}/{{ loop.length }}", "{{ ',' if not loop.last }}",
          "{{ loop.first }}", "{{ loop.cycle('odd', 'even') }}", "{{ loop.revindex0 }}",
        ])
    }
    expressions.loopDepth -= 1
    expressions.names.removeLast(element == .page ? 2 : 1)
    if expressions.chance(25) {
      let outer = expressions.loopDepth
      // In the else part `loop` is not the loop's own.
      expressions.loopDepth = 0
      result += tag("else") + body(depth: depth)
      expressions.loopDepth = outer
    }
    return result + tag("endfor")
  }

  private mutating func set(_ depth: Int) -> String {
    let name = fresh()
    if expressions.chance(30) {
      let result = tag("set \(name)") + body(depth: depth) + tag("endset")
      expressions.names.append((name, .html))
      return result
    }
    let kind = expressions.pick([ExpressionGenerator.Kind.string, .int, .strings, .ints, .bool])
    let result = tag("set \(name) = \(expressions.expression(kind, 2))")
    expressions.names.append((name, kind))
    return result
  }

  private mutating func macro(_ depth: Int) -> String {
    let name = fresh()
    let (outer, outerMacros, loops) = (expressions.names, macros, expressions.loopDepth)
    expressions.names = [("a", .string), ("b", .string)]
    (macros, expressions.loopDepth) = ([], 0)
    let text =
      tag("macro \(name)(a, b=\(expressions.literal()))") + body(depth: depth) + tag("endmacro")
    (expressions.names, macros, expressions.loopDepth) = (outer, outerMacros, loops)
    macros.append(name)
    return text
  }

  private mutating func include() -> String {
    let (outer, outerMacros, loops) = (expressions.names, macros, expressions.loopDepth)
    (expressions.names, macros, expressions.loopDepth) = ([], [], 0)
    let file = "p\(nameCount).html"
    files[file] = body(depth: 0)
    (expressions.names, macros, expressions.loopDepth) = (outer, outerMacros, loops)
    return tag("include '\(file)'")
  }

  private mutating func with(_ depth: Int) -> String {
    let name = fresh()
    let value = expressions.expression(.string, 2)
    expressions.names.append((name, .string))
    let result = tag("with \(name) = \(value)") + body(depth: depth) + tag("endwith")
    expressions.names.removeLast()
    return result
  }
}
