import HubHTTP
import Testing

@Suite struct RecordingTransportTests {
  let request = HTTPRequest(
    .post, "https://a.example/hook/s3cret%2Fpath?k=s3cret/path",
    headers: [
      .init("Authorization", "Bearer abcdef", isSecret: true),
      .init("X-Key", "abcdef", isSecret: true),
      .init("Accept", "application/json"),
    ], body: Array(#"{"text":"s3cret/path"}"#.utf8))

  @Test func `a recorded request is exact, with every secret masked`() async throws {
    let transport = RecordingTransport(
      answer: HTTPResponse(status: 204), hiding: ["s3cret/path", "abcdef"])
    #expect(try await transport.send(request).status == 204)
    #expect(
      transport.requests.map(\.text) == [
        """
        POST https://a.example/hook/***?k=***
        Authorization: Bearer ***
        X-Key: ***
        Accept: application/json

        {"text":"***"}

        """
      ])
  }

  @Test func `a very short value is not masked in the text, but in a secret header`() {
    let request = HTTPRequest(
      .get, "https://a.example/aaa", headers: [.init("X-Key", "aaa", isSecret: true)])
    let record = RecordedRequest(request, hiding: ["aaa", ""])
    #expect(record.url == "https://a.example/aaa")
    #expect(record.headers.map(\.value) == ["***"])
  }
}
