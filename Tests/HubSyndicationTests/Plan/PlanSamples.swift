import Foundation
import HubData
import HubDiagnostics
import HubModel
import HubSyndication
import Testing

/// A post of account `kiosk` for a snapshot, by the name of its article.
struct QueuedSample {
  var name: String
  var occurrence = 0
  var post: QueueSnapshot.KnownPost

  static func planned(
    _ name: String, occurrence: Int = 0, at time: Int64, isSlotted: Bool = true,
    hash: String? = nil, needsApproval: Bool = false, priority: Int = 0
  ) -> QueuedSample {
    make(
      name, .planned, occurrence: occurrence, at: time, isSlotted: isSlotted, hash: hash,
      needsApproval: needsApproval, priority: priority)
  }

  static func published(
    _ name: String, occurrence: Int = 0, at time: Int64, hash: String? = nil, cost: Int64 = 0
  ) -> QueuedSample {
    make(
      name, .published, occurrence: occurrence, at: time, isSlotted: false, hash: hash, cost: cost)
  }

  static func make(
    _ name: String, _ state: PostState, occurrence: Int = 0, at time: Int64,
    isSlotted: Bool = true, hash: String? = nil, needsApproval: Bool = false, priority: Int = 0,
    cost: Int64 = 0, reason: String? = nil
  ) -> QueuedSample {
    QueuedSample(
      name: name, occurrence: occurrence,
      post: QueueSnapshot.KnownPost(
        identity: "\(name)-\(occurrence)", state: state, scheduledAt: time,
        publishedAt: state == .published ? time : nil, isSlotted: isSlotted, sourceHash: hash,
        canonicalURL: "https://hub.example.com/news/\(name)/", needsApproval: needsApproval,
        priority: priority, cost: cost, reason: reason))
  }
}

extension QueueSnapshot {
  static func holding(_ posts: [QueuedSample], firstRun: Int64? = nil) -> QueueSnapshot {
    var snapshot = QueueSnapshot(
      posts: Dictionary(
        posts.map {
          (
            QueueSnapshot.Key(
              account: "kiosk", article: "news/\($0.name)", language: "en",
              occurrence: $0.occurrence), $0.post
          )
        }, uniquingKeysWith: { first, _ in first }))
    snapshot.firstRuns["kiosk"] = firstRun
    return snapshot
  }
}

extension QueueSnapshot {
  /// The same with a part of a thread, out unless said otherwise.
  func with(
    part: Int, of name: String, _ state: PostState = .published, mayBeOut: Bool = false,
    at time: Int64
  ) -> QueueSnapshot {
    var posts = posts
    let key = Key(
      account: "kiosk", article: "news/\(name)", language: "en", occurrence: 0, part: part)
    posts[key] = KnownPost(
      identity: "\(name)-0-\(part)", state: state, scheduledAt: time,
      publishedAt: state == .published ? time : nil, mayBeOut: mayBeOut)
    return QueueSnapshot(posts: posts)
  }
}

/// One account, one queue, one moment: 09:00 on Saturday, 21 November 2026, UTC.
struct PlanScene {
  static let now: Int64 = 1_795_251_600
  static let day: Int64 = 86_400
  static let hour: Int64 = 3600

  var slots: [Slot] = []
  var pace = PostingPace()
  var since: Int64? = 0
  var campaigns: [CampaignConfig] = []
  var calendars: [HolidayCalendar] = []
  var abilities = NetworkAbilities(canUpdate: true, canWithdraw: true)
  var queue: [QueuedSample] = []
  var firstRun: Int64?
  var mayTakeDown = false
  var now = PlanScene.now

  static let daily = [Slot(weekdays: Slot.everyWeekday, hour: 9, minute: 0)]

  func plan(_ articles: [Article], besides snapshot: QueueSnapshot? = nil) -> Plan {
    let account = AccountConfig(
      name: located("kiosk"), network: located("askable"), slots: slots, pace: pace,
      location: .init(file: "hubgen.yaml", span: nowhere))
    var options = Planner.Options()
    options.mayTakeDown = mayTakeDown
    let syndication = SyndicationConfig(
      since: since.map { Timestamp(seconds: $0) }, accounts: [account], campaigns: campaigns)
    return Planner(
      syndication, accounts: [account], abilities: ["kiosk": abilities], calendars: calendars,
      options: options
    ).plan(articles, besides: snapshot ?? .holding(queue, firstRun: firstRun), now: now)
  }
}

extension Plan {
  /// New posts as `name@hours after the scene's moment`.
  var table: [String] {
    new.filter { !$0.isRecorded }.map {
      "\($0.article.name)@\(Self.hours($0.scheduledAt))"
        + ($0.occurrence > 0 ? " #\($0.occurrence)" : "")
    }
  }

  var moves: [String] {
    rescheduled.map {
      "\($0.key.article.dropFirst(5))@\(Self.hours($0.from))>\(Self.hours($0.to)) \($0.reason)"
    }
  }

  static func hours(_ moment: Int64) -> String {
    let seconds = moment - PlanScene.now
    return seconds % 3600 == 0 ? "\(seconds / 3600)" : "\(seconds)s"
  }
}

extension Article {
  var name: String { String(identity.dropFirst(5)) }
}

func calendar(_ lines: String...) -> [CalendarEvent] {
  let text = (["BEGIN:VCALENDAR"] + lines + ["END:VCALENDAR"]).joined(separator: "\r\n")
  return ICalendar(Array(text.utf8), file: "days.ics").events
}
