// What a condition shows about values that may be null.
extension Compiler {
  /// The variable or field that an expression names, if it is as plain as that.
  func path(_ expression: Expression) -> AccessPath? {
    switch expression.kind {
    case .name(let name):
      guard case .value(let register) = binding(name) else { return nil }
      return AccessPath(root: register)
    case .field(let object, let name, _): return path(object)?.appending(name)
    case .item(let object, let index):
      switch index.kind {
      case .literal(.string(let key)): return path(object)?.appending(key)
      case .literal(.int(let position)): return path(object)?.appending("[\(position)]")
      case .negate(let operand):
        guard case .literal(.int(let position)) = operand.kind else { return nil }
        return path(object)?.appending("[-\(position)]")
      default: return nil
      }
    default: return nil
    }
  }

  /// What is not null where an expression is true, or false.
  func facts(_ expression: Expression, _ value: Bool) -> Set<AccessPath> {
    switch expression.kind {
    case .name, .field, .item:
      guard value, let path = path(expression) else { return [] }
      return [path, path.appending("[0]"), path.appending("[-1]")]
    case .not(let inner): return facts(inner, !value)
    case .and(let left, let right): return facts(left, right, value, isUnion: value)
    case .or(let left, let right): return facts(left, right, value, isUnion: !value)
    case .test(let inner, let use):
      guard let path = path(inner) else { return [] }
      switch use.name {
      case "none", "undefined": return value ? [] : [path]
      case "sameas", "escaped", "filter", "test", "false", "ne", "odd", "even": return []
      default: return value ? [path] : []
      }
    case .comparison(let left, let rest):
      guard rest.count == 1, let (sign, right) = rest.first else { return [] }
      let isNull = [left, right].map { if case .literal(.null) = $0.kind { true } else { false } }
      guard isNull[0] != isNull[1] else {
        return sign == .equal && value ? equalityFacts(left, right) : []
      }
      guard let path = path(isNull[0] ? right : left) else { return [] }
      return (sign == .notEqual && value) || (sign == .equal && !value) ? [path] : []
    case .filter(let inner, let use):
      guard value, ["length", "count", "trim"].contains(use.name) else { return [] }
      return facts(inner, true)
    default: return []
    }
  }

  /// A value that is equal to a literal is not null.
  private func equalityFacts(_ left: Expression, _ right: Expression) -> Set<AccessPath> {
    var result: Set<AccessPath> = []
    for (one, other) in [(left, right), (right, left)] {
      guard case .literal = other.kind, let path = path(one) else { continue }
      result.insert(path)
    }
    return result
  }

  private func facts(
    _ left: Expression, _ right: Expression, _ value: Bool, isUnion: Bool
  ) -> Set<AccessPath> {
    let left = facts(left, value)
    let right = facts(right, value)
    return isUnion ? left.union(right) : left.intersection(right)
  }
}
