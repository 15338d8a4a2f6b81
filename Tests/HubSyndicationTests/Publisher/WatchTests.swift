import Foundation
import HubDiagnostics
import HubModel
import HubSyndication
import HubTestSupport
import Logging
import Synchronization
import Testing

/// What a watch wrote, line by line.
final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) { lines.withLock { $0.append(line) } }

  var all: [String] { lines.withLock { $0 } }
}

/// What a watch did in one run, and how often it slept.
private final class WatchStory: Sendable {
  struct State {
    var runs = 0
    var pauses: [Int64] = []
    var health: [String] = []
  }

  let state = Mutex(State())
}

@Suite struct WatchTests {
  static let now: Int64 = 1_795_251_600

  private func post(_ state: PostState, error: String? = nil) -> PostReport {
    var report = PostReport(.sample(1), state: state, in: .gmt)
    report.error = error
    return report
  }

  /// Runs a watch over made-up reports, one after the other, until there is none.
  private func watch(
    _ reports: [SyndicationReport], interval: Int64 = 60, takes seconds: Int64 = 5,
    format: LineLog.Format = .text
  ) async throws -> (lines: [String], pauses: [Int64], health: [[String: any Sendable]]) {
    let folder = try TemporaryFolder()
    let path = folder.path + "/health.json"
    let clock = ManualClock(Self.now)
    let lines = LogLines()
    let stop = StopSignal()
    let story = WatchStory()
    @Sendable func keepHealth() {
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? "none"
      story.state.withLock { $0.health.append(text) }
    }
    let watch = SyndicationWatch(
      interval: interval, clock: clock,
      logger: Logger(label: "test") { _ in LineLog(format, clock: clock, write: lines.add) },
      healthFile: path, stop: stop,
      pause: { seconds in
        keepHealth()
        story.state.withLock { $0.pauses.append(seconds) }
        clock.advance(seconds)
        return seconds < 10 ? "content/a.md" : nil
      },
      runOnce: {
        keepHealth()
        clock.advance(seconds)
        let number = story.state.withLock { state in
          state.runs += 1
          return state.runs
        }
        if number == reports.count { stop.set() }
        return reports[number - 1]
      })
    await watch.run()
    keepHealth()
    let state = story.state.withLock { $0 }
    let health = try state.health.map { text in
      try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: any Sendable])
    }
    return (lines.all, state.pauses, health)
  }

  @Test func `it runs at the interval, and tells nothing twice`() async throws {
    var first = SyndicationReport(problems: [])
    first.posts = [post(.queued, error: "the page answers 404")]
    var last = SyndicationReport(problems: [])
    last.posts = [post(.published)]
    let (lines, pauses, _) = try await watch([first, first, last])
    #expect(pauses == [55, 55])
    #expect(
      lines == [
        "2026-11-21T09:00:00Z info watching interval=60s",
        "2026-11-21T09:00:05Z warning waits account=kiosk article=articles/a1 id=00000000"
          + " why=\"the page answers 404\"",
        "2026-11-21T09:02:05Z info published account=kiosk article=articles/a1 id=00000000",
        "2026-11-21T09:02:05Z info stopped runs=3",
      ])
  }

  @Test func `files of a hub that change end the wait, once they stay as they are`() async throws {
    let folder = try TemporaryFolder([
      "hubgen.yaml": "site:", "content/a.md": "one", "content/deep/b.md": "two", "public/c": "no",
    ])
    let before = WatchedFiles(hub: folder.path)
    let waits = Mutex<[Int64]>([])
    func pause(_ edits: @escaping @Sendable (Int) throws -> Void) async -> String? {
      waits.withLock { $0 = [] }
      let pause = WatchPause(
        look: { WatchedFiles(hub: folder.path) },
        wait: { seconds in
          let count = waits.withLock { waits in
            waits.append(seconds)
            return waits.count
          }
          do { try edits(count) } catch { Issue.record(error) }
        }, isStopping: { false })
      return await pause(7, since: before)
    }
    #expect(await pause { _ in } == nil)
    #expect(waits.withLock { $0 } == [2, 2, 2, 1])
    #expect(await pause { _ in try folder.write("yes, it is", to: "public/c") } == nil)
    let edited = await pause { count in
      if count < 3 {
        try folder.write(String(repeating: "edited", count: count), to: "content/deep/b.md")
      }
    }
    #expect(edited == "content/deep/b.md")
    #expect(waits.withLock { $0 } == [2, 2, 2])
    let both = await pause { if $0 == 1 { try folder.write("A=b", to: ".env") } }
    #expect(both == ".env and 1 more")
  }

  @Test func `what has changed is in the log`() async throws {
    let empty = SyndicationReport(problems: [])
    let lines = try await watch([empty, empty], interval: 10, takes: 5).lines
    #expect(lines.contains("2026-11-21T09:00:10Z info changed files=content/a.md"))
  }

  @Test func `a run longer than the interval is followed by the next at once`() async throws {
    let empty = SyndicationReport(problems: [])
    let pauses = try await watch([empty, empty], interval: 10, takes: 99).pauses
    #expect(pauses == [1])
  }

  @Test func `the health file says what was and what comes`() async throws {
    var report = SyndicationReport(problems: [
      .error("unreadable-env", ".env can't be read", at: SourceLocation(file: ".env"))
    ])
    report.posts = [post(.unsure, error: "no answer")]
    report.counts = [.unsure: 1]
    report.hasSomethingLeft = true
    let health = try await watch([report, report]).health
    #expect(health.map { $0["state"] as? String } == ["running", "waiting", "running", "stopped"])
    #expect(health[0]["lastRun"] is NSNull)
    #expect(health[0]["startedAt"] as? String == "2026-11-21T09:00:00Z")
    #expect(health[1]["nextRunAt"] as? String == "2026-11-21T09:01:00Z")
    #expect(health[1]["runs"] as? Int == 1)
    let run = try #require(health[1]["lastRun"] as? [String: any Sendable])
    #expect(run["startedAt"] as? String == "2026-11-21T09:00:00Z")
    #expect(run["endedAt"] as? String == "2026-11-21T09:00:05Z")
    #expect((run["counts"] as? [String: Int]) == ["unsure": 1])
    #expect(run["somethingLeft"] as? Bool == true)
    #expect(
      health[1]["problems"] as? [String] == [
        "post 00000000 of 'kiosk' is unsure: no answer", ".env: .env can't be read",
      ])
    #expect(health[3]["nextRunAt"] is NSNull)
  }

  @Test func `in JSON every line is one object of texts`() async throws {
    var report = SyndicationReport(problems: [])
    report.posts = [post(.failed, error: "two\nlines \"quoted\"")]
    let lines = try await watch([report], format: .json).lines
    let objects = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: String])
    }
    #expect(
      objects[1] == [
        "time": "2026-11-21T09:00:05Z", "level": "error", "message": "failed",
        "account": "kiosk", "article": "articles/a1", "id": "00000000",
        "why": "two\nlines \"quoted\"",
      ])
  }

  @Test func `a value that could be taken for two is quoted`() async throws {
    var report = SyndicationReport(problems: [])
    report.posts = [post(.failed, error: "a=\u{1B}b")]
    let lines = try await watch([report]).lines
    #expect(lines[1].hasSuffix(#" why="a=\u001bb""#))
  }

  @Test func `a signal ends a wait`() async {
    let stop = StopSignal()
    let waiting = Task { await stop.wait(1_000_000) }
    stop.set()
    await waiting.value
    // Also one that begins after it.
    await stop.wait(1_000_000)
    #expect(stop.isSet)
  }

  @Test func `a health file that can't be written is told, and the watch goes on`() async throws {
    let clock = ManualClock(Self.now)
    let lines = LogLines()
    let stop = StopSignal()
    let watch = SyndicationWatch(
      interval: 60, clock: clock,
      logger: Logger(label: "test") { _ in LineLog(.text, clock: clock, write: lines.add) },
      healthFile: "/nowhere/health.json", stop: stop, pause: { _ in nil },
      runOnce: {
        stop.set()
        return SyndicationReport(problems: [])
      })
    await watch.run()
    #expect(lines.all.contains { $0.contains("the health file can't be written") })
    #expect(lines.all.last?.contains("stopped") == true)
  }
}
