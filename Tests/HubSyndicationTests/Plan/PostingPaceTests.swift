import Foundation
import HubData
import HubDiagnostics
import HubModel
import HubSyndication
import Testing

/// When and how often an account publishes.
@Suite struct PostingPaceTests {
  let now = PlanScene.now
  let day = PlanScene.day
  let hour = PlanScene.hour

  func articles(_ count: Int) -> [Article] {
    (0..<count).map { .sample("a\($0)", date: now - 100 + Int64($0)) }
  }

  @Test func `posts keep the gap, the daily maximum and the quiet hours`() {
    var scene = PlanScene()
    scene.pace.gap = 2 * 3600
    #expect(scene.plan(articles(3)).table == ["a0@0", "a1@2", "a2@4"])
    scene.pace.perDay = 2
    // 09:00, 11:00, then the next day from midnight on.
    #expect(scene.plan(articles(3)).table == ["a0@0", "a1@2", "a2@15"])
    scene.pace.quiet = [.init(start: 22 * 60, end: 7 * 60)]
    #expect(scene.plan(articles(3)).table == ["a0@0", "a1@2", "a2@22"])
    scene.queue = [.published("x", at: now - hour)]
    #expect(
      scene.plan(articles(2) + [.sample("x", date: 1)]).table == ["a0@1", "a1@22"])
  }

  @Test func `a gap also leaves out slots`() {
    var scene = PlanScene(
      slots: (9...12).map { Slot(weekdays: Slot.everyWeekday, hour: $0, minute: 0) })
    scene.pace.gap = 2 * 3600
    #expect(scene.plan(articles(3)).table == ["a0@0", "a1@2", "a2@24"])
  }

  @Test func `quiet hours and days are those of the account's time zone`() {
    var scene = PlanScene()
    scene.pace.timeZone = TimeZone(identifier: "Asia/Tokyo")
    // 09:00 UTC is 18:00 in Tokyo.
    scene.pace.quiet = [.init(start: 18 * 60, end: 19 * 60)]
    #expect(scene.plan(articles(1)).table == ["a0@1"])
  }

  @Test func `a budget of posts or money puts the rest into the next period`() {
    var scene = PlanScene(slots: PlanScene.daily)
    scene.pace.budget = .init(posts: 2, period: .week)
    // 21 November 2026 is a Saturday.
    #expect(scene.plan(articles(5)).table == ["a0@0", "a1@24", "a2@48", "a3@72", "a4@216"])
    scene.pace.budget = .init(cost: Money(thousandths: 1000), period: .month)
    scene.abilities.price = PostPrice(withLink: 200, withoutLink: 15)
    scene.queue = [.published("x", at: now - day, cost: 500)]
    let plan = scene.plan(articles(3) + [.sample("x", date: 1)])
    #expect(plan.table == ["a0@0", "a1@24", "a2@240"])
    #expect(plan.new.map(\.cost) == [200, 200, 200])
    scene.pace.budget?.each = Money(thousandths: 10)
    #expect(scene.plan(articles(3)).table == ["a0@0", "a1@24", "a2@48"])
  }

  @Test func `all parts of a thread and its comment count in the budget`() {
    var scene = PlanScene(slots: PlanScene.daily)
    scene.pace.budget = .init(posts: 5, period: .week)
    scene.abilities.canThread = true
    let thread = SocialFrontMatter(thread: true)
    let threads = (0..<3).map {
      Article.sample("t\($0)", date: now - 10 + Int64($0), social: thread)
    }
    // 21 November 2026 is a Saturday. Four parts, then one more post in each week.
    let plan = scene.plan(threads + [.sample("a", date: now)])
    #expect(plan.table == ["t0@0", "a@24", "t1@48", "t2@216"])
    scene.pace.budget = .init(cost: Money(thousandths: 500), period: .week)
    scene.abilities.price = PostPrice(withLink: 200, withoutLink: 100)
    let priced = scene.plan(threads)
    #expect(priced.table == ["t0@0", "t1@48", "t2@216"])
    #expect(priced.new.map(\.cost) == [200, 200, 200])
    #expect(priced.new.map(\.followerCost) == [100, 100, 100])
    // What follows a post in the queue counts with it.
    scene.pace.budget = .init(posts: 5, period: .week)
    scene.queue = [.published("a", at: now - 60)]
    var snapshot = QueueSnapshot.holding(scene.queue)
    #expect(scene.plan(threads + [.sample("a", date: 1)], besides: snapshot).table[0] == "t0@0")
    for part in 1...3 {
      snapshot = snapshot.with(part: part, of: "a", at: now - 60)
    }
    #expect(scene.plan(threads + [.sample("a", date: 1)], besides: snapshot).table[0] == "t0@48")
  }

  @Test func `a budget of money that bounds nothing, or allows nothing, is an error`() {
    func problems(_ network: String, _ cost: Int64, each: Int64? = nil) -> [Diagnostic] {
      var account = AccountConfig.sample(network: network)
      account.pace.budget = .init(
        cost: Money(thousandths: cost), each: each.map { Money(thousandths: $0) },
        place: SourceSpan(line: 7, column: 3))
      return budgetProblems([account])
    }
    #expect(problems("x", 20_000).isEmpty)
    #expect(problems("mastodon", 20_000, each: 15).isEmpty)
    let unpriced = problems("mastodon", 20_000)
    #expect(unpriced.map(\.id) == ["unpriced-budget"])
    #expect(unpriced.first?.location?.description == "hubgen.yaml:7:3")
    #expect(unpriced.first?.notes.first?.message.contains("each: 0.015") == true)
    #expect(
      problems("x", 100).map(\.message) == [
        "one post costs 0.2 and the budget is 0.1: nothing would go out"
      ])
    #expect(problems("mastodon", 1000, each: 2000).map(\.id) == ["small-budget"])
  }

  @Test func `nothing goes out on days to avoid, and what was planned there moves`() {
    let christmas = calendar(
      "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20251122", "RRULE:FREQ=YEARLY", "END:VEVENT")
    var scene = PlanScene(slots: PlanScene.daily)
    scene.calendars = [.init(.init(file: located("days.ics"), use: .avoid), events: christmas)]
    #expect(scene.plan(articles(3)).table == ["a0@0", "a1@48", "a2@72"])
    scene.queue = [.planned("x", at: now + day)]
    #expect(
      scene.plan([.sample("x", date: 1)]).moves == [
        "x@24>0 nothing may go out at its time any more"
      ])
    scene.calendars[0].config.accounts = ["another"]
    #expect(scene.plan([.sample("x", date: 1)]).moves == [])
  }

  @Test func `an article waits for a day to aim at, if it comes soon enough`() {
    let events = calendar("BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261125", "END:VEVENT")
    var scene = PlanScene(slots: PlanScene.daily)
    scene.calendars = [
      .init(
        .init(
          file: located("days.ics"), use: .aim, filter: .init(tags: ["coffee"]), within: 5 * 86_400),
        events: events)
    ]
    let coffee = ["a", "b"].map { Article.sample($0, date: now, tags: ["coffee"]) }
    #expect(scene.plan(coffee + [.sample("c", date: now)]).table == ["b@0", "c@24", "a@96"])
    scene.calendars[0].config.within = 86_400
    #expect(scene.plan(coffee).table == ["a@0", "b@24"])
  }

  @Test func `a campaign has slots, hashtags and priority for its own articles`() throws {
    var scene = PlanScene(slots: PlanScene.daily)
    scene.campaigns = [
      .init(
        name: located("friday"), from: Timestamp(seconds: now - day),
        until: Timestamp(seconds: now + 2 * day), filter: .init(tags: ["sale"]),
        slots: [Slot(weekdays: Slot.everyWeekday, hour: 15, minute: 0)], hashtags: ["BlackFriday"],
        priority: 5)
    ]
    let sale = (0..<6).map { Article.sample("s\($0)", date: now - 9, tags: ["sale"]) }
    let plan = scene.plan([.sample("a", date: now - 10)] + sale)
    // Slots at 15:00 only while it lasts; after it the others.
    #expect(plan.table == ["s0@0", "s1@6", "s2@24", "s3@30", "s4@48", "s5@72", "a@96"])
    #expect(plan.new[0].article.frontMatter.social.hashtags == ["BlackFriday", "sale"])
    #expect(plan.new[0].campaign == "friday" && plan.new[0].priority == 5)
    #expect(plan.new[5].article.frontMatter.social.hashtags == nil)
    #expect(plan.new[6].campaign == nil)
  }

  @Test func `repeats come each their time after the post before, and end`() {
    let social = SocialFrontMatter(repeat: .init(interval: 10 * 86_400, times: 2))
    var scene = PlanScene(slots: PlanScene.daily)
    #expect(
      scene.plan([.sample("a", date: now, social: social)]).table
        == ["a@0", "a@240 #1", "a@480 #2"])
    // After a long time in which nothing ran, they don't come one after the other.
    scene.queue = [.published("a", at: now - 100 * day)]
    #expect(
      scene.plan([.sample("a", date: now, social: social)]).table == ["a@0 #1", "a@240 #2"])
    scene.queue = [
      .published("a", at: now - 100 * day), .planned("a", occurrence: 1, at: now - 90 * day),
      .planned("a", occurrence: 2, at: now + day),
    ]
    #expect(
      scene.plan([.sample("a", date: now, social: social)]).moves == [
        "a@-2160>0 its time passed while nothing ran", "a@24>240 the post before it moved",
      ])
    // An old article that goes out now is not repeated at once.
    var free = PlanScene()
    let old = Article.sample("a", date: now - 100 * day, social: social)
    #expect(free.plan([old]).table == ["a@-2400", "a@240 #1", "a@480 #2"])
    free.queue = [.planned("a", at: now - 100 * day, isSlotted: false)]
    #expect(free.plan([old]).table == ["a@240 #1", "a@480 #2"])
    // A repeat is planned when it comes within five weeks.
    let rare = SocialFrontMatter(repeat: .init(interval: 90 * 86_400, times: 2))
    scene.queue = [.published("a", at: now - 54 * day)]
    #expect(scene.plan([.sample("a", date: now, social: rare)]).table == [])
    scene.queue = [.published("a", at: now - 56 * day)]
    #expect(scene.plan([.sample("a", date: now, social: rare)]).table == ["a@816 #1"])
    scene.queue = [.make("a", .recorded, at: 1)]
    #expect(scene.plan([.sample("a", date: 1, social: social)]).table == [])
    scene.queue = [.make("a", .cancelled, at: now)]
    #expect(scene.plan([.sample("a", date: 1, social: social)]).table == [])
  }

  @Test func `evergreen articles take the slots that nothing else takes, the longest unseen first`()
  {
    var scene = PlanScene(slots: PlanScene.daily)
    scene.pace.evergreen = .init(after: 90 * 86_400, times: 2, filter: .init(sections: ["news"]))
    scene.queue = [
      .published("old", at: now - 200 * day), .make("archive", .recorded, at: 1),
      .published("young", at: now - 88 * day), .published("done", at: now - 400 * day),
      .published("done", occurrence: 1, at: now - 300 * day),
      .published("done", occurrence: 2, at: now - 200 * day),
    ]
    var other = Article.sample("other", date: 1)
    other.section = "events"
    let articles =
      ["old", "archive", "young", "done"].map { Article.sample($0, date: 1) } + [
        other, .sample("new", date: now),
      ]
    scene.queue.append(.make("other", .recorded, at: 1))
    let plan = scene.plan(articles)
    #expect(plan.table == ["new@0", "archive@24 #1", "old@48 #1", "young@72 #1"])
    #expect(plan.new.map(\.priority) == [0, -1, -1, -1])
  }

  @Test func `an evergreen post gives its slot to a new article`() {
    var scene = PlanScene(slots: PlanScene.daily)
    scene.queue = [
      .published("old", at: now - 200 * day),
      .planned("old", occurrence: 1, at: now + day, priority: -1),
      .planned("x", at: now + 2 * day),
    ]
    let articles =
      ["old", "x"].map { Article.sample($0, date: 1) } + [
        .sample("a", date: now), .sample("b", date: now),
      ]
    let plan = scene.plan(articles)
    #expect(plan.table == ["a@0", "b@24"])
    #expect(plan.moves == ["old@24>72 a new article took its slot"])
  }

  @Test func `a post expires as its article says, else as its account does`() {
    var scene = PlanScene()
    scene.pace.expires = located(30 * 86_400)
    let articles = [
      Article.sample("a", date: now),
      .sample("b", date: now, social: SocialFrontMatter(expires: .after(3600))),
      .sample("c", date: now, social: SocialFrontMatter(expires: .at(Timestamp(seconds: now + 5)))),
      .sample("d", date: now, social: SocialFrontMatter(expires: .at(Timestamp(seconds: now)))),
    ]
    let plan = scene.plan(articles)
    let ends = Dictionary(
      uniqueKeysWithValues: plan.new.map { ($0.article.name, $0.expiresAt.map { $0 - now }) })
    #expect(ends == ["a": 30 * day, "b": 3600, "c": 5, "d": nil])
    #expect(plan.new.filter(\.isRecorded).map(\.article.name) == ["d"])
    #expect(plan.diagnostics.map(\.id) == ["expired-post"])
  }

  @Test func `what a network can't take down in time is said when it is planned`() {
    var scene = PlanScene()
    scene.abilities.deleteWindow = 48 * 3600
    scene.pace.expires = located(3 * 86_400)
    let own = SocialFrontMatter(expires: .after(72 * 3600))
    var plan = scene.plan(articles(3) + [.sample("b", date: now, social: own)])
    #expect(
      plan.diagnostics.map { "\($0.location?.file ?? ""): \($0.message)" }.sorted() == [
        "content/news/b.md: posts of 'kiosk' can't expire as they are to: askable takes down"
          + " nothing older than 48 hours",
        "hubgen.yaml: posts of 'kiosk' can't expire as they are to: askable takes down nothing"
          + " older than 48 hours",
      ])
    scene.pace.expires = located(47 * 3600)
    plan = scene.plan(articles(3))
    #expect(plan.diagnostics.isEmpty)
  }

  @Test func `a page that has left the site by then is not posted`() {
    var article = Article.sample("a", date: now - 5)
    article.frontMatter.expires = Timestamp(seconds: now + hour)
    var scene = PlanScene(slots: PlanScene.daily)
    scene.now = now + 60
    #expect(scene.plan([article]).table == [])
  }
}
