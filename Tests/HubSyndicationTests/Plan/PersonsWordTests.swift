import HubData
import HubModel
import HubSyndication
import Testing

/// What plans leave as people want it, and what comes back with its article.
@Suite struct PersonsWordTests {
  private let now = PlanScene.now
  private let day = PlanScene.day
  private let hour = PlanScene.hour

  private func fixed(_ name: String, at time: Int64) -> QueuedSample {
    var sample = QueuedSample.planned(name, at: time, isSlotted: false)
    sample.post.isFixed = true
    return sample
  }

  @Test(arguments: [[], PlanScene.daily])
  func `a time that a person gave stays, in a slot or not, early or late`(slots: [Slot]) {
    let scene = PlanScene(
      slots: slots, pace: PostingPace(quiet: [.init(start: 0, end: 300)]),
      queue: [
        fixed("a", at: now + 5 * hour), fixed("b", at: now - hour), fixed("c", at: now + 18 * hour),
      ])
    let due = now + 3 * day
    #expect(scene.plan(["a", "b", "c"].map { .sample($0, date: due) }).moves == [])
  }

  @Test func `what keeps its time ends when its article or its account says`() {
    var scene = PlanScene(queue: [
      .planned("a", at: now + day, isSlotted: false, hash: "words@\(now + day)")
    ])
    let articles = [Article.sample("a", date: now + day)]
    #expect(scene.plan(articles).expiries.isEmpty)
    scene.pace.expires = located(7200)
    #expect(scene.plan(articles).expiries == ["a-0": now + day + 7200])
    scene.queue[0].post.expiresAt = now + day + 7200
    #expect(scene.plan(articles).expiries.isEmpty)
    scene.pace.expires = nil
    #expect(scene.plan(articles).expiries == ["a-0": Int64?.none])
  }

  @Test func `approval that is switched on holds what no person has approved`() {
    var scene = PlanScene(queue: [
      .planned("a", at: now + day, isSlotted: false, hash: "words"),
      .planned("b", at: now + day, isSlotted: false, hash: "words"),
      .planned("by-hand", at: now + day, isSlotted: false),
    ])
    scene.queue[1].post.isApproved = true
    let articles = ["a", "b", "by-hand"].map { Article.sample($0, date: now + day) }
    #expect(scene.plan(articles).held == [])
    scene.pace.needsApproval = true
    #expect(scene.plan(articles).held == ["a-0"])
    scene.queue[0].post.needsApproval = true
    #expect(scene.plan(articles).held == [])
  }

  @Test func `a queued post that can't go holds up no other`() {
    var scene = PlanScene(
      slots: PlanScene.daily,
      queue: [
        .make("a", .queued, at: now - day, reason: "its page answers 404"),
        .planned("b", at: now),
      ])
    scene.now = now + 20
    let articles = [Article.sample("a", date: 1), .sample("b", date: 1)]
    #expect(scene.plan(articles).moves == [])
    scene.queue[0].post.reason = nil
    #expect(scene.plan(articles).moves == ["b@0>24 its time passed while nothing ran"])
  }

  @Test func `a post that no slot binds moves earlier with its article`() {
    var scene = PlanScene(queue: [
      .planned("a", at: now + 3 * day, isSlotted: false, hash: "words@\(now + 3 * day)")
    ])
    scene.pace.quiet = [.init(start: 22 * 60, end: 7 * 60)]
    #expect(
      scene.plan([.sample("a", date: now + day)]).moves == ["a@72>24 its article is due earlier"])
  }

  @Test func `an article that comes back has its first words, and its repeats`() {
    let gone = "its article is removed, expired or a draft"
    let repeated = SocialFrontMatter(repeat: .init(interval: 10 * 86_400, times: 2))
    var scene = PlanScene(queue: [.make("a", .cancelled, at: now - day, reason: gone)])
    let article = Article.sample("a", date: now, social: repeated)
    #expect(
      scene.plan([article]).new.map { [$0.occurrence, $0.repeats] } == [[1, 0], [2, 1], [3, 2]])
    scene.queue = [
      .published("a", at: now - 5 * day),
      .make("a", .cancelled, occurrence: 1, at: now + 5 * day, reason: gone),
    ]
    #expect(scene.plan([article]).table == ["a@120 #2", "a@360 #3"])
    #expect(scene.plan([article]).new.map(\.repeats) == [1, 2])
  }

  @Test func `a post that was over before it went out does not end its repeats`() {
    let repeated = SocialFrontMatter(repeat: .init(interval: 10 * 86_400, times: 1))
    var scene = PlanScene(queue: [
      .make("a", .cancelled, at: now, reason: "its time to be out was over before it went out")
    ])
    #expect(scene.plan([.sample("a", date: now, social: repeated)]).table == ["a@240 #1"])
    scene.queue = [.make("a", .cancelled, at: now)]
    #expect(scene.plan([.sample("a", date: now, social: repeated)]).table == [])
  }

  @Test func `what waits for approval gets no place that is gone before it is approved`() {
    var scene = PlanScene(slots: PlanScene.daily)
    #expect(scene.plan([.sample("a", date: 1)]).table == ["a@0"])
    scene.pace.needsApproval = true
    #expect(scene.plan([.sample("a", date: 1)]).table == ["a@24"])
  }

  @Test func `an evergreen article that may come back twice in a week is planned twice at once`() {
    var scene = PlanScene(slots: PlanScene.daily, queue: [.published("e", at: now - 10 * day)])
    scene.pace.evergreen = .init(after: Int(3 * day), times: 9)
    let articles = [Article.sample("e", date: 1)]
    let plan = scene.plan(articles)
    #expect(plan.table == ["e@0 #1", "e@72 #2", "e@144 #3"])
    scene.queue += plan.new.map {
      .planned(
        "e", occurrence: $0.occurrence, at: $0.scheduledAt, hash: $0.sourceHash, priority: -1)
    }
    scene.now = now - 1
    #expect(scene.plan(articles).table == [])
  }

  @Test func `no post goes out before its article's date`() {
    let early = SocialFrontMatter(publish: Timestamp(seconds: now))
    let plan = PlanScene().plan([
      .sample("a", date: now + day, social: early), .sample("b", date: 1),
    ])
    #expect(plan.table.last == "a@24")
    #expect(plan.shared.map(\.article) == ["news/b"])
  }

  @Test func `posts that an account may not publish are cancelled, however many`() {
    let planned = (0..<12).map { QueuedSample.planned("p\($0)", at: now + day, isSlotted: false) }
    let published = QueuedSample.published("gone", at: now - day)
    let skipped = (0..<12).map {
      Article.sample("p\($0)", date: now, social: SocialFrontMatter(skip: [located("kiosk")]))
    }
    let plan = PlanScene(queue: planned + [published]).plan(skipped)
    #expect(plan.cancelled.count == 12)
    #expect(plan.withdrawals.count == 1)
    #expect(plan.heldBack == 0)
  }
}
