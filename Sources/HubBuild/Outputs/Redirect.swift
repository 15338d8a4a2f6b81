import HubModel

extension Hub {
  /// The page at an old address: leads people and search engines to the new one, without a script.
  func redirect(to page: Page) -> [UInt8] {
    let language = config.languages.all[page.language]
    var html: [UInt8] = []
    html.append(text: "<!DOCTYPE html>\n<html lang=\"")
    html.append(escaped: language.code)
    html.append(
      text: "\" dir=\"\(language.direction.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
    html.append(escaped: page.title)
    html.append(text: "</title>\n<link rel=\"canonical\" href=\"")
    html.append(escaped: config.site.url.absolute(page.url))
    html.append(
      text:
        "\">\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url="
    )
    html.append(escaped: config.site.url.href(page.url))
    html.append(text: "\">\n</head>\n<body>\n<p><a href=\"")
    html.append(escaped: config.site.url.href(page.url))
    html.append(text: "\">")
    html.append(escaped: page.title)
    html.append(text: "</a></p>\n</body>\n</html>\n")
    return html
  }

  /// `robots.txt`: everything may be read, and where the sitemap is.
  func robots() -> [UInt8] {
    Array(
      "User-agent: *\nAllow: /\n\nSitemap: \(config.site.url.absolute(Sitemap.url(part: 0)))\n".utf8
    )
  }
}
