import Foundation
import HubTestSupport
import Testing

/// `hubgen syndicate` killed many times, half of them at named points and half at random moments;
/// `HUBGEN_KILLS` says how many times on each server and store.
@Suite(.serialized) struct `A syndication that is killed again and again` {
  private let kills = ProcessInfo.number("HUBGEN_KILLS", otherwise: 10)

  @Test(arguments: QueueStore.all, [true, false])
  func `leaves each status once on Mastodon`(store: QueueStore, honoursKey: Bool) async throws {
    let server = try await MastodonServer.start(honoursKey: honoursKey)
    try await storm(
      on: server, store, "Mastodon that \(honoursKey ? "honours" : "ignores") the key")
  }

  @Test(.enabled(if: SynapseServer.isInstalled, "Synapse is installed by 'make test'"))
  func `leaves each event once in Matrix`() async throws {
    let server = try await SynapseServer.start()
    for store in QueueStore.all { try await storm(on: server, store, "Synapse") }
  }

  @Test(arguments: QueueStore.all)
  func `changes statuses and takes others down on Mastodon`(store: QueueStore) async throws {
    try await changes(on: try await MastodonServer.start(), store, "Mastodon")
  }

  @Test(
    .enabled(if: SynapseServer.isInstalled, "Synapse is installed by 'make test'"),
    arguments: QueueStore.all)
  func `edits each event once in Matrix, and redacts others`(store: QueueStore) async throws {
    try await changes(on: try await SynapseServer.start(), store, "Synapse")
  }

  private func changes(
    on server: some ChangingServer, _ store: QueueStore, _ name: String
  ) async throws {
    var storm = ChangeStorm(on: server, store: store, kills: kills)
    let report = try await storm.run()
    print("\(name), changes, \(store): \(report)")
    #expect(report.total == kills)
    #expect(report.updated > 0 && report.withdrawn > 0)
  }

  private func storm(
    on server: some CountingServer, _ store: QueueStore, _ name: String
  ) async throws {
    var storm = try await KillStorm(on: server, store: store, kills: kills)
    let report = try await storm.run()
    print("\(name), \(store): \(report)")
    #expect(report.total == kills)
  }
}
