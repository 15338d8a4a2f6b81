/// The value of a compiled expression: its type, and where it is.
struct Operand {
  enum Storage {
    case constant(TemplateValue)
    case register(Int)
  }

  var type: StaticType
  var storage: Storage
  /// Whether the value follows from a name that is not known in this context, as in
  /// `size is defined`: what depends on it is left out of the program.
  var isDecided = false

  static func constant(_ value: TemplateValue, _ type: StaticType) -> Operand {
    Operand(type: type, storage: .constant(value))
  }

  /// What stands for an expression with an error.
  static let invalid = Operand.constant(.null, .dynamic)

  var constant: TemplateValue? {
    if case .constant(let value) = storage { value } else { nil }
  }
}

extension Compiler {
  /// The register of an operand; constants are loaded into a new one.
  func register(_ operand: Operand) -> Int {
    switch operand.storage {
    case .register(let register): return register
    case .constant(let value):
      let register = allocate()
      emit(.constant(into: Int32(register), constant(value)))
      return register
    }
  }

  /// Puts an operand into a register.
  func put(_ operand: Operand, in register: Int) {
    switch operand.storage {
    case .register(register): break
    case .register(let source): emit(.move(into: Int32(register), from: Int32(source)))
    case .constant(let value): emit(.constant(into: Int32(register), constant(value)))
    }
  }

  /// The result of an op that writes to a register.
  func result(_ type: StaticType, _ register: Int) -> Operand {
    Operand(type: type, storage: .register(register))
  }
}
