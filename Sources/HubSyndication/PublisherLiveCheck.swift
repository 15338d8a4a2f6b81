import HubHTTP

/// Asks whether a page is there before its teaser leads anyone to it; each page once per run.
actor LiveCheck {
  private enum Answer {
    case awaited(by: [CheckedContinuation<String?, Never>])
    case known(String?)
  }

  private let transport: any HTTPTransport
  private var answers: [String: Answer] = [:]

  init(over transport: any HTTPTransport) {
    self.transport = transport
  }

  /// Why the page is not live; nil where it answers 200.
  func problem(of url: String) async -> String? {
    switch answers[url] {
    case .known(let problem): return problem
    case .awaited(let others):
      return await withCheckedContinuation { answers[url] = .awaited(by: others + [$0]) }
    case nil: break
    }
    answers[url] = .awaited(by: [])
    let problem = await ask(url)
    if case .awaited(let others) = answers[url] {
      for other in others { other.resume(returning: problem) }
    }
    answers[url] = .known(problem)
    return problem
  }

  private func ask(_ url: String) async -> String? {
    let request = HTTPRequest(
      .get, url, headers: [.init("Accept", "text/html")], timeout: .seconds(20),
      maximumResponseBytes: 16 << 20)
    do throws(TransportError) {
      let status = try await transport.send(request).status
      return status == 200 ? nil : "\(url) answers \(status); the post waits until the page is live"
    } catch {
      return "\(url) can't be reached (\(error.reason)); the post waits until the page is live"
    }
  }
}
