/// One step of a compiled template.
///
/// Registers, loops and jump targets are absolute indices, so an op holds numbers only and is
/// copied without reference counting.
enum Op {
  typealias Index = Int32

  // Output
  case text(start: Index, count: Index)
  case print(Index)
  case printField(of: Index, reader: Index)
  /// Prints text that is marked safe.
  case printSafe(Index)
  /// Prints a shared value, whose text is ready.
  case printShared(Index)

  // Values
  case constant(into: Index, Index)
  case shared(into: Index, Index)
  case move(into: Index, from: Index)
  case field(into: Index, of: Index, reader: Index)
  /// Reads a field unless its register holds it already; one that is null is read again.
  case keepField(into: Index, of: Index, reader: Index)
  case member(into: Index, of: Index, name: Index)
  case item(into: Index, of: Index, at: Index)
  /// The three bounds stand in the registers from `base`.
  case slice(into: Index, of: Index, base: Index)
  case list(into: Index, base: Index, count: Index)
  case map(into: Index, base: Index, keys: Index)
  case concatenate(into: Index, base: Index, count: Index)
  case arithmetic(Arithmetic, into: Index, Index, Index)
  case compare(Comparison, into: Index, Index, Index)
  /// Compares with a constant that is no list or map.
  case equals(into: Index, Index, constant: Index, isNegated: Bool)
  case negate(into: Index, of: Index)
  case plus(into: Index, of: Index)
  case not(into: Index, of: Index)
  case isNull(into: Index, of: Index)
  case setMember(of: Index, name: Index, from: Index)
  case unpack(from: Index, base: Index, count: Index)

  // Calls
  case filter(into: Index, of: Index, site: Index)
  case test(into: Index, of: Index, site: Index)
  case function(into: Index, site: Index)
  case method(into: Index, of: Index, site: Index)
  case call(routine: Index, base: Index)
  case endOfRoutine
  case startCapture
  case endCapture(into: Index)

  // Flow
  case jump(Index)
  case jumpIfFalse(Index, to: Index)
  case jumpIfTrue(Index, to: Index)
  case startLoop(Index, of: Index, target: Index, otherwise: Index)
  case nextTurn(Index, target: Index, body: Index)
  /// A loop with a condition first gathers the elements for which it holds.
  case startSelection(Index, of: Index)
  case nextCandidate(Index, target: Index, end: Index)
  case keepCandidate(Index, condition: Index)
  case startSelected(Index, target: Index, otherwise: Index)
  case loopField(into: Index, loop: Index, LoopField)
  case loopChanged(into: Index, loop: Index, Index)
  case fail(message: Index)
  case end
}

/// A field of `loop`.
enum LoopField: UInt8, CaseIterable {
  case index, index0, first, last, length, revindex, revindex0, previtem, nextitem, depth, depth0

  var name: String { String(describing: self) }

  static func named(_ name: String) -> LoopField? { allCases.first { $0.name == name } }
}
