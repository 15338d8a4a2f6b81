import HubStorage
import HubSyndication
import Testing

/// The words of a post as the queue keeps them.
@Suite struct PostBodyTests {
  @Test(arguments: [
    "A \"queue\" \\ of / people\r\n\tat the door", "", "Բարեւ, 👩‍👩‍👧‍👦!", "a bell \u{7} and \u{2028}",
  ])
  func `words come back as they were`(text: String) async throws {
    let file = try await QueueFile()
    var post = Post.sample(1)
    (post.text, post.imageURL, post.imageAlt, post.length) = (text, nil, nil, text.count)
    _ = try await file.queue.add([NewPost(post)], now: 1000)
    #expect(try await file.queue.entry(post.identity).post == post)
    post.identity = Post.sample(2).identity
    (post.title, post.imageAlt) = (text, text)
    _ = try await file.queue.add([NewPost(post)], now: 1000)
    #expect(try await file.queue.entry(post.identity).post == post)
  }

  @Test(arguments: [
    (
      #"{ "text": "a", "link": "", "canonicalURL": "", "title": "b", "length": 1, "limit": 2 }"#,
      true
    ),
    (#"{"text":"a","link":"","canonicalURL":"","title":"b","length":1,"limit":2,"more":[]}"#, true),
    (#"{"text":"a","link":"","canonicalURL":"","title":"b","length":1}"#, false),
    (#"{"text":1,"link":"","canonicalURL":"","title":"b","length":1,"limit":2}"#, false),
    (#"{"text":"a","link":"","canonicalURL":"","title":"b","length":"1","limit":2}"#, false),
  ])
  func `a body in other JSON is read, a damaged one is an error`(body: String, isRead: Bool)
    async throws
  {
    let file = try await QueueFile()
    let post = Post.sample(1)
    _ = try await file.queue.add([NewPost(post)], now: 1000)
    try await file.raw.write { try $0.execute("UPDATE posts SET body = ?1", [.text(body)]) }
    if isRead {
      let found = try await file.queue.entry(post.identity).post
      #expect(found.text == "a")
      #expect(found.limit == 2)
    } else {
      await #expect(throws: StorageError.self) { try await file.queue.entry(post.identity) }
    }
  }
}
