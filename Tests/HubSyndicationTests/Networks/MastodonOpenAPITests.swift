import Foundation
import HubHTTP
import HubSyndication
import HubTestSupport
import Testing

/// Every request that Mastodon.swift can send, against the published OpenAPI file.
@Suite(.enabled(if: ConformanceData.file("specs/mastodon/openapi.json") != nil))
struct MastodonOpenAPITests {
  @Test(arguments: [nil, "public", "unlisted", "private"])
  func `requests keep to the published schema`(visibility: String?) async throws {
    let file = try #require(ConformanceData.file("specs/mastodon/openapi.json"))
    let api = try OpenAPI(Data(contentsOf: file))
    var values = ["server": "https://social.example", "token": "t0ken"]
    values["visibility"] = visibility
    let network = try Mastodon(settings: NetworkSettings(account: "kiosk", values: values))
    let transport = FixedTransport(status: 404, "{}")
    _ = await outcome { () async throws(PublishError) in
      try await network.publish(.sample(), over: transport)
    }
    _ = await outcome { () async throws(PublishError) in
      try await network.textRules(over: transport)
    }
    let pages = TapeTransport([
      MastodonTests.me,
      MastodonTests.page("", "[\(MastodonTests.status(9, "2026-11-21T09:00:00Z", ""))]"),
      MastodonTests.page("&max_id=9", "[]"),
    ])
    _ = try await network.lookUp(.sample(), notBefore: MastodonTests.since, over: pages)
    let remote = PublishedPost(remoteID: "109")
    _ = await outcome { () async throws(PublishError) in
      var reply = Post.sample()
      reply.predecessor = Predecessor(relation: .reply, remoteID: "109", rootID: "107")
      _ = try await network.publish(reply, over: transport)
    }
    _ = await outcome { () async throws(PublishError) in
      try await network.withdraw(.sample(), remote, key: "k", over: transport)
      try await network.update(remote, to: .sample(), key: "k", over: transport)
    }
    let requests = transport.requests + pages.requests
    #expect(requests.count == 9)
    for request in requests { #expect(api.problems(with: request) == []) }
  }

  @Test func `the check itself finds what is wrong`() throws {
    let file = try #require(ConformanceData.file("specs/mastodon/openapi.json"))
    let api = try OpenAPI(Data(contentsOf: file))
    func problems(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) -> [String] {
      api.problems(
        with: HTTPRequest(method, "https://a.example\(path)", body: body.map { Array($0.utf8) }))
    }
    #expect(!problems(.post, "/api/v1/statuses", #"{"text":"x"}"#).isEmpty)
    #expect(!problems(.post, "/api/v1/statuses", #"{"status":5}"#).isEmpty)
    #expect(
      !problems(.post, "/api/v1/statuses", #"{"status":"x","visibility":"friends"}"#).isEmpty)
    #expect(!problems(.post, "/api/v1/statuses").isEmpty)
    #expect(!problems(.get, "/api/v9/instance").isEmpty)
    #expect(!problems(.get, "/api/v1/accounts/7/statuses?since=3").isEmpty)
    #expect(problems(.post, "/api/v1/statuses", #"{"status":"x"}"#).isEmpty)
  }
}

/// As much of OpenAPI 3.1 as it takes to check a request: paths, queries and JSON bodies.
private struct OpenAPI {
  typealias Object = [String: Any]
  let root: Object

  init(_ data: Data) throws {
    root = try #require(try JSONSerialization.jsonObject(with: data) as? Object)
  }

  func problems(with request: HTTPRequest) -> [String] {
    guard let url = URLComponents(string: request.url),
      let item = pathItem(url.path),
      let operation = item[request.method.rawValue.lowercased()] as? Object
    else { return ["no operation \(request.method.rawValue) \(request.url)"] }
    let parameters = ((operation["parameters"] as? [Object]) ?? []).map(resolved)
    let known = Set(parameters.filter { $0["in"] as? String == "query" }.compactMap(name))
    var problems = (url.queryItems ?? []).filter { !known.contains($0.name) }
      .map { "unknown query item \($0.name)" }
    guard let body = operation["requestBody"] as? Object else { return problems }
    guard let bytes = request.body,
      let value = try? JSONSerialization.jsonObject(with: Data(bytes)),
      let content = resolved(body)["content"] as? Object,
      let json = content["application/json"] as? Object, let schema = json["schema"] as? Object
    else { return problems + ["no JSON body"] }
    problems += check(value, schema, "body")
    if let value = value as? Object {
      let properties = Set(propertyNames(schema))
      problems += value.keys.filter { !properties.contains($0) }.map { "unknown property \($0)" }
    }
    return problems
  }

  private func name(_ parameter: Object) -> String? { parameter["name"] as? String }

  private func pathItem(_ path: String) -> Object? {
    let wanted = path.split(separator: "/")
    let paths = root["paths"] as? Object ?? [:]
    let matches = paths.keys.filter { template in
      let parts = template.split(separator: "/")
      return parts.count == wanted.count
        && zip(parts, wanted).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
    }
    return matches.min { $0.filter { $0 == "{" }.count < $1.filter { $0 == "{" }.count }
      .flatMap { paths[$0] as? Object }
  }

  private func resolved(_ schema: Object) -> Object {
    guard let reference = schema["$ref"] as? String else { return schema }
    let target = reference.split(separator: "/").dropFirst()
      .reduce(root as Any?) { value, key in (value as? Object)?[String(key)] }
    return target as? Object ?? [:]
  }

  private func propertyNames(_ schema: Object) -> [String] {
    let schema = resolved(schema)
    let own = (schema["properties"] as? Object).map { Array($0.keys) } ?? []
    let parts = ["allOf", "oneOf", "anyOf"].flatMap { (schema[$0] as? [Object]) ?? [] }
    return own + parts.flatMap(propertyNames)
  }

  private func check(_ value: Any, _ schema: Object, _ path: String) -> [String] {
    let schema = resolved(schema)
    var problems: [String] = []
    if let type = schema["type"] as? String, !matches(value, type) {
      problems.append("\(path) is no \(type)")
    }
    if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
      problems.append("\(path) is none of \(choices)")
    }
    for part in schema["allOf"] as? [Object] ?? [] { problems += check(value, part, path) }
    for key in ["oneOf", "anyOf"] {
      guard let parts = schema[key] as? [Object] else { continue }
      let results = parts.map { check(value, $0, path) }
      if !results.contains([]) { problems.append("\(path) fits no part of \(key): \(results)") }
    }
    guard let object = value as? Object else { return problems }
    for name in schema["required"] as? [String] ?? [] where object[name] == nil {
      problems.append("\(path).\(name) is missing")
    }
    for (name, part) in schema["properties"] as? Object ?? [:] {
      guard let value = object[name], let part = part as? Object else { continue }
      problems += check(value, part, "\(path).\(name)")
    }
    return problems
  }

  private func matches(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is Object
    case "array": value is [Any]
    case "string": value is String
    case "boolean": value is Bool
    case "integer": value is Int
    default: true
    }
  }
}
