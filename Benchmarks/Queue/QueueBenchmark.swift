import Foundation
import HubSyndication

/// What a claim costs in a queue that is full: `hubgen-bench-queue STORE POSTS WORKERS SECONDS`.
///
/// STORE is the path of an SQLite file, or a `postgres://` URL. Each worker has an account, and
/// connections of its own. For every post it does what a publisher does: look at the account, find
/// what is due, claim it, record the outcome. Prints how long filling took, how many posts all
/// workers together claimed and recorded in a second, and how long one claim took.
@main
enum Main {
  static func main() async throws {
    let words = CommandLine.arguments
    guard words.count == 5, let posts = Int(words[2]), let workers = Int(words[3]),
      let seconds = Int(words[4])
    else {
      print("usage: hubgen-bench-queue STORE POSTS WORKERS SECONDS")
      exit(64)
    }
    let store = words[1]
    try await fill(try await PostQueue.open(store), with: posts, accounts: workers)
    let clock = ContinuousClock()
    let start = clock.now
    let times = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for worker in 0..<workers {
        // Each has connections of its own, as another process would.
        let queue = try await PostQueue.open(store)
        group.addTask {
          var own: [Duration] = []
          while clock.now - start < .seconds(seconds) {
            let account = "account\(worker)"
            guard try await queue.status(account: account).maySend(2000),
              let entry = try await queue.nextDue(account: account, now: 2000)
            else { break }
            let before = clock.now
            let claim = try await queue.claim(
              account: account, identity: entry.post.identity, now: 2000, leaseUntil: 2600)
            own.append(clock.now - before)
            guard let claim else { break }
            try await queue.record(
              .published(PublishedPost(remoteID: "r")), of: claim, now: 2000)
          }
          return own
        }
      }
      var all: [Duration] = []
      for try await own in group { all += own }
      return all
    }
    let wall = (clock.now - start) / .seconds(1)
    let all = times.sorted()
    let mean = all.reduce(.zero, +) / max(1, all.count)
    print("claims with their outcomes: \(Int(Double(all.count) / wall)) a second")
    print("one claim: mean \(milliseconds(mean)) ms, median \(milliseconds(all[all.count / 2])) ms")
    print("99 of 100 under \(milliseconds(all[all.count * 99 / 100])) ms")
  }

  private static func milliseconds(_ duration: Duration) -> String {
    String(format: "%.2f", duration / .milliseconds(1))
  }

  /// Three quarters of the posts are due, a quarter is planned.
  private static func fill(_ queue: PostQueue, with count: Int, accounts: Int) async throws {
    let clock = ContinuousClock()
    let start = clock.now
    for first in stride(from: 0, to: count, by: 10_000) {
      let posts = (first..<min(count, first + 10_000)).map { number in
        let digits = String(number, radix: 16)
        return NewPost(
          Post(
            identity: String(repeating: "0", count: 32 - digits.count) + digits,
            account: "account\(number % accounts)", network: "fake", article: "articles/a\(number)",
            language: "en", scheduledAt: number % 4 == 3 ? 9_000_000 : Int64(number % 1000),
            text: "We opened on a rainy Monday, and forty people came.",
            link: "https://hub.example/a\(number)/?utm_source=x",
            canonicalURL: "https://hub.example/a\(number)/", title: "Opening day", length: 51,
            limit: 500))
      }
      _ = try await queue.add(posts, now: 1)
    }
    for account in 0..<accounts {
      try await queue.release(account: "account\(account)", now: 1500)
    }
    print("filling: \(count) posts in \(Int((clock.now - start) / .seconds(1))) s")
  }
}
