import HubDiagnostics
import HubModel
import HubTemplates
import Synchronization

/// Renders the shortcodes of bodies with the theme's templates, on any number of threads.
final class ShortcodeRenderer: Sendable {
  private let declarations: [String: ShortcodeDeclaration]
  private let templates: TemplateSet
  /// What the templates see: pages whose bodies have no shortcodes, so that none is rendered in
  /// itself without end.
  private let context: SiteContext
  private let globals: [LanguageGlobals]
  private let failures = Mutex<[Diagnostic]>([])

  init(_ templates: TemplateSet, context: SiteContext) {
    declarations = Dictionary(context.theme.shortcodes.map { ($0.name, $0) }) { first, _ in first }
    self.templates = templates
    self.context = context
    globals = context.hub.config.languages.all.indices.map {
      LanguageGlobals(context, language: $0)
    }
  }

  /// What could not be rendered so far.
  var problems: [Diagnostic] { failures.withLock { $0.sortedForPrinting() } }

  /// Renders one shortcode of a page into the end of a buffer; a failure is kept for the report.
  func render(_ index: Int, of id: Page.ID, inner: [UInt8]?, into html: inout [UInt8]) {
    let page = context.hub.pages[id]
    let shortcode = page.document.shortcodes[index]
    guard let declaration = declarations[shortcode.name],
      let template = templates.template(declaration.template),
      page.text.shortcodes.indices.contains(index)
    else { return }
    var values = zip(page.text.shortcodes[index].values, declaration.parameters).map {
      value($0, $1, page)
    }
    if declaration.inner != .none { values.append(inner.map { .html($0) } ?? .null) }
    do throws(RenderError) {
      try globals[page.language].render(
        template, page: PageView(context, bodyOf: id),
        variables: values, into: &html)
    } catch {
      failures.withLock {
        $0.append(problem(error.diagnostic, shortcode, file: page.file))
      }
    }
  }

  private func problem(_ error: Diagnostic, _ shortcode: Shortcode, file: String?) -> Diagnostic {
    Diagnostic(
      id: "shortcode-rendering", "'\(shortcode.name)' can't be rendered: \(error.message)",
      at: file.map { SourceLocation(file: $0, span: shortcode.span) },
      notes: [Diagnostic.Note("in its template", at: error.location)] + error.notes)
  }

  private func value(
    _ value: ShortcodeCall.Value, _ parameter: ShortcodeDeclaration.Parameter, _ page: Page
  ) -> TemplateValue {
    switch value {
    case .null: return .null
    case .string(let text): return .string(text)
    case .int(let number): return .int(number)
    case .double(let number): return .double(number)
    case .bool(let flag): return .bool(flag)
    case .reference(let index):
      guard page.shortcodeAddresses.indices.contains(index) else { return .null }
      let files = page.shortcodeAddresses[index].map { FileView(context.hub, $0) }
      switch parameter.kind {
      case .folder: return .list(files.map { .object($0) })
      case .link: return files.first.map { .string($0.url) } ?? .null
      default: return files.first.map { .object($0) } ?? .null
      }
    }
  }
}

/// A file that a shortcode names.
final class FileView: DeclaredObject {
  let hub: Hub
  let address: Address

  init(_ hub: Hub, _ address: Address) {
    self.hub = hub
    self.address = address
  }

  var url: String {
    switch address.target {
    case .site(let path, let suffix): hub.config.site.url.href(path) + suffix.percentEncoded
    case .fragment(let text), .verbatim(let text): text.percentEncoded
    }
  }

  private var absoluteURL: String {
    guard case .site(let path, let suffix) = address.target else { return url }
    return hub.config.site.url.absolute(path) + suffix.percentEncoded
  }

  /// The last part of the path, decoded.
  private var fileName: String {
    let path =
      switch address.target {
      case .site(let path, _): path.description
      case .fragment(let text), .verbatim(let text): String(text.prefix { $0 != "?" && $0 != "#" })
      }
    return URLPath.decode(path.split(separator: "/").last ?? "")
  }

  private var name: String {
    let stem = fileName.lastIndex(of: ".").map { fileName[..<$0] } ?? fileName[...]
    return String(stem.map { $0 == "-" || $0 == "_" ? " " : $0 })
  }

  static let declaration = ObjectDeclaration<FileView>(
    "File", "A file that a shortcode names.",
    fields: [
      .init("url", .string, "The address for src or href.") { .string($0.url) },
      .init("absoluteUrl", .string, "The absolute address.") { .string($0.absoluteURL) },
      .init("name", .string, "Its name in words: at the door, for at-the-door.jpg.") {
        .string($0.name)
      },
      .init("type", .optional(.string), "The media type, where the name tells it.") {
        .init(mediaType(of: $0.fileName))
      },
      .init("width", .optional(.int), "Pixels, of a picture whose format is known.") {
        $0.address.size.map { .int($0.width) } ?? .null
      },
      .init("height", .optional(.int), "Pixels, of a picture whose format is known.") {
        $0.address.size.map { .int($0.height) } ?? .null
      },
    ])
}

/// The media type that a file's name tells, or nil.
private func mediaType(of name: String) -> String? {
  let types = [
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg",
    "oga": "audio/ogg", "wav": "audio/wav", "flac": "audio/flac", "vtt": "text/vtt",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp",
    "avif": "image/avif", "gif": "image/gif", "svg": "image/svg+xml", "pdf": "application/pdf",
  ]
  return name.split(separator: ".").last.flatMap { types[$0.lowercased()] }
}

extension String {
  /// The address with what may not stand in a URL percent-encoded.
  fileprivate var percentEncoded: String {
    var bytes: [UInt8] = []
    bytes.append(address: self)
    return String(decoding: bytes, as: UTF8.self)
  }
}
