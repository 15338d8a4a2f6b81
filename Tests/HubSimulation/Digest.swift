/// A number for what happened, the same wherever and whenever it is counted (FNV-1a).
struct Digest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(UInt8(0xFF))
  }

  mutating func add(_ post: SimulatedWorld.Remote) {
    for text in [post.name, post.account, post.identity, post.after ?? "-"] { add(text) }
    add(UInt64(bitPattern: post.at))
    add(UInt64(bitPattern: post.isVisibleFrom))
  }

  private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
