// What templates read of fields whose contents nobody declares, such as `page.params`.
extension Compiler {
  /// Compiles what a template asks before it uses it: a test, or what has a default.
  func asking<Result>(_ body: () -> Result) -> Result {
    questions += 1
    defer { questions -= 1 }
    return body()
  }

  /// Remembers that an expression is such a field.
  func noteOrigin(_ type: Int, _ name: String, _ field: StaticType, _ expression: Expression) {
    guard field == .dynamic, library.types.types[type].noteDynamicUse != nil else { return }
    origins[key(expression)] = (type, [name])
  }

  /// Tells the schema that something of such a field is read.
  func noteDynamicUse(
    _ name: String, _ object: Expression, _ place: Place, _ expression: Expression
  ) {
    guard var origin = origins[key(object)] else { return }
    origin.path.append(name)
    origins[key(expression)] = origin
    let isTested = path(expression).map { flow.facts.contains($0) } ?? false
    library.types.types[origin.type].noteDynamicUse?(
      DynamicUse(
        path: origin.path, location: unit.template.text.location(place),
        isGuarded: questions > 0 || isTested))
  }

  /// Tells the schema of each step of a path in an argument, such as `sort(attribute="params.starts")`.
  func noteDynamicUse(_ type: Int, _ path: [String], at place: Place) {
    for count in path.indices.dropFirst() {
      library.types.types[type].noteDynamicUse?(
        DynamicUse(
          path: Array(path[...count]), location: unit.template.text.location(place),
          isGuarded: false))
    }
  }

  /// What is known of a key that a map does not have.
  func keyHints(
    _ name: String, _ fields: [StaticType.Field], _ map: Expression
  ) -> [String] {
    let close = hints(name, fields.map(\.name))
    guard close.isEmpty, let path = path(map) else { return close }
    let hint = refined.first { $0.key.root == path.root && path.steps.starts(with: $0.key.steps) }
    return [hint?.value.missingKeyHint].compactMap { $0 }
  }

  private func key(_ expression: Expression) -> TextKey {
    TextKey(file: unit.template.text.file, place: expression.place)
  }
}
