import Foundation
import HubData
import HubDiagnostics

extension SiteURL {
  /// Where the configuration names none; an error has been reported.
  static let standIn = SiteURL(origin: "https://hub.invalid")
}

extension SiteConfig {
  init(reading reader: inout DataReader) {
    let title = reader.requiredText("title")
    let url = reader.requiredText("url").flatMap { Self.siteURL($0, &reader) }
    let description = reader.text("description")
    let theme = Self.theme(&reader)
    self.init(
      title: title?.value ?? "", url: url ?? .standIn, description: description,
      theme: theme?.value ?? "plaza", organization: Self.organization(&reader),
      image: reader.image("image"), timeZone: reader.timeZone("timezone") ?? .gmt)
    themePlace = theme?.span
  }

  private static func siteURL(
    _ text: Located<String>, _ reader: inout DataReader
  ) -> SiteURL? {
    do throws(URLProblem) {
      return try SiteURL.parse(text.value)
    } catch {
      reader.report("bad-url", error.message, at: text.span, notes: error.notes)
      return nil
    }
  }

  /// A theme is a folder under `themes/`: its name must not lead out of there.
  private static func theme(_ reader: inout DataReader) -> Located<String>? {
    guard let name = reader.locatedText("theme") else { return nil }
    if name.value.hasPrefix(".") || name.value.contains(where: { "/\\\0".contains($0) }) {
      reader.report(
        "bad-theme", "'theme' takes the name of a folder in 'themes', not a path", at: name.span)
      return nil
    }
    return name
  }

  /// A path in `static/`, whose file is looked for once all files are known, or a URL.
  private static func logo(
    _ text: Located<String>, _ reader: inout DataReader
  ) -> Located<String>? {
    guard text.value.hasPrefix("//") || hasScheme(text.value) else { return text }
    do throws(URLProblem) {
      _ = try AbsoluteURL(text.value)
      return text
    } catch {
      reader.report("bad-url", error.message, at: text.span, notes: error.notes)
      return nil
    }
  }

  /// Whether a text begins as a URL does, with a scheme and a colon (RFC 3986, 3.1).
  private static func hasScheme(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), let first = text.first, first.isLetter else {
      return false
    }
    return text[..<colon].allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
  }

  private static func organization(_ reader: inout DataReader) -> Organization? {
    let organization = reader.mapping("organization") { reader in
      let name = reader.requiredText("name")
      let logo = reader.locatedText("logo").flatMap { Self.logo($0, &reader) }
      let sameAs = reader.textList("sameAs") ?? []
      for address in sameAs {
        do throws(URLProblem) {
          _ = try AbsoluteURL(address.value)
        } catch {
          reader.report("bad-url", error.message, at: address.span, notes: error.notes)
        }
      }
      return name.map { Organization(name: $0.value, logo: logo, sameAs: sameAs.map(\.value)) }
    }
    return organization ?? nil
  }
}
