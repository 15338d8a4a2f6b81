import HubModel

/// The words of a document, gathered while its HTML is written.
struct PlainText {
  enum BlockKind { case paragraph, heading, quotation, listLine, listText, imageOnly, leftOut }

  struct Block {
    var range: Range<Int>
    var kind: BlockKind
  }

  private(set) var bytes: [UInt8] = []
  private(set) var blocks: [Block] = []
  /// The words of links to other places of the hub.
  private(set) var links: [Range<Int>] = []
  /// Above 0 inside what a teaser must not quote: tables, code and footnotes.
  var suppression = 0
  /// Above 0 inside block quotes, of which alerts are none.
  var quotations = 0
  private var open: (start: Int, kind: BlockKind, hasText: Bool, hasImage: Bool)?

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  mutating func begin(_ kind: BlockKind, continuesList: Bool) {
    guard suppression == 0 else { return }
    if !bytes.isEmpty {
      bytes.append(0x0A)
      if !continuesList { bytes.append(0x0A) }
    }
    let isQuoted = quotations > 0 && kind == .paragraph
    open = (bytes.count, isQuoted ? .quotation : kind, false, false)
  }

  /// Marks where a table or code stands.
  mutating func leaveOut() {
    guard suppression == 0, open == nil else { return }
    blocks.append(Block(range: bytes.count..<bytes.count, kind: .leftOut))
  }

  /// Keeps the words since `start` as those of a link.
  mutating func endLink(from start: Int) {
    guard suppression == 0, open != nil, start < bytes.count else { return }
    links.append(start..<bytes.count)
  }

  mutating func append(_ text: Bytes) {
    guard suppression == 0, open != nil else { return }
    unsafe bytes.append(contentsOf: text.buffer)
    open?.hasText = true
  }

  /// Appends what stands for an image.
  mutating func append(alternative text: [UInt8]) {
    guard suppression == 0, open != nil else { return }
    bytes.append(contentsOf: text)
    open?.hasImage = true
  }

  mutating func appendSpace() {
    guard suppression == 0, let open, bytes.count > open.start, bytes.last != 0x20 else { return }
    bytes.append(0x20)
  }

  mutating func end() {
    guard suppression == 0, let block = open else { return }
    open = nil
    while bytes.count > block.start, bytes[bytes.count - 1].isWhitespace { bytes.removeLast() }
    guard bytes.count > block.start else {
      // An empty block takes its separator with it.
      while let last = bytes.last, last == 0x0A { bytes.removeLast() }
      return
    }
    let kind = block.hasImage && !block.hasText ? .imageOnly : block.kind
    blocks.append(Block(range: block.start..<bytes.count, kind: kind))
  }

  /// The words of each link, once.
  func linkTexts() -> [String] {
    Set(links.map { String(decoding: bytes[$0], as: UTF8.self) }).sorted()
  }

  /// The blocks as others know them; lone pictures are left out.
  func textBlocks() -> [TextBlock] {
    blocks.compactMap { block in
      switch block.kind {
      case .paragraph: TextBlock(kind: .paragraph, range: block.range)
      case .heading: TextBlock(kind: .heading, range: block.range)
      case .quotation: TextBlock(kind: .quotation, range: block.range)
      case .listLine: TextBlock(kind: .listItem, range: block.range)
      case .listText: TextBlock(kind: .listText, range: block.range)
      case .leftOut: TextBlock(kind: .leftOut, range: block.range)
      case .imageOnly: nil
      }
    }
  }
}
