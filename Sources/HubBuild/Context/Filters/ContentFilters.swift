import HubDiagnostics
import HubMarkdown
import HubModel
import HubTemplates

/// Markdown in a field: `{{ page.params.note | markdown }}`, `{{ page.title | markdown(inline=true) }}`.
let markdownFilter = FilterDefinition(
  name: "markdown",
  documentation: "The text's Markdown as HTML: blocks, or the words of one paragraph.",
  input: .string, parameters: [.init("inline", .bool, default: .bool(false))], result: .html,
  apply: { (value, arguments, environment) throws(TemplateError) in
    guard let site = environment.site else { return .html([]) }
    let html = try site.html(ofMarkdown: try plainText(value, of: "markdown"))
    guard case .bool(true)? = arguments.first, !html.isEmpty else { return .html(html) }
    let (start, end) = (Array("<p>".utf8), Array("</p>\n".utf8))
    guard html.starts(with: start), html.firstRange(of: end)?.upperBound == html.endIndex else {
      throw TemplateError("'markdown(inline=true)' takes a text of one paragraph")
    }
    return .html(Array(html.dropFirst(start.count).dropLast(end.count)))
  })

/// Whole sentences from the start: `{{ page.description | excerpt(120) }}`.
let excerptFilter = FilterDefinition(
  name: "excerpt", documentation: "As many whole sentences from the start as fit.", input: .string,
  parameters: [.init("length", .int, default: .int(280))], result: .string,
  apply: { (value, arguments, environment) throws(TemplateError) in
    guard case .int(let length)? = arguments.first, length > 0 else {
      throw TemplateError("'excerpt' needs a length above 0")
    }
    let text = try plainText(value, of: "excerpt")
    return .string(excerpt(of: text, length: length, languageCode: environment.locale))
  })

/// Words for an address or an id: `{{ heading | slug }}`.
let slugFilter = FilterDefinition(
  name: "slug", documentation: "The text in lower case with hyphens, as in addresses.",
  input: .string, result: .string,
  apply: { (value, _, _) throws(TemplateError) in
    .string(Slug.make(try plainText(value, of: "slug")))
  })

private func plainText(
  _ value: TemplateValue, of filter: String
) throws(TemplateError) -> String {
  if case .html = value {
    throw TemplateError("'\(filter)' takes text, not HTML: put '| striptags' before it")
  }
  guard let text = value.text else { throw TemplateError("'\(filter)' takes text") }
  return text
}

/// The first sentences, else the start of the first one, cut after a word.
private func excerpt(of text: String, length: Int, languageCode: String) -> String {
  let sentences = Sentences.split(text, languageCode: languageCode)
  guard let start = sentences.first?.startIndex else { return "" }
  let fitting = sentences.prefix { text.unicodeScalars[start..<$0.endIndex].count <= length }
  if let end = fitting.last?.endIndex { return String(text[start..<end]) }
  return WordCut.longest(text[start...]) { $0.unicodeScalars.count <= length }
}

extension SiteEnvironment {
  fileprivate func html(ofMarkdown text: String) throws(TemplateError) -> [UInt8] {
    let (document, problems) = markdown.parse(Array(text.utf8), file: "")
    // Headings of a text begin wherever its page has come to.
    if let problem = problems.first(where: { !$0.id.hasPrefix("heading-") }) {
      throw TemplateError("the text's Markdown: \(problem.message)")
    }
    var html: [UInt8] = []
    var start = 0
    for reference in document.references {
      html += document.html[start..<reference.htmlOffset]
      start = reference.htmlOffset
      html.append(escapedAddress: try address(reference.destination))
    }
    return html + document.html[start...]
  }

  /// The address of a link in a text, which lies in no file that it could be relative to.
  private func address(_ destination: String) throws(TemplateError) -> String {
    if destination.hasPrefix("#") || destination.hasPrefix("?") { return destination }
    var path = destination[...]
    if path.hasPrefix(site.absolute) {
      path = path.dropFirst(site.absolute.count)
      if path.isEmpty { path = "/" }
    }
    guard path.hasPrefix("/") else {
      throw TemplateError(
        "the link '\(destination)' starts with neither '/', '#' nor 'https://':"
          + " the text is in no file that it could be relative to")
    }
    let parts = LinkDestination(String(path))
    guard let url = context.addresses.url(parts.path) else {
      throw TemplateError("the link '\(destination)' leads to nothing on this site")
    }
    return site.href(url) + parts.suffix
  }
}
