import HubTemplates

/// A part of the reference: a heading and a table.
struct ReferenceTable {
  var heading: String
  /// 2 or 3, as Markdown counts.
  var level = 2
  var text = ""
  var columns: [String] = []
  /// The columns that hold code.
  var codeColumns: Set<Int> = [0]
  var rows: [[String]] = []
}

extension ThemeReference {
  /// The reference as a page of documentation.
  package var markdown: String {
    var text = """
      # Theme reference

      Everything that a template may use, with the theme `\(theme.name)`. This page is what \
      `hubgen theme show --format markdown` prints; how a theme is built is told in \
      [Themes and templates](themes.md).

      """
    for table in tables {
      text += "\n\(String(repeating: "#", count: table.level)) \(table.heading)\n"
      if !table.text.isEmpty { text += "\n\(table.text)\n" }
      guard !table.rows.isEmpty else { continue }
      text += "\n| \(table.columns.joined(separator: " | ")) |\n"
      text += "|\(String(repeating: "---|", count: table.columns.count))\n"
      for row in table.rows {
        let cells = row.enumerated().map { index, cell in
          let escaped = cell.replacing("|", with: "\\|")
          guard !cell.isEmpty, table.codeColumns.contains(index) else {
            return escaped.replacing("<", with: "&lt;")
          }
          return "`\(escaped)`"
        }
        text += "| \(cells.joined(separator: " | ")) |\n"
      }
    }
    return text
  }

  /// The reference for a terminal.
  package var text: String {
    var text = "theme \(theme.name) in \(theme.folder)\n"
    for table in tables {
      text += "\n\(table.level == 2 ? table.heading.uppercased() : table.heading)\n"
      if !table.text.isEmpty { text += "  \(table.text)\n" }
      let widths = table.columns.indices.map { column in
        table.rows.map { $0[column].count }.max() ?? 0
      }
      for row in table.rows {
        let cells = zip(row, widths).map { cell, width in
          cell + String(repeating: " ", count: width - cell.count)
        }
        var line = "  " + cells.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        text += line + "\n"
      }
    }
    return text
  }

  private var tables: [ReferenceTable] {
    let variableColumns = ["name", "type", "what it is"]
    var tables = [
      ReferenceTable(
        heading: "Settings of the theme",
        text: settings.isEmpty
          ? "It declares none." : "A hub sets them under `theme:` in hubgen.yaml.",
        columns: ["setting", "type", "default", "what it says"],
        rows: settings.map { setting in
          let choices =
            setting.choices.isEmpty ? "" : ": " + setting.choices.joined(separator: ", ")
          return [
            "theme." + setting.name, setting.type + choices, setting.standard,
            setting.documentation,
          ]
        }),
      ReferenceTable(
        heading: "Variables of every template", columns: variableColumns,
        rows: rows(templates.globals)),
      ReferenceTable(
        heading: "Page templates",
        text: """
          Any other template at the top of `templates/` may be a layout, which pages choose with \
          `layout: NAME`: it sees what article.html sees.
          """,
        columns: ["template", "variable", "type", "what it is"],
        rows: templates.pages.flatMap(rows)),
    ]
    tables += offers.tables
    tables.append(
      ReferenceTable(
        heading: "Objects",
        text: """
          A field that may be null must be tested first. What is `any` comes from authors and is \
          not checked: a key that is not there is null, and so is every key of that.
          """))
    tables += templates.types.filter { $0.name != ThemeView.name }.map {
      ReferenceTable(
        heading: $0.name, level: 3, text: $0.documentation, columns: variableColumns,
        rows: rows($0.fields))
    }
    tables.append(
      ReferenceTable(
        heading: "loop", level: 3, text: "What a for loop knows of itself.",
        columns: variableColumns, rows: rows(templates.loop)))
    return tables + [
      ReferenceTable(
        heading: "Part of the language", columns: ["name", "gives", "what it does"],
        rows: rows(TemplateReference.constructs)),
      calls("Filters", templates.filters), calls("Tests", templates.tests),
      calls("Functions", templates.functions),
      calls("Functions of texts and maps", templates.methods),
    ]
  }

  private func rows(_ variables: [TemplateReference.Variable]) -> [[String]] {
    variables.map { [$0.name, $0.type, $0.documentation] }
  }

  private func rows(_ page: TemplateReference.Page) -> [[String]] {
    guard !page.variables.isEmpty else { return [[page.template, "", "", ""]] }
    return page.variables.enumerated().map { index, variable in
      [index == 0 ? page.template : "", variable.name, variable.type, variable.documentation]
    }
  }

  private func calls(
    _ heading: String, _ calls: [TemplateReference.Callable]
  ) -> ReferenceTable {
    let hasInput = calls.contains { $0.input != nil }
    let columns = ["name"] + (hasInput ? ["of"] : []) + ["gives", "what it does"]
    return ReferenceTable(
      heading: heading, columns: columns,
      rows: calls.map { call in
        [call.signature] + (hasInput ? [call.input ?? ""] : [])
          + [call.result ?? "", call.documentation]
      })
  }
}
