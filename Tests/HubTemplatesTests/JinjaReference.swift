import Foundation
import HubTemplates
import HubTestSupport

/// Jinja2 itself, in one Python process for all templates.
enum JinjaReference {
  /// Why Jinja2 can't be used here, or nil.
  static let problem: String? = {
    let check = try? Program.run(
      "python3", ["-c", "import jinja2; assert jinja2.__version__.startswith('3.1')"])
    return check?.status == 0 ? nil : "python3 with Jinja2 3.1 is not installed"
  }()

  /// What Jinja2 prints for each template, or its error after `!`.
  static func outputs(_ cases: [TemplateCase]) async throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appendingPathComponent("hubgen-jinja-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    var lines = [JSONValue.map(context).text]
    for row in cases {
      let files = row.files.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
      lines.append(JSONValue.map([("main", .string(row.template)), ("files", .map(files))]).text)
    }
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    let result = try await Program.runAside("python3", ["-c", script, file.path])
    return try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(String.self, from: Data($0.utf8))
    }
  }

  private static var context: [(String, JSONValue)] {
    [
      ("globals", .map(SampleContext.globals.map { ($0.0.name, JSONValue($0.1)) })),
      ("variables", .map(SampleContext.variables.map { ($0.0.name, JSONValue($0.1)) })),
    ]
  }

  /// Null prints nothing in hubgen, so it does here, too.
  private static let script = """
    import json, sys
    from jinja2 import Environment, DictLoader
    from markupsafe import Markup
    def value(v):
        if isinstance(v, dict):
            return Markup(v["\\0html"]) if "\\0html" in v else {k: value(x) for k, x in v.items()}
        return [value(x) for x in v] if isinstance(v, list) else v
    lines = open(sys.argv[1], encoding="utf-8", newline="\\n").read().split("\\n")
    context = json.loads(lines[0])
    for line in lines[1:]:
        case = json.loads(line)
        env = Environment(loader=DictLoader({**case["files"], "main.html": case["main"]}),
            autoescape=True, extensions=["jinja2.ext.loopcontrols"], finalize=lambda v: "" if v is None else v)
        env.globals.update(value(context["globals"]))
        try:
            text = env.get_template("main.html").render(**value(context["variables"]))
        except Exception as error:
            text = "!" + type(error).__name__ + ": " + str(error)
        print(json.dumps(text))
    """
}

/// A value as JSON for Python; HTML is marked, objects are maps of their fields.
enum JSONValue {
  case text(String)
  case string(String)
  case list([JSONValue])
  case map([(String, JSONValue)])

  init(_ value: TemplateValue) {
    switch value {
    case .null, .date: self = .text("null")
    case .bool(let flag): self = .text(flag ? "true" : "false")
    case .int(let number): self = .text(String(number))
    case .double(let number): self = .text(String(number))
    case .string(let text): self = .string(text)
    case .html(let bytes):
      self = .map([("\0html", .string(String(decoding: bytes, as: UTF8.self)))])
    case .list(let items): self = .list(items.map { JSONValue($0) })
    case .map(let entries): self = .map(entries.map { ($0.key, JSONValue($0.value)) })
    case .object(let object):
      let type = SampleContext.types.first { $0.name == object.typeName }
      let names = type?.fields.map(\.name) ?? []
      self = .map(names.enumerated().map { ($1, JSONValue(object.value(at: $0))) })
    }
  }

  var text: String {
    switch self {
    case .text(let text): text
    case .string(let text):
      "\""
        + text.utf16.map { unit in
          (0x20...0x7E).contains(unit) && unit != 0x22 && unit != 0x5C
            ? String(UnicodeScalar(UInt8(unit)))
            : "\\u" + String(repeating: "0", count: 4 - String(unit, radix: 16).count)
              + String(unit, radix: 16)
        }.joined() + "\""
    case .list(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
    case .map(let entries):
      "{" + entries.map { JSONValue.string($0).text + ":" + $1.text }.joined(separator: ",") + "}"
    }
  }
}
