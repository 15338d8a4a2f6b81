package import HubHTTP

extension HTTPResponse {
  /// What every network takes for success, so that a dry run gets to its last request.
  package static let dryRun = HTTPResponse(
    status: 200, headers: [.init("content-type", "application/json")],
    body: Array(##"{"id":"dry-run","event_id":"$dry-run","room_id":"!dry-run"}"##.utf8))
}
