import Foundation
import HubData
package import HubDiagnostics

extension FrontMatter {
  /// The keys that every page has; taxonomies may not take their names.
  static let fixedKeys: Set<String> = [
    "title", "id", "date", "updated", "description", "slug", "image", "aliases", "draft",
    "featured", "menu", "layout", "articleLayout", "expires", "social", "params",
  ]

  /// Reads a page's front matter.
  ///
  /// - Parameters:
  ///   - block: where it lies.
  ///   - bytes: the whole file.
  ///   - file: its name in diagnostics.
  ///   - config: names the taxonomies, the time zones and the audiences.
  /// - Returns: the front matter, nil where the block can't be read; and the problems. Where one is
  ///   an error the front matter holds stand-ins, good only for finding more mistakes.
  package static func decode(
    _ block: FrontMatterBlock, of bytes: [UInt8], file: String, config: HubConfig
  ) -> (frontMatter: FrontMatter?, diagnostics: [Diagnostic]) {
    let content = bytes[block.content]
    let (node, problems) =
      switch block.format {
      case .yaml: YAML.parse(content, file: file, firstLine: 2)
      case .toml: TOML.parse(content, file: file, firstLine: 2)
      }
    guard let node else { return (nil, problems) }
    var entries: [DataNode.Entry] = []
    switch node.content {
    case .mapping(let found): entries = found
    case .null: break
    default:
      let problem = Diagnostic.error(
        "wrong-type", "front matter is a mapping, not \(node.kind.rawValue)",
        at: SourceLocation(file: file, span: node.span), notes: ["write 'title: …'"])
      return (nil, problems + [problem])
    }
    // What is missing is shown at the line that opens the block.
    let opening = SourceSpan(line: 1, column: bytes.first == 0xEF ? 4 : 1, length: 3)
    var reader = DataReader(
      entries, at: opening, file: file, subject: "the front matter", unknownKeys: .warning)
    reader.unknownKeyHint = "a value that only templates of the theme read goes under 'params'"
    let frontMatter = FrontMatter(reading: &reader, config: config)
    return (frontMatter, problems + reader.finish())
  }

  private init(reading reader: inout DataReader, config: HubConfig) {
    let zone = config.site.timeZone
    let title = reader.requiredText("title")
    self.init(title: title?.value ?? "")
    id = reader.locatedText("id")
    date = reader.timestamp("date", in: zone)
    updated = reader.timestamp("updated", in: zone)
    description = reader.text("description")
    slug = Self.slug(&reader)
    for taxonomy in config.content.taxonomies {
      let found = Self.terms(taxonomy, &reader)
      if !found.isEmpty { terms[taxonomy] = found }
    }
    image = reader.image("image")
    aliases = Self.aliases(&reader)
    draft = reader.bool("draft", otherwise: false)
    featured = reader.bool("featured", otherwise: false)
    menu = reader.bool("menu", otherwise: false)
    layout = reader.locatedText("layout")
    articleLayout = reader.locatedText("articleLayout")
    expires = reader.timestamp("expires", in: zone)
    social = reader.mapping("social") { SocialFrontMatter(reading: &$0, config: config) } ?? social
    params = reader.values("params")
    paramsEntry = reader.entry("params")
    checkOrder(&reader)
  }

  private func checkOrder(_ reader: inout DataReader) {
    guard let date, let expires, expires <= date, let node = reader.node("expires") else { return }
    reader.warn("expires-before-date", "the page expires before its 'date'", at: node.span)
  }

  private static func slug(_ reader: inout DataReader) -> Located<String>? {
    guard let slug = reader.locatedText("slug") else { return nil }
    let isOneSegment =
      slug.value != "." && slug.value != ".."
      && !slug.value.unicodeScalars.contains {
        $0.value < 0x20 || $0.value == 0x7F || "/\\?#%".unicodeScalars.contains($0)
          || $0.properties.isWhitespace
      }
    if isOneSegment { return slug }
    let better = Slug.make(slug.value)
    reader.report(
      "bad-slug", "a slug is one part of an address: no blanks and none of / \\ ? # %",
      at: slug.span, notes: better.isEmpty ? [] : ["did you mean '\(better)'?"])
    return nil
  }

  private static func terms(
    _ taxonomy: String, _ reader: inout DataReader
  ) -> [Located<String>] {
    guard let node = reader.node(taxonomy) else { return [] }
    if case .scalar(let text, isQuoted: false) = node.content, text.contains(",") {
      reader.warn(
        "comma-in-term", "'\(taxonomy)' holds one value with commas in it", at: node.span,
        notes: ["did you mean [\(text)]? One value needs quotes"])
    }
    var terms: [Located<String>] = []
    for term in reader.textList(taxonomy) ?? []
    where !terms.contains(where: { $0.value == term.value }) {
      terms.append(term)
    }
    return terms
  }

  private static func aliases(_ reader: inout DataReader) -> [Located<String>] {
    (reader.textList("aliases") ?? []).filter { alias in
      guard let message = aliasProblem(alias.value) else { return true }
      reader.report(
        "bad-alias", message, at: alias.span, notes: ["write a path such as /old/page/"])
      return false
    }
  }

  private static func aliasProblem(_ alias: String) -> String? {
    if !alias.hasPrefix("/") || alias.hasPrefix("//") {
      return "an alias is a path of this site and starts with one '/'"
    }
    if alias.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) {
      return "an alias must not hold '.' or '..' as a part"
    }
    let isForbidden = alias.unicodeScalars.contains {
      $0.value < 0x20 || $0.value == 0x7F || "?#\\".unicodeScalars.contains($0)
    }
    return isForbidden ? "an alias must not hold '?', '#' or '\\'" : nil
  }
}
