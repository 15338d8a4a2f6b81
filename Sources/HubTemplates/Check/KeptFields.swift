/// Registers for the fields of globals, such as `page.image` and `page.image.url`.
///
/// Nothing is ever assigned to a global, so what one of its fields gave is good for the whole page.
struct KeptFields {
  private struct Field: Hashable {
    var owner: Int
    var reader: Int
  }

  /// The registers set aside; fields beyond them are read at each use.
  let registers: Range<Int>
  private let owners: Range<Int>
  private var known: [Field: Int] = [:]

  init(owners: Range<Int>, from start: Int) {
    self.owners = owners
    registers = start..<(start + 48)
  }

  /// The register that keeps a field; nil where the owner may be another one at the next use.
  mutating func register(of owner: Int, reader: Int) -> Int? {
    guard owners.contains(owner) || registers.contains(owner) else { return nil }
    let field = Field(owner: owner, reader: reader)
    if let register = known[field] { return register }
    guard known.count < registers.count else { return nil }
    let register = registers.lowerBound + known.count
    known[field] = register
    return register
  }
}
