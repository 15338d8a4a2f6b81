import HubData
import HubDiagnostics
import HubModel
import HubSyndication
import Testing

/// The rules of docs/syndication.md, one test each.
@Suite struct PlanRuleTests {
  let now = PlanScene.now
  let day = PlanScene.day
  let hour = PlanScene.hour

  @Test func `slots missed while nothing ran never make a burst`() {
    let scene = PlanScene(
      slots: PlanScene.daily,
      queue: [
        .planned("a", at: now - 3 * day), .planned("b", at: now - 2 * day),
        .planned("c", at: now - day), .planned("d", at: now + day),
      ])
    let plan = scene.plan(["a", "b", "c", "d"].map { .sample($0, date: 1) })
    // The oldest takes the present slot, those with a future keep it.
    let why = "its time passed while nothing ran"
    #expect(plan.moves == ["a@-72>0 \(why)", "b@-48>48 \(why)", "c@-24>72 \(why)"])
    #expect(plan.new.isEmpty && plan.cancelled.isEmpty)
  }

  @Test func `a post whose slot has just come stays in it, however late the run`() {
    var scene = PlanScene(slots: PlanScene.daily, queue: [.planned("a", at: now)])
    for late in [0, 59, 3600, day - 1] {
      scene.now = now + late
      #expect(scene.plan([.sample("a", date: 1)]).moves == [])
    }
    scene.now = now + day
    #expect(
      scene.plan([.sample("a", date: 1)]).moves == ["a@0>24 its time passed while nothing ran"])
  }

  @Test func `a slot that was used already gives a late post nothing`() {
    let scene = PlanScene(
      slots: PlanScene.daily,
      queue: [.planned("a", at: now - day), .published("b", at: now + 60)], now: now + 120)
    #expect(
      scene.plan([.sample("a", date: 1), .sample("b", date: 1)]).moves
        == ["a@-24>24 its time passed while nothing ran"])
  }

  @Test func `an account without slots spreads its backlog by its gap`() {
    var scene = PlanScene(
      queue: (0..<3).map { .planned("a\($0)", at: now - 9 + Int64($0), isSlotted: false) })
    scene.pace.gap = 7200
    let plan = scene.plan(
      (0..<3).map { Article.sample("a\($0)", date: now - 9 + Int64($0)) } + [
        .sample("b", date: now - 1)
      ])
    #expect(
      plan.moves == [
        "a1@-8s>2 its time passed while nothing ran", "a2@-7s>4 its time passed while nothing ran",
      ])
    #expect(plan.table == ["b@6"])
  }

  @Test func `the first run of an account on an old hub records and posts nothing`() {
    var scene = PlanScene(since: nil)
    let articles = [Article.sample("old", date: 1), .sample("now", date: now)]
    #expect(scene.plan(articles).table == ["now@0"])
    #expect(scene.plan(articles).new.filter(\.isRecorded).map(\.article.name) == ["old"])
    // Later runs hold to the moment of the first, also for what is written meanwhile.
    scene.firstRun = now
    scene.now = now + 9 * day
    #expect(scene.plan([.sample("old", date: 1), .sample("b", date: now + day)]).table == ["b@24"])
    // `since` says otherwise, and so does the account's own.
    scene.since = 1
    #expect(scene.plan(articles).table.count == 2)
    scene.pace.since = Timestamp(seconds: now + 1)
    #expect(scene.plan(articles).table == [])
  }

  @Test func `an old article with a publish date of its own is posted then`() {
    let social = SocialFrontMatter(publish: Timestamp(seconds: now + hour))
    #expect(
      PlanScene(since: now).plan([.sample("old", date: 1, social: social)]).table == ["old@1"])
  }

  @Test func `an article that moved is known by its alias or its address`() {
    let scene = PlanScene(slots: PlanScene.daily, queue: [.published("old", at: now - day)])
    var moved = Article.sample("new", date: 1)
    moved.formerURLs = ["https://hub.example.com/news/old/"]
    #expect(scene.plan([moved]).table == [])
    #expect(scene.plan([moved]).withdrawals.isEmpty)
    #expect(scene.plan([moved]).shared == [.init(article: "news/old", language: "en")])
    var renamed = Article.sample("old", date: 1)
    renamed.identity = "news/other-file"
    #expect(scene.plan([renamed]).known == ["old-0"])
    // Not while the old one is still there, and not in another language.
    #expect(scene.plan([moved, .sample("old", date: 1)]).table == ["new@0"])
    moved.language.code = "sk"
    #expect(scene.plan([moved]).table == ["new@0"])
  }

  @Test func `an article whose file was renamed without a word is known by what it says`() throws {
    let old = Article.sample("old", date: 1)
    let hash = try #require(PlanScene().plan([old]).new.first?.sourceHash)
    var scene = PlanScene(
      slots: PlanScene.daily, queue: [.published("old", at: now - day, hash: hash)])
    scene.queue[0].post.text = old.excerpt + "\n\nhttps://hub.example.com/news/old/\n\n#tea"
    let renamed = Article.sample("new", date: 1)
    let plan = scene.plan([renamed])
    #expect(plan.table == [] && plan.withdrawals.isEmpty)
    #expect(plan.updates.map(\.identity) == ["old-0"])
    #expect(plan.diagnostics.map(\.id) == ["moved-article"])
    #expect(plan.diagnostics[0].severity == .warning)
    #expect(plan.diagnostics[0].location?.file == "content/news/new.md")
    #expect(plan.diagnostics[0].notes[0].message.contains("'id: news/old'"))
    // Another article of the same day, or one that says who it is, is no other's.
    var other = renamed
    (other.plainText, other.excerpt) = ("Nothing alike.", "Nothing alike.")
    #expect(scene.plan([other]).table == ["new@0"])
    #expect(scene.plan([other]).withdrawals.map(\.identity) == ["old-0"])
    var named = renamed
    named.frontMatter.id = located("news/new")
    #expect(scene.plan([named]).table == ["new@0"])
    #expect(scene.plan([renamed, old]).table == ["new@0"])
  }

  @Test func `where an article was renamed and edited nothing is done until a person tells`()
    throws
  {
    let old = Article.sample("old", date: 1)
    let hash = try #require(PlanScene().plan([old]).new.first?.sourceHash)
    var edited = Article.sample("new", date: 1)
    edited.frontMatter.title = "How it really was"
    for state in [
      QueuedSample.published("old", at: now - day, hash: hash),
      .planned("old", at: now + day, hash: hash),
    ] {
      var scene = PlanScene(slots: PlanScene.daily, queue: [state])
      scene.queue[0].post.text = old.excerpt + "\n\nhttps://hub.example.com/news/old/"
      let plan = scene.plan([edited])
      #expect(plan.table == [] && plan.withdrawals.isEmpty && plan.cancelled.isEmpty)
      #expect(plan.diagnostics.map(\.id) == ["maybe-moved"])
      #expect(plan.diagnostics[0].severity == .error)
      #expect(
        plan.diagnostics[0].notes.map(\.message) == [
          "if it is the same, write 'id: news/old' into its front matter",
          "if it is another, write 'id: news/new'",
        ])
      #expect(plan.shared == [.init(article: "news/old", language: "en")])
    }
  }

  @Test func `an edited article rewrites its planned post and updates the one that is out`() throws
  {
    let article = Article.sample("a", date: 1)
    let hash = try #require(PlanScene().plan([article]).new.first?.sourceHash)
    for known in [
      QueuedSample.planned("a", at: now + day, hash: hash), .published("a", at: now, hash: hash),
    ] {
      let scene = PlanScene(queue: [known])
      #expect(scene.plan([article]).rewritten.isEmpty && scene.plan([article]).updates.isEmpty)
    }
    var edited = article
    edited.frontMatter.title = "How it really was"
    var scene = PlanScene(slots: PlanScene.daily, queue: [.planned("a", at: now + day, hash: hash)])
    #expect(scene.plan([edited]).rewritten.map(\.identity) == ["a-0"])
    scene.queue = [.published("a", at: now - day, hash: hash)]
    #expect(scene.plan([edited]).updates.map(\.identity) == ["a-0"])
    scene.abilities.canUpdate = false
    #expect(scene.plan([edited]).updates.isEmpty)
    #expect(
      scene.plan([edited]).kept.map(\.reason)
        == ["its article was edited; askable can't change a post"])
    scene.abilities.canUpdate = true
    scene.pace.edits = .leave
    #expect(scene.plan([edited]).updates.isEmpty)
    // What was written before hashes were kept is left alone.
    scene.queue = [.published("a", at: now - day)]
    #expect(scene.plan([edited]).kept.isEmpty)
  }

  @Test func `a planned post follows its article's publish date`() {
    func article(_ publish: Int64) -> Article {
      .sample("a", date: 1, social: SocialFrontMatter(publish: Timestamp(seconds: publish)))
    }
    var scene = PlanScene(slots: PlanScene.daily, queue: [.planned("a", at: now + 3 * day)])
    #expect(
      scene.plan([article(now + 5 * day)]).moves == ["a@72>120 its article is due later"])
    scene.queue = [.planned("a", at: now + 3 * day, hash: "words@\(now + 3 * day)")]
    #expect(
      scene.plan([article(now + day)]).moves == ["a@72>24 its article is due earlier"])
    scene.slots = []
    scene.queue = [.planned("a", at: now + 3 * day, isSlotted: false)]
    #expect(scene.plan([article(now + 7)]).moves == ["a@72>7s its article is due earlier"])
  }

  @Test func `a post whose article is gone is cancelled, or taken down where it is out`() {
    var scene = PlanScene(
      queue: [
        .planned("a", at: now + day, isSlotted: false), .published("b", at: now - 3 * day),
        .published("c", at: now - day), .make("d", .recorded, at: 1),
      ])
    var plan = scene.plan([])
    #expect(plan.cancelled.map(\.identity) == ["a-0"])
    #expect(plan.withdrawals.map(\.identity) == ["b-0", "c-0"])
    scene.abilities.deleteWindow = 2 * day
    plan = scene.plan([])
    #expect(plan.withdrawals.map(\.identity) == ["c-0"])
    #expect(
      plan.kept.map(\.reason) == [
        "its article is removed, expired or a draft; askable takes down nothing that old:"
          + " delete it there"
      ])
    scene.abilities.canWithdraw = false
    #expect(scene.plan([]).withdrawals.isEmpty)
  }

  @Test func `the rest of a thread whose article is gone is cancelled once its turn has come`() {
    let scene = PlanScene(queue: [.published("a", at: now - day)])
    func snapshot(_ state: PostState, mayBeOut: Bool = false) -> QueueSnapshot {
      QueueSnapshot.holding(scene.queue).with(
        part: 1, of: "a", state, mayBeOut: mayBeOut, at: now - day)
    }
    #expect(
      scene.plan([], besides: snapshot(.queued)).cancelled.map(\.identity) == ["a-0-1"])
    #expect(scene.plan([.sample("a", date: 1)], besides: snapshot(.queued)).cancelled.isEmpty)
    // It may be out.
    #expect(scene.plan([], besides: snapshot(.queued, mayBeOut: true)).cancelled.isEmpty)
    // The first part takes those along that wait for it.
    #expect(scene.plan([], besides: snapshot(.planned)).cancelled.isEmpty)
  }

  @Test func `an article that comes back gets a post again, unless a person cancelled it`() {
    let gone = "its article is removed, expired or a draft"
    var scene = PlanScene(queue: [.make("a", .cancelled, at: now - day, reason: gone)])
    #expect(scene.plan([.sample("a", date: now)]).table == ["a@0 #1"])
    scene.queue = [.make("a", .cancelled, at: now - day)]
    #expect(scene.plan([.sample("a", date: now)]).table == [])
  }

  @Test func `more than ten posts and a fifth of all are taken down only on a person's word`() {
    let posts = (0..<40).map { QueuedSample.published("p\($0)", at: now - Int64($0)) }
    var scene = PlanScene(queue: posts)
    func plan(missing: Int) -> Plan {
      scene.plan((missing..<40).map { .sample("p\($0)", date: 1) })
    }
    #expect(plan(missing: 10).withdrawals.count == 10)
    #expect(plan(missing: 10).heldBack == 0)
    #expect(plan(missing: 11).withdrawals.isEmpty)
    #expect(plan(missing: 11).heldBack == 11)
    #expect(plan(missing: 11).diagnostics.map(\.id) == ["mass-withdrawal"])
    scene.mayTakeDown = true
    #expect(plan(missing: 40).withdrawals.count == 40)
  }

  @Test func `of two articles for one slot the one due first gets it, the other the next`() {
    let plan = PlanScene(slots: PlanScene.daily).plan([
      .sample("b", date: now - 10), .sample("a", date: now - 5), .sample("c", date: now - 10),
    ])
    #expect(plan.table == ["b@0", "c@24", "a@48"])
  }

  @Test func `a language without an account is said once`() {
    let articles = [
      Article.sample("a", language: "sw"), .sample("b", language: "sw"), .sample("c"),
    ]
    let accounts = [AccountConfig.sample(languages: ["en"]), .sample("two", languages: ["en"])]
    let config = SyndicationConfig(since: Timestamp(seconds: 0), accounts: accounts)
    let plan = Planner(config, accounts: accounts).plan(articles, besides: .init(), now: now)
    #expect(
      plan.diagnostics.map(\.message) == ["no account publishes in 'sw': 2 articles get no post"])
    #expect(plan.diagnostics.map(\.severity) == [.warning])
  }

  @Test func `a post that waits for approval moves on and leaves its slot to others`() {
    let scene = PlanScene(
      slots: PlanScene.daily,
      queue: [.planned("a", at: now - day, needsApproval: true), .planned("b", at: now)])
    let plan = scene.plan([.sample("a", date: 1), .sample("b", date: 1)])
    #expect(plan.moves == ["a@-24>24 its time passed before it was approved"])
  }

  @Test func `repeats of a post that waits for approval move with it, in the same plan`() {
    let repeated = SocialFrontMatter(repeat: .init(interval: 10 * 86_400, times: 2))
    var scene = PlanScene(
      slots: PlanScene.daily,
      queue: [
        .planned("a", at: now - 5 * day, needsApproval: true),
        .planned("a", occurrence: 1, at: now + 2 * day, needsApproval: true),
      ])
    let articles = [Article.sample("a", date: 1, social: repeated)]
    let plan = scene.plan(articles)
    #expect(
      plan.moves == [
        "a@-120>24 its time passed before it was approved",
        "a@48>264 the post before it moved",
      ])
    #expect(plan.table == ["a@504 #2"])
    scene.queue = [(0, 24), (1, 264), (2, 504)].map { occurrence, hours in
      .planned(
        "a", occurrence: occurrence, at: now + hours * PlanScene.hour, needsApproval: true)
    }
    let again = scene.plan(articles)
    #expect(again.moves == [])
    #expect(again.table == [])
  }

  @Test func `posts that wait for approval leave their slots to evergreen ones`() {
    let scene = PlanScene(
      slots: PlanScene.daily,
      queue: [
        .planned("a", at: now - day, needsApproval: true), .published("e", at: now - 90 * day),
        .planned("e", occurrence: 1, at: now + day, priority: -1),
      ])
    let plan = scene.plan([.sample("a", date: 1), .sample("e", date: 1)])
    #expect(plan.moves == ["a@-24>48 its time passed before it was approved"])
  }

  @Test func `only the first post of an article moves with its date, whatever their times`() {
    let scene = PlanScene(
      queue: [
        .planned("a", occurrence: 3, at: now + day, isSlotted: false),
        .make("a", .cancelled, at: now + 3 * day, isSlotted: false, reason: "by hand"),
      ])
    #expect(scene.plan([.sample("a", date: now + 2 * day)]).moves == [])
  }

  @Test func `the same inputs give the same plan, and a plan that is carried out nothing new`() {
    var scene = PlanScene(slots: PlanScene.daily)
    scene.pace.perDay = 1
    let articles = (0..<9).map { index in
      Article.sample(
        "a\(index)", date: now - 100 * day + Int64(index),
        social: SocialFrontMatter(repeat: .init(interval: 10 * 86_400, times: 2)))
    }
    let plan = scene.plan(articles)
    #expect(plan.table == scene.plan(articles.reversed()).table)
    // A later run of the same day plans the same posts at the same times.
    scene.now = now + 1 - day / 2
    #expect(scene.plan(articles).table == plan.table)
    scene.now = now
    scene.queue = plan.new.map {
      .planned($0.article.name, occurrence: $0.occurrence, at: $0.scheduledAt, hash: $0.sourceHash)
    }
    let again = scene.plan(articles)
    #expect(again.new.isEmpty && again.rescheduled.isEmpty && again.rewritten.isEmpty)
    #expect(again.known.count == 27)
  }
}
