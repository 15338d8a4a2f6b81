import HubHTTP

/// Asks whether a page is there, and shows what it should, before its teaser leads anyone to it.
///
/// Networks make their preview from the page's own tags the moment a teaser is out, and many keep
/// it for weeks: a page that is not ready then looks broken for good. Each page, and each picture,
/// is asked for once per run.
struct LiveCheck: Sendable {
  private let transport: any HTTPTransport
  private let pages = AnswersOnce<Answer>()
  private let pictures = AnswersOnce<String?>()

  init(over transport: any HTTPTransport) {
    self.transport = transport
  }

  private enum Answer: Sendable {
    case page(PageHead)
    case problem(String)
  }

  /// Why a post's page is not ready, as a sentence; nil where it is.
  func problem(of post: Post) async -> String? {
    let url = post.canonicalURL
    let problem: String?
    switch await page(url) {
    case .problem(let reason): problem = reason
    case .page(let head): problem = await self.problem(of: head, url, post)
    }
    return problem.map { "\($0); the post waits until the page is live" }
  }

  private func problem(of head: PageHead, _ url: String, _ post: Post) async -> String? {
    guard let canonical = head.canonical else { return "\(url) has no <link rel=\"canonical\">" }
    guard isSame(canonical, url) else {
      return "\(url) says that its canonical address is \(shown(canonical))"
    }
    guard let own = head.properties["og:url"] else { return "\(url) has no og:url" }
    guard isSame(own, url) else { return "\(url) has the og:url \(shown(own))" }
    guard head.properties["og:title"]?.isEmpty == false else { return "\(url) has no og:title" }
    guard let image = head.properties["og:image"], !image.isEmpty else {
      return post.imageURL == nil ? nil : "\(url) has no og:image, and the article has a picture"
    }
    guard problemWithURL(image) == nil else {
      return "\(url) has the og:image \(shown(image)), which must be an absolute https address"
    }
    return await problem(ofPicture: image)
  }

  private func page(_ url: String) async -> Answer {
    await pages.answer(url) {
      let request = HTTPRequest(
        .get, url, headers: [.init("Accept", "text/html")], timeout: .seconds(20),
        maximumResponseBytes: 16 << 20)
      do throws(TransportError) {
        let response = try await transport.send(request)
        guard response.status == 200 else {
          return .problem("\(url) answers \(response.status)")
        }
        if let host = hostOfURL(response.url), host != hostOfURL(url) {
          return .problem("\(url) leads to \(shown(host))")
        }
        let type = mediaType(response)
        guard type.isEmpty || type == "text/html" || type == "application/xhtml+xml" else {
          return .problem("\(url) is \(shown(type)) and no HTML")
        }
        return .page(PageHead(response.body))
      } catch {
        return .problem("\(url) can't be reached (\(error.reason))")
      }
    }
  }

  private func problem(ofPicture url: String) async -> String? {
    await pictures.answer(url) {
      let request = HTTPRequest(
        .get, url, headers: [.init("Accept", "image/*")], timeout: .seconds(20),
        maximumResponseBytes: 32 << 20)
      do throws(TransportError) {
        let response = try await transport.send(request)
        guard response.status == 200 else {
          return "the card's picture \(shown(url)) answers \(response.status)"
        }
        let type = mediaType(response)
        return type.hasPrefix("image/")
          ? nil
          : "the card's picture \(shown(url)) is \(type.isEmpty ? "of no type" : shown(type)),"
            + " and no image"
      } catch {
        return "the card's picture \(shown(url)) can't be reached (\(error.reason))"
      }
    }
  }
}

/// Whether two addresses are the same, however they are escaped.
private func isSame(_ first: String, _ second: String) -> Bool {
  first == second || URLText.decoded(first) == URLText.decoded(second)
}

/// `text/html` of `Text/HTML; charset=utf-8`.
private func mediaType(_ response: HTTPResponse) -> String {
  let value = response.header("content-type") ?? ""
  return value.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
}

/// A foreign text on one line, bounded.
private func shown(_ text: String) -> String {
  let line = text.unicodeScalars.prefix(200).map {
    $0.properties.generalCategory == .control ? " " : $0
  }
  return "'" + String(String.UnicodeScalarView(line)) + "'"
}
