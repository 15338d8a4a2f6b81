import Foundation
import Testing

@testable import HubTemplates

/// The reference of the language: what it lists is there, and its examples print what they say.
struct DocumentationTests {
  private static let text: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appendingPathComponent("docs/template-language.md")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  /// The lines of all `jinja` blocks: a template, an arrow, its output.
  private static let examples: [TemplateCase] = {
    var examples: [TemplateCase] = []
    var isInside = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") {
        isInside = line == "```jinja"
      } else if isInside, let arrow = line.range(of: " → ", options: .backwards) {
        examples.append(
          TemplateCase(String(line[..<arrow.lowerBound]), String(line[arrow.upperBound...])))
      }
    }
    return examples
  }()

  @Test func `every example prints what stands after its arrow`() {
    #expect(Self.examples.count > 30)
    for example in Self.examples {
      let output = example.output()
      let trimmed = String(output.reversed().drop { $0 == " " }.reversed())
      #expect(trimmed == example.expected, "\(example.template)")
    }
  }

  @Test func `every filter, test, function, method and tag is listed`() {
    let filters = Builtins.filters.map(\.name)
    let tests = Builtins.tests.map(\.name)
    for name in filters + tests { #expect(Self.text.contains("`\(name)`"), "\(name)") }
    for name in Builtins.functions.map(\.name) { #expect(Self.text.contains("`\(name)(")) }
    for name in Builtins.methods.map(\.name) { #expect(Self.text.contains(name)) }
    for name in Parser.tags {
      #expect(Self.text.contains("`\(name)`") || Self.text.contains("`\(name) "), "\(name)")
    }
  }

  @Test func `what is left out is named`() {
    for name in Array(Builtins.filtersLeftOut.keys) + Array(Parser.leftOut.keys) {
      #expect(Self.text.contains("`\(name)`"), "\(name)")
    }
  }
}
