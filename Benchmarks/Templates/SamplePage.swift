import Foundation
import HubTemplates

/// The page of 60 values that peers render too, its values made anew for every page.
enum SamplePage {
  static func run(template file: String, rounds: Int) throws -> Figure {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let source = TemplateSource(name: "page.html", file: "page.html", text: bytes)
    let schema = TemplateSchema(
      types: [LinkValue.declaration.type],
      entries: [.init(template: "page.html", variables: variables)])
    let (templates, problems) = TemplateSet.compile([source], schema: schema)
    guard let template = templates?.template("page.html") else { throw Failure(problems) }
    var output: [UInt8] = []
    return try Figure.measure(rounds: rounds) {
      output.removeAll(keepingCapacity: true)
      try template.render(globals: [], variables: values(), into: &output)
      return output.count
    }
  }

  private static let variables: [TemplateSchema.Variable] =
    ["language", "title", "site", "description", "url", "image", "isoDate", "date"].map {
      .init(name: $0, type: .string)
    } + [.init(name: "minutes", type: .int), .init(name: "isLong", type: .bool)]
    + ["menu", "tags", "related"].map { .init(name: $0, type: .list(.object("Link"))) }

  private static func values() -> [TemplateValue] {
    [
      .string("en"), .string("A plan on one page"), .string("Kiosk"),
      .string("Who reads, what they ask & where you answer."),
      .string("https://hub.example.com/plan/"), .string("https://hub.example.com/plan.png"),
      .string("2026-11-20T09:00:00Z"), .string("20 November 2026"), .int(5), .bool(true),
      links("menu", 8), links("tags", 8), links("related", 6),
    ]
  }

  private static func links(_ kind: String, _ count: Int) -> TemplateValue {
    .list((1...count).map { .object(LinkValue(kind, $0)) })
  }
}

private final class LinkValue: DeclaredObject {
  let url: String
  let title: String
  let teaser = "What to do first, and what \"never\"."

  init(_ kind: String, _ number: Int) {
    url = "/\(kind)/\(number)/"
    title = "\(kind) & number \(number)"
  }

  static let declaration = ObjectDeclaration<LinkValue>(
    "Link", "A link with a teaser.",
    fields: [
      .init("url", .string, "The address.") { .string($0.url) },
      .init("title", .string, "The title.") { .string($0.title) },
      .init("teaser", .string, "The teaser.") { .string($0.teaser) },
    ])
}
