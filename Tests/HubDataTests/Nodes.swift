import HubData
import HubDiagnostics

/// A node as text with its places: `{title@1:1=Hello@1:8}`.
func sketch(_ node: DataNode) -> String {
  let place = "@\(node.span.line):\(node.span.column)"
  switch node.content {
  case .null: return "null" + place
  case .scalar(let text, let isQuoted): return (isQuoted ? "'\(text)'" : text) + place
  case .sequence(let elements): return "[" + elements.map(sketch).joined(separator: " ") + "]"
  case .mapping(let entries):
    let shown = entries.map {
      "\($0.key)@\($0.keySpan.line):\($0.keySpan.column)=" + sketch($0.value)
    }
    return "{" + shown.joined(separator: " ") + "}"
  }
}

/// The first line of a problem as it is printed, and its notes.
func headlines(_ problems: [Diagnostic]) -> [String] {
  DiagnosticRenderer { _, _ in nil }.render(problems)
    .split(separator: "\n").map { String($0) }
}

func yaml(_ text: String) -> (node: DataNode?, diagnostics: [Diagnostic]) {
  YAML.parse(Array(text.utf8)[...], file: "a.yaml")
}

func toml(_ text: String) -> (node: DataNode?, diagnostics: [Diagnostic]) {
  TOML.parse(Array(text.utf8)[...], file: "a.toml")
}
