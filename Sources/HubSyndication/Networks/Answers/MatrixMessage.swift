/// The content of an `m.room.message` event.
struct MatrixMessage: Encodable {
  private let type = "m.text"
  fileprivate var body: String
  fileprivate var format: String?
  fileprivate var formattedBody: String?
  var relation: MatrixRelation?

  /// The text, plain and as HTML with its link.
  init(_ post: Post) {
    body = post.text
    format = "org.matrix.custom.html"
    let link = escapedHTML(post.link)
    var html = escapedHTML(post.text)
    if !link.isEmpty { html = html.replacing(link, with: "<a href=\"\(link)\">\(link)</a>") }
    formattedBody = html.replacing("\n", with: "<br>")
  }

  func bytes() throws(PublishError) -> [UInt8] { try matrixBytes(self, otherwise: plain) }

  fileprivate var plain: MatrixMessage {
    var message = self
    (message.format, message.formattedBody) = (nil, nil)
    return message
  }

  private enum CodingKeys: String, CodingKey {
    case type = "msgtype"
    case body, format
    case formattedBody = "formatted_body"
    case relation = "m.relates_to"
  }
}

/// An event that takes the place of another one.
struct MatrixEdit: Encodable {
  private let message: MatrixMessage
  private let event: String

  init(_ message: MatrixMessage, of event: String) {
    self.message = message
    self.event = event
  }

  func bytes() throws(PublishError) -> [UInt8] {
    try matrixBytes(self, otherwise: MatrixEdit(message.plain, of: event))
  }

  func encode(to encoder: any Encoder) throws {
    // Clients that know no edits show it below the first one.
    var shown = message
    shown.body = "* \(shown.body)"
    shown.formattedBody = shown.formattedBody.map { "* \($0)" }
    shown.relation = MatrixRelation(replacing: event)
    try shown.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(message, forKey: .message)
  }

  private enum CodingKeys: String, CodingKey {
    case message = "m.new_content"
  }
}

/// How an event hangs on another one.
struct MatrixRelation: Encodable {
  private struct Reply: Encodable {
    var event: String

    enum CodingKeys: String, CodingKey {
      case event = "event_id"
    }
  }

  private var type: String?
  private var event: String?
  private var isFallingBack: Bool?
  private var inReplyTo: Reply?

  init(replacing event: String) {
    type = "m.replace"
    self.event = event
  }

  /// A part of a thread; a comment is a plain reply, which every client shows below the post.
  init(following predecessor: Predecessor) {
    inReplyTo = Reply(event: predecessor.remoteID)
    guard predecessor.relation == .reply else { return }
    type = "m.thread"
    event = predecessor.rootID
    // Clients without threads show the part as a reply to the one before it.
    isFallingBack = true
  }

  private enum CodingKeys: String, CodingKey {
    case type = "rel_type"
    case event = "event_id"
    case isFallingBack = "is_falling_back"
    case inReplyTo = "m.in_reply_to"
  }
}

/// An event's content as JSON; without its HTML where both together would be too much.
private func matrixBytes(
  _ content: some Encodable, otherwise plain: some Encodable
) throws(PublishError) -> [UInt8] {
  // Of 65,536 bytes for the whole event; servers add ids, hashes and signatures.
  let most = 60_000
  var bytes = try jsonBytes(content)
  if bytes.count > most { bytes = try jsonBytes(plain) }
  guard bytes.count <= most else {
    throw .rejected(reason: "the text is too long: a Matrix event has at most 65,536 bytes")
  }
  return bytes
}
