import HubTemplates

/// The schema and the values that the tables of templates are rendered with.
enum SampleContext {
  static let types = [
    ObjectType(
      name: "Site", documentation: "The site.",
      fields: [
        field("title", .string), field("url", .string), field("pages", .list(.object("Page"))),
        field("params", .dynamic),
      ]),
    ObjectType(
      name: "Page", documentation: "A page.",
      fields: [
        field("title", .string), field("url", .string), field("body", .html),
        field("tags", .list(.string)), field("number", .int), field("rating", .double),
        field("draft", .bool), field("image", .optional(.object("Image"))),
        field("subtitle", .optional(.string)), field("author", .object("Author")),
        field("section", .string), field("children", .list(.object("Page"))),
      ]),
    ObjectType(
      name: "Image", documentation: "An image.",
      fields: [
        field("src", .string), field("alt", .string), field("width", .int),
        field("caption", .optional(.html)),
      ]),
    ObjectType(
      name: "Author", documentation: "An author.",
      fields: [field("name", .string), field("url", .optional(.string))]),
  ]

  static func field(_ name: String, _ type: TemplateType) -> ObjectType.Field {
    .init(name: name, type: type, documentation: "")
  }

  static let globals: [(TemplateSchema.Variable, TemplateValue)] = [
    variable("site", .object("Site"), site, isShared: true),
    variable("lang", .string, .string("en"), isShared: true),
  ]

  static let variables: [(TemplateSchema.Variable, TemplateValue)] = [
    variable("page", .object("Page"), pages[0]),
    variable("plain", .object("Page"), pages[1]),
    variable("text", .string, .string("a <b> & \"c\" 'd'")),
    variable("name", .string, .string("world")),
    variable("html", .html, .html(Array("<em>hi</em>".utf8))),
    variable("n", .int, .int(7)), variable("zero", .int, .int(0)),
    variable("x", .double, .double(2.5)),
    variable("yes", .bool, .bool(true)), variable("no", .bool, .bool(false)),
    variable("missing", .optional(.string), .null),
    variable("numbers", .list(.int), list([3, 1, 2])),
    variable(
      "words", .list(.string), .list(["pear", "Apple", "fig", "apple"].map { .string($0) })),
    variable("empty", .list(.string), .list([])),
    variable("rows", .list(.list(.int)), .list([list([1, 2]), list([3, 4])])),
    variable("data", .dynamic, data),
    variable("long", .string, .string("The quick brown fox jumps over the lazy dog")),
    variable("unicode", .string, .string("Ünïcode straße ßü 日本語")),
  ]

  private static func variable(
    _ name: String, _ type: TemplateType, _ value: TemplateValue, isShared: Bool = false
  ) -> (TemplateSchema.Variable, TemplateValue) {
    (.init(name: name, type: type, documentation: "A \(name).", isShared: isShared), value)
  }

  private static func list(_ numbers: [Int]) -> TemplateValue { .list(numbers.map { .int($0) }) }

  private static let data: TemplateValue = .map([
    .init(key: "colour", value: .string("red & blue")), .init(key: "size", value: .int(3)),
    .init(
      key: "deep", value: .map([.init(key: "er", value: .list([.string("x"), .string("y")]))])),
    .init(key: "flag", value: .bool(true)),
  ])

  final class Sample: TemplateObject {
    let typeName: String
    let values: [TemplateValue]

    init(typeName: String, values: [TemplateValue]) {
      self.typeName = typeName
      self.values = values
    }

    func value(at index: Int) -> TemplateValue { values[index] }
  }

  private static func object(_ type: String, _ values: [TemplateValue]) -> TemplateValue {
    .object(Sample(typeName: type, values: values))
  }

  private static func page(
    _ title: String, _ number: Int, section: String, author: String, tags: [String],
    hasImage: Bool, rating: Double, children: [TemplateValue] = []
  ) -> TemplateValue {
    let image = object(
      "Image",
      [
        .string("/i/\(number).jpg"), .string("Picture \"\(number)\""), .int(800 + number),
        hasImage ? .html(Array("<b>cap</b>".utf8)) : .null,
      ])
    return object(
      "Page",
      [
        .string(title), .string("/p/\(number)/"), .html(Array("<p>Body \(number)</p>".utf8)),
        .list(tags.map { .string($0) }), .int(number), .double(rating), .bool(number % 2 == 0),
        hasImage ? image : .null, number == 1 ? .string("Sub & more") : .null,
        object("Author", [.string(author), number == 1 ? .string("/a/") : .null]),
        .string(section), .list(children),
      ])
  }

  static let pages: [TemplateValue] = [
    page(
      "First <post>", 1, section: "news", author: "Ada", tags: ["a&b", "c"], hasImage: true,
      rating: 4.5,
      children: [
        page(
          "Child", 4, section: "news", author: "Cy", tags: [], hasImage: false, rating: 1,
          children: [
            page("Leaf", 5, section: "x", author: "Di", tags: [], hasImage: false, rating: 2)
          ]),
        page("Other", 6, section: "x", author: "Ed", tags: [], hasImage: false, rating: 3),
      ]),
    page("second", 2, section: "blog", author: "Bo", tags: [], hasImage: false, rating: 3),
    page("Third", 3, section: "news", author: "Ada", tags: ["c"], hasImage: true, rating: 5.25),
  ]

  private static let site = object(
    "Site",
    [.string("Kiosk & Co"), .string("https://hub.example.com"), .list(pages), data])

  /// A schema in which `main.html` is a page template.
  static func schema(
    entries: [String] = ["main.html"], limits: TemplateLimits = TemplateLimits(),
    filters: [FilterDefinition] = [], functions: [FunctionDefinition] = []
  ) -> TemplateSchema {
    TemplateSchema(
      types: types, globals: globals.map(\.0),
      entries: entries.map { .init(template: $0, variables: variables.map(\.0)) },
      filters: filters, functions: functions, limits: limits)
  }

  static func sources(_ main: String, _ files: [String: String] = [:]) -> [TemplateSource] {
    var sources = [source("main.html", main)]
    for (name, text) in files.sorted(by: { $0.key < $1.key }) { sources.append(source(name, text)) }
    return sources
  }

  private static func source(_ name: String, _ text: String) -> TemplateSource {
    TemplateSource(name: name, file: "templates/\(name)", text: Array(text.utf8))
  }

  /// Renders a compiled `main.html` with the sample values.
  static func render(_ template: Template) throws(RenderError) -> String {
    var output: [UInt8] = []
    try template.render(
      globals: globals.map(\.1), variables: variables.map(\.1), into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
