import Foundation
import HubSyndication
import HubTestSupport
import Testing

/// `hubgen queue` as a person runs it who tries things out.
@Suite struct `Queue command` {
  /// A hub whose queue has three planned posts of a thread, due in 1970, and how to run it.
  private struct Hub {
    let folder: TemporaryFolder
    let queue: PostQueue

    init() async throws {
      folder = try TemporaryFolder([
        "hubgen.yaml": """
        site: { title: Kiosk, url: "https://hub.example.com" }
        syndication:
          timezone: Europe/Bratislava
          accounts:
            - { name: kiosk, network: webhook, url: "https://hooks.example.com", secret: "${S}" }
        """,
        ".hubgen/empty": "",
      ])
      queue = try await PostQueue.open(folder.path + "/.hubgen/queue.sqlite")
      let first = Post.sample("3", network: "webhook")
      let second = Post.sample("4", network: "webhook")
      let third = Post.sample("5", network: "webhook")
      _ = try await queue.add(
        [
          NewPost(first),
          NewPost(
            second, link: ChainLink(follows: first.identity, part: 1, relation: .reply)),
          NewPost(
            third, link: ChainLink(follows: second.identity, part: 2, relation: .comment)),
        ], now: 0)
    }

    func run(_ arguments: String...) throws -> Program {
      try Program.run(
        PackageFolder.hubgen,
        ["queue"] + arguments + ["--source", folder.path, "--now", "2026-11-21T12:00:00Z"])
    }
  }

  @Test func `a post is not moved into the past, and the time is said as it was understood`()
    async throws
  {
    let hub = try await Hub()
    let past = try hub.run("reschedule", "33", "2020-01-01")
    #expect(past.status == 1)
    #expect(
      past.errors
        == "error: 2020-01-01T00:00:00+01:00 is past, as it is 2026-11-21T13:00:00+01:00 now;"
        + " write a later time, such as 2026-11-21T14:00:00+01:00\n")
    #expect(try hub.run("reschedule", "33", "2026-11-21T12:59:00").status == 1)
    #expect(try await hub.queue.entry("33").post.scheduledAt == 0)
    let present = try hub.run("reschedule", "33", "2026-11-21T12:59:01")
    #expect(present.output == "moved to 2026-11-21T12:59:01+01:00\n", "\(present.errors)")
  }

  @Test func `a refused post is queued again with the words of its mended article`() async throws {
    let hub = try await Hub()
    try hub.folder.write(
      "---\ntitle: Opening day\ndate: 2026-11-20\n---\nWe open on Monday. Come early.\n",
      to: "content/news/launch.md")
    var refused = [Post.sample("7", network: "webhook"), .sample("8", network: "webhook")]
    refused[0].article = "news/launch"
    _ = try await hub.queue.add(refused.map { NewPost($0, sourceHash: "old") }, now: 0)
    try await hub.queue.cancel(Post.sample("3", network: "webhook").identity, now: 0)
    try await hub.queue.release(account: "kiosk", now: 0)
    for _ in refused {
      let claim = try #require(try await hub.queue.claim(account: "kiosk", now: 0, leaseUntil: 60))
      try await hub.queue.record(.failed(reason: "422"), of: claim, now: 0)
    }
    let unset = try hub.run("retry", "77")
    #expect(unset.status == 1 && unset.errors.contains("the variable 'S' is not set"))
    #expect(unset.errors.hasSuffix("with '--keep-words' the post is queued as it was\n"))
    try hub.folder.write(
      "S=whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA==\n", to: ".env")
    let retry = try hub.run("retry", "77")
    #expect(retry.output.hasPrefix("its words are now:\n  | We open on Monday. Come early.\n"))
    #expect(retry.output.hasSuffix("\nqueued again; the next 'hubgen syndicate' sends it\n"))
    #expect(try await hub.queue.entry("77").post.text.hasPrefix("We open on Monday."))
    // The other's article is not there any more.
    let kept = try hub.run("retry", "88", "--keep-words")
    #expect(kept.output == "queued again; the next 'hubgen syndicate' sends it\n")
    #expect(try await hub.queue.entry("88").post.text == refused[1].text)
  }

  @Test func `a part of a thread is not moved alone, and the first post is named`() async throws {
    let hub = try await Hub()
    let move = try hub.run("reschedule", "55", "2026-12-01T09:00")
    #expect(move.status == 1)
    #expect(move.errors.contains("'hubgen queue reschedule 33333333 TIME' moves them together"))
    #expect(try await hub.queue.entry("55").post.scheduledAt == 0)
    #expect(try hub.run("reschedule", "33", "2026-12-01T09:00").status == 0)
    #expect(try await hub.queue.entry("55").post.scheduledAt == 1_796_112_000)
  }

  @Test func `a time that is none is told how times are written`() async throws {
    let hub = try await Hub()
    let run = try hub.run("reschedule", "33", "soon")
    #expect(run.status == 64)
    #expect(run.errors.contains("'soon' is not a date; write 2026-11-20, 2026-11-20 09:00 or "))
    #expect(run.errors.contains("Usage: hubgen queue reschedule"))
  }

  @Test func `an account that nothing knows is named, with the one that was meant`() async throws {
    let hub = try await Hub()
    var former = Post.sample("6", network: "webhook")
    former.account = "former"
    _ = try await hub.queue.add([NewPost(former)], now: 0)
    for (name, hint) in [("nobody", ""), ("kiosc", "; did you mean 'kiosk'?")] {
      let run = try hub.run("list", "--account", name)
      #expect(run.status == 64)
      #expect(run.errors == "error: no account '\(name)' in hubgen.yaml\(hint)\n")
    }
    #expect(try hub.run("list", "--account", "former").output.hasPrefix("66666666  planned"))
    let none = try hub.run("list", "--account", "former", "--state", "failed")
    #expect(none.status == 0 && none.errors == "no posts\n")
  }

  @Test func `what to do fits what a person asked for and what ails the account`() async throws {
    let hub = try await Hub()
    let withdraw = try hub.run("withdraw", "33")
    #expect(withdraw.errors.contains("'hubgen queue cancel 33333333' keeps it from going out"))
    let approve = try hub.run("approve", "33")
    #expect(approve.errors.contains("needs no approval, or has been approved"))
    try await hub.queue.pause(account: "kiosk", reason: "hooks.example.com answered 401", now: 0)
    let paused = try hub.run("show", "33")
    #expect(
      paused.output.contains(
        "what to do: its account is paused (hooks.example.com answered 401): set a new token"))
    try await hub.queue.unpause(account: "kiosk")
    try await hub.queue.release(account: "kiosk", now: 0)
    let claim = try #require(try await hub.queue.claim(account: "kiosk", now: 0, leaseUntil: 60))
    try await hub.queue.record(.published(PublishedPost(remoteID: "r")), of: claim, now: 0)
    #expect(try hub.run("withdraw", "33").status == 0)
    let show = try hub.run("show", "33")
    #expect(
      show.output.hasSuffix("what to do: nothing: the next 'hubgen syndicate' takes it down\n"))
  }
}
