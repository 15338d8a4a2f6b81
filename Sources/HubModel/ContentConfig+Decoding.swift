import HubData
import HubDiagnostics

extension ContentConfig {
  init(reading reader: inout DataReader) {
    self.init(
      permalinks: Self.permalinks(&reader), taxonomies: Self.taxonomies(&reader),
      pageSize: reader.int("pageSize", in: 1...1000) ?? 20, feeds: Self.feeds(&reader))
  }

  private static func permalinks(_ reader: inout DataReader) -> [String: Located<String>] {
    var permalinks: [String: Located<String>] = [:]
    for (section, pattern) in reader.textsByName("permalinks") {
      if let problem = Permalink.problem(in: pattern.value) {
        reader.report("bad-permalink", problem.message, at: pattern.span, notes: problem.notes)
      } else {
        permalinks[section.value] = Located(pattern.value, span: section.span)
      }
    }
    return permalinks
  }

  private static func taxonomies(_ reader: inout DataReader) -> [String] {
    guard let names = reader.textList("taxonomies") else { return standardTaxonomies }
    var taxonomies: [String] = []
    for name in names {
      if !name.value.isKebabCase {
        reader.report(
          "bad-taxonomy", "a taxonomy is named in lower-case letters, digits and hyphens",
          at: name.span)
      } else if FrontMatter.fixedKeys.contains(name.value) {
        reader.report(
          "bad-taxonomy", "'\(name.value)' can't be a taxonomy: front matter uses it already",
          at: name.span)
      } else if taxonomies.contains(name.value) {
        reader.report(
          "duplicate-taxonomy", "taxonomy '\(name.value)' is given twice", at: name.span)
      } else {
        taxonomies.append(name.value)
      }
    }
    return taxonomies
  }

  private static func feeds(_ reader: inout DataReader) -> [FeedFormat] {
    guard let names = reader.textList("feeds") else { return FeedFormat.allCases }
    let formats: [FeedFormat] = names.compactMap { reader.choice($0, of: "feeds") }
    return FeedFormat.allCases.filter(formats.contains)
  }
}
