import HubStorage
import HubSyndication
import Synchronization
import Testing

/// Several workers on one queue.
@Suite struct QueueWorkersTests {
  @Test(arguments: Store.all)
  func `ten workers send every post once and in order`(store: Store) async throws {
    let file = try await QueueFile(store)
    let accounts = (1...5).map { "account\($0)" }
    try await file.fill(
      (1...60).map { .sample($0, account: accounts[$0 % accounts.count], at: Int64($0)) })
    let sent = SentPosts()
    let path = file.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<10 {
        group.addTask {
          let queue = try await PostQueue.open(path)
          // Until this worker finds nothing to do anywhere, and nobody else is sending.
          while try await queue.counts() != [.published: 60] {
            for index in accounts.indices {
              let account = accounts[(index + worker) % accounts.count]
              guard
                let claim = try await queue.claim(account: account, now: 1000, leaseUntil: 1600)
              else { continue }
              sent.add(claim.post)
              try await queue.record(
                .published(PublishedPost(remoteID: "w\(worker)")), of: claim, now: 1000)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let all = sent.identities
    #expect(all.values.reduce(0) { $0 + $1.count } == 60)
    for (account, identities) in all {
      #expect(identities == identities.sorted(), "\(account)")
      #expect(Set(identities).count == 12)
    }
  }

  @Test(arguments: Store.all)
  func `two who ask for the same change at once make one`(store: Store) async throws {
    let file = try await QueueFile(store)
    try await file.insert(1, .published)
    let path = file.path
    let identity = Post.sample(1).identity
    let answers = try await withThrowingTaskGroup(of: ChangeRequest.self) { group in
      for _ in 1...6 {
        group.addTask {
          try await PostQueue.open(path).withdraw(identity, reason: "x", at: 1, now: 1)
        }
      }
      var answers: [ChangeRequest] = []
      for try await answer in group { answers.append(answer) }
      return answers
    }
    #expect(answers.count { $0 == .asked } == 1)
    #expect(answers.count { $0 == .known } == 5)
  }
}

/// What went out, by account.
private final class SentPosts: Sendable {
  private let sent = Mutex<[String: [String]]>([:])
  var identities: [String: [String]] { sent.withLock { $0 } }
  func add(_ post: Post) { sent.withLock { $0[post.account, default: []].append(post.identity) } }
}
