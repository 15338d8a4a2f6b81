import Testing

@testable import HubHTTP

@Suite struct RequestURLTests {
  @Test(arguments: [
    "https://hub.example.com/", "https://hub.example.com:8443/a?b=c", "http://localhost:8080/",
    "http://127.0.0.1/", "http://127.9.8.7:1/", "http://[::1]:9/x", "http://127.1/",
    "http://LOCALHOST/", "https://hub.example.com/päivä", "HTTPS://hub.example.com",
  ])
  func `https, and http to this machine, may be asked`(url: String) {
    #expect(problemWithURL(url) == nil)
  }

  @Test(arguments: [
    "http://hub.example.com/", "http://128.0.0.1/", "http://127.0.0.1.example.com/",
    "http://localhost.example.com/", "http://[::2]/", "http://0x7f.1.example/", "ftp://127.0.0.1/",
    "file:///etc/passwd", "", "hub.example.com", "/path", "https://", "http://[::ffff:127.0.0.1]/",
    "https://user@hub.example.com/", "https://user:word@hub.example.com/", "http://a@127.0.0.1/",
    "http://127.0.0.1\\@hub.example.com/", "https://hub.example.com/a\nb", "gopher://localhost/",
    "http://hub.example.com#@127.0.0.1/", "http://10.0.0.1/", "http://0.0.0.0/",
  ])
  func `nothing else may be asked`(url: String) {
    #expect(problemWithURL(url) != nil)
  }

  @Test(arguments: [
    ("https://a.example/x/y", "z", "https://a.example/x/z"),
    ("https://a.example/x/y", "/z?q=1", "https://a.example/z?q=1"),
    ("https://a.example/x", "//b.example/", "https://b.example/"),
    ("https://a.example/x", "https://b.example/ü", "https://b.example/%c3%bc"),
    ("http://127.0.0.1:81/x", "http://127.0.0.1:82/", "http://127.0.0.1:82/"),
  ])
  func `a redirect is resolved against where it came from`(
    base: String, location: String, target: String
  ) throws {
    #expect(try RequestURL(base).redirected(to: location).text == target)
  }

  @Test(arguments: [
    "http://b.example/", "https://127.0.0.1/", "http://localhost/", "file:///etc/passwd",
    "https://user@b.example/", "javascript:alert(1)",
  ])
  func `a redirect never leads to plain http, to this machine or to another protocol`(
    location: String
  ) throws {
    let url = try RequestURL("https://a.example/")
    #expect(throws: TransportError.self) { try url.redirected(to: location) }
  }

  @Test func `scheme, host and port make an origin, and the standard port is the same as none`()
    throws
  {
    let origin = try RequestURL("https://A.example/x").origin
    #expect(try origin == RequestURL("https://a.example:443/y").origin)
    #expect(try origin != RequestURL("https://a.example:444/").origin)
    #expect(try origin != RequestURL("https://b.example/").origin)
    #expect(
      try RequestURL("http://localhost/").origin != RequestURL("https://localhost/").origin)
  }
}
