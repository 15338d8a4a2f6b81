/// What a template offers to those that build on it, and what it needs of those that include it.
package struct TemplateOutline: Sendable {
  package var name: String
  /// The comment that it begins with, as one line.
  package var description = ""
  package var extends: String?
  /// In the order of the template.
  package var blocks: [String] = []
  /// The variables that it, or a template that it includes, reads without setting them, by name.
  package var needs: [String] = []
  /// The templates that it extends, includes or imports, as far as their names are written out.
  package var uses: Set<String> = []

  /// The outlines of the templates that can be read, by name.
  package static func all(
    of sources: [TemplateSource], limits: TemplateLimits = TemplateLimits()
  ) -> [String: TemplateOutline] {
    let parsed = sources.compactMap { Parser.parse($0, limits: limits).0 }
    let walks = Dictionary(parsed.map { ($0.name, NameWalk($0.body)) }) { first, _ in first }
    let needs = NameWalk.needs(walks)
    return parsed.reduce(into: [:]) { outlines, template in
      outlines[template.name] = TemplateOutline(
        name: template.name, description: comment(atStartOf: template.text.bytes),
        extends: template.extends?.parent.text,
        blocks: template.blocks.values.sorted { $0.name.place.start < $1.name.place.start }
          .map(\.name.text),
        needs: needs[template.name, default: []].sorted(), uses: uses(of: template))
    }
  }

  /// The templates that one extends, includes or imports.
  static func uses(of template: ParsedTemplate) -> Set<String> {
    NameWalk(template.body).uses.union([template.extends?.parent.text].compactMap { $0 })
  }

  private static func comment(atStartOf text: [UInt8]) -> String {
    guard text.starts(with: "{#".utf8), let end = text.firstRange(of: Array("#}".utf8)) else {
      return ""
    }
    return String(decoding: text[2..<end.lowerBound], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ").withoutControls
  }
}

extension String {
  /// Without the signs of whitespace control at both ends.
  fileprivate var withoutControls: String {
    var text = self[...]
    while text.first == "-" || text.first == " " { text.removeFirst() }
    while text.last == "-" || text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Expression {
  /// The text of a constant string.
  fileprivate var text: String? {
    guard case .literal(.string(let text)) = kind else { return nil }
    return text
  }

  /// The names of templates that the tag before may mean.
  fileprivate var templateNames: [String] {
    if case .list(let elements, _) = kind { return elements.flatMap(\.templateNames) }
    return (literals ?? []).map(\.text)
  }
}

/// Finds the names that statements read and do not set.
private struct NameWalk {
  private var free: Set<String> = []
  /// The templates that are included, and what is set there.
  private var inclusions: [(template: String, bound: Set<String>)] = []
  private var bound: Set<String> = ["self"]
  /// The templates that are included or imported.
  private(set) var uses: Set<String> = []

  init(_ body: [Statement]) { statements(body) }

  /// What each template and those that it includes read and do not set.
  static func needs(_ walks: [String: NameWalk]) -> [String: Set<String>] {
    var needs = walks.mapValues(\.free)
    // Templates may include each other in a circle: go on until nothing is new.
    var isDone = false
    while !isDone {
      isDone = true
      for (name, walk) in walks {
        for inclusion in walk.inclusions {
          let more = needs[inclusion.template, default: []].subtracting(inclusion.bound)
          if needs[name]?.isSuperset(of: more) != false { continue }
          needs[name]?.formUnion(more)
          isDone = false
        }
      }
    }
    return needs
  }

  private mutating func statements(_ body: [Statement]) {
    for statement in body { self.statement(statement.kind) }
  }

  private mutating func statement(_ kind: Statement.Kind) {
    switch kind {
    case .text, .extends, .loopExit: break
    case .output(let value): expression(value)
    case .condition(let branches, let otherwise):
      for branch in branches {
        expression(branch.test)
        statements(branch.body)
      }
      statements(otherwise)
    case .loop(let loop): self.loop(loop)
    case .set(let target, let value):
      expression(value)
      bind(target)
    case .setBlock(let name, let filters, let body):
      filters.forEach { arguments($0.arguments) }
      inner { $0.statements(body) }
      bound.insert(name.text)
    case .block(let block): inner { $0.statements(block.body) }
    case .include(let inclusion):
      uses.formUnion(inclusion.template.templateNames)
      if let name = inclusion.template.text, inclusion.withContext {
        inclusions.append((name, bound))
      }
    case .importing(let inclusion, let name):
      uses.formUnion(inclusion.template.templateNames)
      bound.insert(name.text)
    case .importingNames(let inclusion, let names):
      uses.formUnion(inclusion.template.templateNames)
      bound.formUnion(names.map(\.alias.text))
    case .macro(let macro):
      bound.insert(macro.name.text)
      function(macro.parameters, macro.body)
    case .call(let call):
      expression(call.call)
      function(call.parameters, call.body)
    case .with(let values, let body):
      for (_, value) in values { expression(value) }
      inner { walk in
        for (target, _) in values { walk.bind(target) }
        walk.statements(body)
      }
    case .filter(let uses, let body):
      uses.forEach { arguments($0.arguments) }
      inner { $0.statements(body) }
    }
  }

  private mutating func loop(_ loop: Statement.Loop) {
    expression(loop.source)
    inner { walk in
      walk.bind(loop.target)
      walk.bound.insert("loop")
      if let filter = loop.filter { walk.expression(filter) }
      walk.statements(loop.body)
    }
    inner { $0.statements(loop.otherwise) }
  }

  private mutating func function(
    _ parameters: [(name: Statement.Name, defaultValue: Expression?)], _ body: [Statement]
  ) {
    for parameter in parameters { parameter.defaultValue.map { expression($0) } }
    inner { walk in
      walk.bound.formUnion(parameters.map(\.name.text))
      walk.statements(body)
    }
  }

  /// What is set within ends with it.
  private mutating func inner(_ read: (inout NameWalk) -> Void) {
    let outer = bound
    read(&self)
    bound = outer
  }

  private mutating func bind(_ target: Statement.Target) {
    bound.formUnion(target.names.map(\.text))
  }

  private mutating func arguments(_ arguments: Expression.Arguments) {
    arguments.positional.forEach { expression($0) }
    arguments.keywords.forEach { expression($0.value) }
  }

  private mutating func expression(_ value: Expression) {
    switch value.kind {
    case .invalid, .literal: break
    case .name(let name): if !bound.contains(name) { free.insert(name) }
    case .list(let elements, _), .concatenation(let elements): elements.forEach { expression($0) }
    case .map(let entries):
      for entry in entries {
        expression(entry.key)
        expression(entry.value)
      }
    case .field(let base, _, _): expression(base)
    case .item(let base, let index):
      expression(base)
      expression(index)
    case .slice(let base, let from, let to, let step):
      for part in [base, from, to, step] { part.map { expression($0) } }
    case .call(let callee, let arguments):
      // A name that is called is a function's or a macro's.
      if case .name = callee.kind {} else { expression(callee) }
      self.arguments(arguments)
    case .filter(let base, let use), .test(let base, let use):
      expression(base)
      arguments(use.arguments)
    case .negate(let inner), .plus(let inner), .not(let inner): expression(inner)
    case .and(let left, let right), .or(let left, let right), .arithmetic(_, let left, let right):
      expression(left)
      expression(right)
    case .comparison(let first, let others):
      expression(first)
      for (_, other) in others { expression(other) }
    case .conditional(let value, let condition, let otherwise):
      expression(value)
      expression(condition)
      otherwise.map { expression($0) }
    }
  }
}
