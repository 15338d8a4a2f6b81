package import HubHTTP

extension Mastodon: LooksUpPosts {
  /// How much earlier than ours the server's clock may be.
  private static let clockTolerance: Int64 = 300
  private static let pageSize = 40
  private static let maximumPages = 50

  /// Reads the account's own statuses back, newest first, and finds the one with the post's link.
  ///
  /// Parts of a thread often have the same link or none: there, what a status replies to counts as
  /// well, and the words of any post without its link.
  package func lookUp(
    _ post: Post, notBefore: Int64, over transport: any HTTPTransport
  ) async throws(PublishError) -> PublishedPost? {
    let account = try await ownAccount(.looksUp, over: transport)
    let earliest = notBefore - Self.clockTolerance
    var olderThan: String?
    for _ in 0..<Self.maximumPages {
      let page = try await statuses(of: account.id, olderThan: olderThan, over: transport)
      var reachedEarlier = false
      for status in page {
        guard let created = status.createdAt.flatMap(secondsOfRFC3339) else {
          throw call.unreadable("with a status that has no date", .looksUp)
        }
        if created < earliest {
          reachedEarlier = true
        } else if isSame(status, post) {
          guard let published = status.published else {
            throw call.unreadable("with a status that has no id", .looksUp)
          }
          return published
        }
      }
      guard !reachedEarlier, let last = page.last?.id else { return nil }
      guard last != olderThan else {
        throw call.unreadable("with the same statuses twice", .looksUp)
      }
      olderThan = last
    }
    throw .outcomeUnknown(
      reason: "\(server.host) has more statuses since then than can be read back")
  }

  private func isSame(_ status: Status, _ post: Post) -> Bool {
    let content = status.content ?? ""
    if let predecessor = post.predecessor, status.inReplyTo != predecessor.remoteID {
      return false
    }
    return post.text.contains(post.link) && !post.link.isEmpty
      ? html(content, linksTo: post.link) : html(content, says: post.text)
  }

  private func statuses(
    of account: String, olderThan: String?, over transport: any HTTPTransport
  ) async throws(PublishError) -> [Status] {
    var query = [(name: "limit", value: "\(Self.pageSize)")]
    if let olderThan { query.append((name: "max_id", value: olderThan)) }
    let path = "/api/v1/accounts/\(URLText.encoded(account))/statuses"
    let response = try await call.send(request(.get, path, query), .looksUp, over: transport)
    guard let page = decoded([Status].self, from: response.body) else {
      throw call.unreadable("not with a list of statuses", .looksUp)
    }
    return page
  }
}

extension Mastodon: ChecksCredentials {
  package func checkCredentials(
    over transport: any HTTPTransport
  ) async throws(PublishError) -> String {
    let account = try await ownAccount(.reads, over: transport)
    return "@\(account.acct)@\(server.host)"
  }

  struct Account: Decodable {
    var id: String
    var acct: String
  }

  func ownAccount(
    _ effect: ServiceCall.Effect, over transport: any HTTPTransport
  ) async throws(PublishError) -> Account {
    let request = request(.get, "/api/v1/accounts/verify_credentials")
    let response = try await call.send(request, effect, over: transport)
    guard let account = decoded(Account.self, from: response.body), plausible(account.id) != nil,
      plausible(account.acct) != nil
    else { throw call.unreadable("not with an account", effect) }
    return account
  }
}
