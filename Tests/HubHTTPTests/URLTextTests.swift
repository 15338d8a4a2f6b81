import HubHTTP
import Testing

@Suite struct URLTextTests {
  @Test(arguments: [
    ("abc-._~09Z", "abc-._~09Z"), ("!r:h.example", "%21r%3Ah.example"), ("a b+c", "a%20b%2Bc"),
    ("#ö/?&=%", "%23%C3%B6%2F%3F%26%3D%25"), ("", ""),
  ])
  func `everything but unreserved characters is encoded, and decoded again`(
    text: String, encoded: String
  ) {
    #expect(URLText.encoded(text) == encoded)
    #expect(URLText.decoded(encoded) == text)
  }

  @Test(arguments: ["%", "%4", "%zz", "%+1", "a%"])
  func `what is no escape stays`(text: String) {
    #expect(URLText.decoded(text) == text)
  }

  @Test func `a query is put together from encoded halves`() {
    #expect(URLText.query([]) == "")
    #expect(URLText.query([("limit", "40"), ("max id", "1&2")]) == "?limit=40&max%20id=1%262")
  }
}
