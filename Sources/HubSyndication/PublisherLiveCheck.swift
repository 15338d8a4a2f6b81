import HubHTTP

/// Asks whether a page is there before its teaser leads anyone to it; each page once per run.
struct LiveCheck: Sendable {
  private let transport: any HTTPTransport
  private let pages = AnswersOnce<String?>()

  init(over transport: any HTTPTransport) {
    self.transport = transport
  }

  /// Why the page is not live; nil where it answers 200.
  func problem(of url: String) async -> String? {
    await pages.answer(url) {
      let request = HTTPRequest(
        .get, url, headers: [.init("Accept", "text/html")], timeout: .seconds(20),
        maximumResponseBytes: 16 << 20)
      do throws(TransportError) {
        let status = try await transport.send(request).status
        return status == 200
          ? nil : "\(url) answers \(status); the post waits until the page is live"
      } catch {
        return "\(url) can't be reached (\(error.reason)); the post waits until the page is live"
      }
    }
  }
}
