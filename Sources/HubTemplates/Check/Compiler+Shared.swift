/// The ops of an expression or statement that is evaluated once for all pages.
struct SharedSegment {
  var ops: [Op]
  var sites: [Int32]
  /// The index that the first op had, which jumps count from.
  var origin: Int
  /// Where an expression's value stands; nil for what prints.
  var register: Int?
  /// Whether an expression's value is printed somewhere.
  var isPrinted = false
}

// What reads only literals and shared globals: `"skipToContent" | t`, `for list in site.taxonomies`.
extension Compiler {
  /// Compiles an expression whose value is the same for all pages, its ops put aside.
  func shared(_ expression: Expression, _ target: Int?) -> Operand {
    let start = parts.ops.count
    var operand = Operand.invalid
    let isComplete = sharing { operand = evaluate(expression, into: target) }
    guard isComplete, case .register(let register) = operand.storage,
      let index = putAside(from: start, expression.place, register: register)
    else { return operand }
    at(expression.place)
    emit(.shared(into: Int32(register), index))
    return operand
  }

  /// Compiles a statement that prints the same on all pages, its ops put aside.
  func shared(_ statement: Statement, _ compile: () -> Void) {
    let start = parts.ops.count
    guard sharing(compile), let index = putAside(from: start, statement.place, register: nil) else {
      return
    }
    at(statement.place)
    emit(.printShared(index))
  }

  /// Prints the shared value that the last op loads; false if it loads none.
  func printShared(_ operand: Operand) -> Bool {
    guard case .register(let register) = operand.storage, let last = parts.ops.indices.last,
      case .shared(let target, let index) = parts.ops[last], Int(target) == register
    else { return false }
    shared[Int(index)].isPrinted = true
    parts.ops[last] = .printShared(index)
    return true
  }

  /// Writes the segments after all other ops.
  func writeShared() {
    for segment in shared {
      let start = parts.ops.count
      parts.shared.append(
        Program.SharedSegment(
          start: start, register: segment.register, isPrinted: segment.isPrinted))
      parts.ops += segment.ops.map { $0.moved(by: Int32(start - segment.origin)) }
      parts.opSites += segment.sites
      parts.ops.append(.end)
      parts.opSites.append(segment.sites.last ?? 0)
    }
  }

  /// Whether it went without a problem.
  private func sharing(_ compile: () -> Void) -> Bool {
    let problems = diagnostics.count
    let outerBarrier = barrier
    barrier = parts.ops.count
    isSharing = true
    compile()
    isSharing = false
    guard diagnostics.count == problems, !isExhausted else { return false }
    barrier = outerBarrier
    return true
  }

  /// Takes the ops since a place out of the program; nil if there are none.
  private func putAside(from start: Int, _ place: Place, register: Int?) -> Int32? {
    guard parts.ops.count > start else { return nil }
    let key = TextKey(file: unit.template.name, place: place)
    let index = sharedIndices[key] ?? shared.count
    if index == shared.count {
      shared.append(
        SharedSegment(
          ops: Array(parts.ops[start...]), sites: Array(parts.opSites[start...]), origin: start,
          register: register))
      sharedIndices[key] = index
    }
    parts.ops.removeSubrange(start...)
    parts.opSites.removeSubrange(start...)
    return Int32(index)
  }
}

// What is shared.
extension Compiler {
  /// Whether a value is the same for all pages; a plain literal or variable is not worth it.
  func isShared(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .literal, .name, .list, .map, .invalid: false
    default: readsShared(expression, [])
    }
  }

  /// Whether a loop or condition prints the same on all pages.
  func isShared(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .loop, .condition: printsShared(statement, [])
    default: false
    }
  }

  private func printsShared(_ statement: Statement, _ locals: Set<String>) -> Bool {
    switch statement.kind {
    case .text: return true
    case .output(let value): return readsShared(value, locals)
    case .condition(let branches, let otherwise):
      return branches.allSatisfy { branch in
        readsShared(branch.test, locals) && branch.body.allSatisfy { printsShared($0, locals) }
      } && otherwise.allSatisfy { printsShared($0, locals) }
    case .loop(let loop):
      guard !loop.isRecursive, readsShared(loop.source, locals) else { return false }
      let inner = locals.union(loop.target.names.map(\.text) + ["loop"])
      return (loop.filter.map { readsShared($0, inner) } ?? true)
        && loop.body.allSatisfy { printsShared($0, inner) }
        && loop.otherwise.allSatisfy { printsShared($0, locals) }
    case .loopExit: return locals.contains("loop")
    default: return false
    }
  }

  /// Whether an expression reads nothing but literals, shared globals and these names.
  private func readsShared(_ expression: Expression, _ locals: Set<String>) -> Bool {
    func all(_ expressions: [Expression?]) -> Bool {
      expressions.allSatisfy { $0.map { readsShared($0, locals) } ?? true }
    }
    func all(_ arguments: Expression.Arguments) -> Bool {
      all(arguments.positional + arguments.keywords.map(\.value))
    }
    switch expression.kind {
    case .literal: return true
    case .name(let name): return locals.contains(name) || isSharedGlobal(name)
    case .list(let items, _), .concatenation(let items): return all(items)
    case .map(let entries): return all(entries.flatMap { [$0.key, $0.value] })
    case .field(let value, _, _), .negate(let value), .plus(let value), .not(let value):
      return all([value])
    case .item(let value, let index): return all([value, index])
    case .slice(let value, let from, let to, let step): return all([value, from, to, step])
    case .filter(let value, let use), .test(let value, let use):
      return all([value]) && all(use.arguments)
    case .and(let left, let right), .or(let left, let right), .arithmetic(_, let left, let right):
      return all([left, right])
    case .comparison(let left, let rest): return all([left] + rest.map(\.1))
    case .conditional(let value, let condition, let otherwise):
      return all([value, condition, otherwise])
    // A function may give something else each time, and a macro prints.
    case .call, .invalid: return false
    }
  }

  private func isSharedGlobal(_ name: String) -> Bool {
    guard case .value(let register) = binding(name) else { return false }
    let globals = library.schema.globals
    return globals.indices.contains(register) && globals[register].isShared
  }
}

extension Op {
  /// The op with its jump moved along with the ops around it.
  func moved(by offset: Int32) -> Op {
    switch self {
    case .jump(let target): .jump(target + offset)
    case .jumpIfFalse(let register, let target): .jumpIfFalse(register, to: target + offset)
    case .jumpIfTrue(let register, let target): .jumpIfTrue(register, to: target + offset)
    case .startLoop(let loop, let source, let target, let otherwise):
      .startLoop(loop, of: source, target: target, otherwise: otherwise + offset)
    case .nextTurn(let loop, let target, let body):
      .nextTurn(loop, target: target, body: body + offset)
    case .nextCandidate(let loop, let target, let end):
      .nextCandidate(loop, target: target, end: end + offset)
    case .startSelected(let loop, let target, let otherwise):
      .startSelected(loop, target: target, otherwise: otherwise + offset)
    default: self
    }
  }
}
