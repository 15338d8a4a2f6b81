import HubData
import HubTemplates

/// What a layout takes of its pages' `params`, as its template says at its top.
struct LayoutDeclaration: Sendable {
  struct Parameter: Sendable {
    indirect enum Kind: Sendable {
      case string, int, double, bool, date, any
      case list(of: Kind)
      case map([Parameter])
    }

    var name: String
    var kind: Kind
    var isRequired = false
    /// What counts where a page says nothing, as the head writes it.
    var standard: DataNode?
    /// The words that a string may be; any where there are none.
    var values: [String] = []
    var documentation = ""

    /// What templates see.
    var type: TemplateType {
      isRequired || standard != nil ? kind.type : .optional(kind.type)
    }
  }

  /// Without `.html`.
  var name: String
  /// The template, as diagnostics show it.
  var file: String
  var documentation = ""
  var parameters: [Parameter] = []

  /// The type of `page.params` in the layout.
  var type: TemplateType { LayoutDeclaration.Parameter.Kind.map(parameters).type }
}

extension LayoutDeclaration.Parameter.Kind {
  /// The words that a head may write.
  enum Word: String, CaseIterable {
    case string, int, double, bool, date, list, map, any

    /// What people mean who write another word.
    static let meant: [String: Word] = [
      "text": .string, "integer": .int, "number": .double, "float": .double, "boolean": .bool,
      "datetime": .date, "time": .date, "array": .list, "object": .map, "mapping": .map,
      "url": .string, "image": .string,
    ]

    /// The type, where the word alone says it.
    var kind: LayoutDeclaration.Parameter.Kind {
      switch self {
      case .string: .string
      case .int: .int
      case .double: .double
      case .bool: .bool
      case .date: .date
      case .any: .any
      case .list: .list(of: .any)
      case .map: .any
      }
    }
  }

  var type: TemplateType {
    switch self {
    case .string: .string
    case .int: .int
    case .double: .double
    case .bool: .bool
    case .date: .date
    case .any: .dynamic
    case .list(let kind): .list(kind.type)
    case .map(let parameters):
      .map(
        parameters.map {
          .init(name: $0.name, type: $0.type, documentation: $0.documentation)
        })
    }
  }

  /// After "takes".
  var shown: String {
    switch self {
    case .string: "a text"
    case .int: "a whole number"
    case .double: "a number"
    case .bool: "true or false"
    case .date: "a date"
    case .any: "anything"
    case .list: "a list"
    case .map: "a mapping"
    }
  }
}
