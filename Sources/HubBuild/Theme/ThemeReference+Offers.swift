import HubModel
import HubTemplates

extension ThemeReference {
  /// What a theme's files offer to those that build on it.
  package struct Offers: Sendable, Encodable {
    package struct Block: Sendable, Encodable {
      package var name: String
      /// The template that a replacement extends, or one that extends it.
      package var template: String
      /// Templates that fill it in a way of their own.
      package var filledBy: [String]
    }

    package struct Partial: Sendable, Encodable {
      package var template: String
      package var documentation: String
      /// What must be set where it is included, besides what every template has.
      package var variables: [String]
    }

    package struct Property: Sendable, Encodable {
      package var name: String
      package var asset: String
      package var value: String
      package var dark: String?
      /// The assets that set it before this one does.
      package var replaces: [String] = []
    }

    package struct Text: Sendable, Encodable {
      package var key: String
      package var text: String
    }

    package var blocks: [Block]
    package var partials: [Partial]
    package var properties: [Property]
    package var texts: [Text]
  }
}

extension ThemeReference.Offers {
  init(_ theme: Theme, _ schema: TemplateSchema) {
    let sources = theme.templates.filter { $0.use != .original }
    let outlines = TemplateOutline.all(of: theme.templates)
    let shown = sources.compactMap { outlines[$0.name] }.sorted { $0.name < $1.name }
    blocks = Self.blocks(shown, outlines)
    let globals = Set(schema.globals.map(\.name))
    let entries = Set(schema.entries.map(\.template))
    let parents = Set(outlines.values.compactMap(\.extends))
    partials = shown.filter {
      !entries.contains($0.name) && !parents.contains($0.name) && $0.extends == nil
        && $0.blocks.isEmpty
    }.map {
      .init(
        template: $0.name, documentation: $0.description,
        variables: $0.needs.filter { !globals.contains($0) })
    }
    properties = Self.properties(theme)
    let words = theme.texts["en"] ?? theme.texts.min { $0.key < $1.key }?.value ?? [:]
    texts = words.sorted { $0.key < $1.key }.map { .init(key: $0.key, text: $0.value.plain) }
  }

  /// What the styles set: of those that are loaded last, in place of what others set.
  private static func properties(_ theme: Theme) -> [Property] {
    let sheets = theme.assets.filter { $0.file.hasSuffix(".css") }.map { asset in
      let name = String(asset.url.description.dropFirst("/assets/".count))
      return (asset: asset, name: name, turn: theme.stylesheets.firstIndex(of: name))
    }.sorted { ($0.turn ?? -1, $0.asset.file) < ($1.turn ?? -1, $1.asset.file) }
    var properties: [Property] = []
    for sheet in sheets {
      let styles = (try? readFile(sheet.asset.path, limit: 4 << 20)) ?? []
      for found in StyleProperties(styles).properties {
        var property = Property(
          name: found.name, asset: sheet.name, value: found.value, dark: found.dark)
        guard sheet.turn != nil,
          let index = properties.lastIndex(where: { $0.name == property.name })
        else {
          properties.append(property)
          continue
        }
        property.replaces = properties[index].replaces + [properties[index].asset]
        properties[index] = property
      }
    }
    return properties
  }

  private static func blocks(
    _ shown: [TemplateOutline], _ all: [String: TemplateOutline]
  ) -> [Block] {
    var blocks: [Block] = []
    for outline in shown {
      for name in outline.blocks {
        let origin = origin(of: name, from: outline, all)
        let index =
          blocks.firstIndex { $0.name == name && $0.template == origin } ?? blocks.endIndex
        if index == blocks.endIndex {
          blocks.append(Block(name: name, template: origin, filledBy: []))
        }
        if outline.name != origin { blocks[index].filledBy.append(outline.name) }
      }
    }
    return blocks.sorted { ($0.template, $0.name) < ($1.template, $1.name) }
  }

  /// The template highest above that has the block.
  private static func origin(
    of block: String, from outline: TemplateOutline, _ all: [String: TemplateOutline]
  ) -> String {
    var origin = outline.name
    var seen: Set<String> = [outline.name]
    var parent = outline.extends
    while let name = parent, seen.insert(name).inserted, let above = all[name] {
      if above.blocks.contains(block) { origin = name }
      parent = above.extends
    }
    return origin
  }
}

extension ThemeReference.Offers {
  /// The parts of the reference that say what the theme's own files offer.
  var tables: [ReferenceTable] {
    let all = [
      ReferenceTable(
        heading: "Blocks",
        text: """
          What a template that extends one of these may replace, or add to with `super()`.
          """,
        columns: ["block", "stands in", "filled by"],
        rows: blocks.map { [$0.name, $0.template, $0.filledBy.joined(separator: ", ")] }),
      ReferenceTable(
        heading: "Partials",
        text: """
          What a hub or a theme that extends this one may replace file by file, or include. \
          Where one is included, the variables named here must be there besides those of every \
          template.
          """,
        columns: ["partial", "variables", "what it is"],
        rows: partials.map {
          [$0.template, $0.variables.joined(separator: ", "), $0.documentation]
        }),
      ReferenceTable(
        heading: "Custom properties",
        text: """
          What the styles set for the whole page; `assets/custom.css` of a hub may set them anew, \
          and so may `assets/NAME.css` of a theme NAME that extends this one.
          """,
        columns: ["property", "asset", "value", "in the dark"],
        codeColumns: [0, 2, 3],
        rows: properties.map { property in
          let replaced = property.replaces.joined(separator: ", ")
          return [
            property.name,
            property.asset + (replaced.isEmpty ? "" : ", in place of \(replaced)"),
            property.value, property.dark ?? "",
          ]
        }),
      ReferenceTable(
        heading: "Texts",
        text: "The theme's words by key, for `t` and for `i18n/CODE.yaml`.",
        columns: ["key", "in English"], rows: texts.map { [$0.key, $0.text] }),
    ]
    return all.filter { !$0.rows.isEmpty }
  }
}
