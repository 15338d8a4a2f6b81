import Foundation

/// A small, fast random generator whose whole state is its seed (Steele, Lea and Flood, 2014).
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Spoils valid input in ways that break parsers; the same seed gives the same input everywhere.
package struct Mutator: Sendable {
  private var random: SplitMix64
  /// Pieces of the language under test, put in at random places.
  private let dictionary: [[UInt8]]
  private let maximumLength: Int

  /// - Parameters:
  ///   - seed: decides every choice that follows.
  ///   - dictionary: pieces of the language under test.
  ///   - maximumLength: longer results are cut.
  package init(seed: UInt64, dictionary: [String] = [], maximumLength: Int = 4096) {
    random = SplitMix64(seed: seed)
    self.dictionary = (Self.anyLanguage + dictionary).map { Array($0.utf8) }
    self.maximumLength = maximumLength
  }

  /// The input after one to six random changes.
  package mutating func mutate(_ input: [UInt8]) -> [UInt8] {
    var bytes = input
    for _ in 0..<Int.random(in: 1...6, using: &random) { change(&bytes) }
    if bytes.count > maximumLength { bytes.removeLast(bytes.count - maximumLength) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0 where place < bytes.count:
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1 where place < bytes.count:
      bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 2:
      bytes.removeSubrange(range(from: place, in: bytes))
    case 3:
      let copied = bytes[range(from: place, in: bytes)]
      bytes.insert(
        contentsOf: Array(copied), at: Int.random(in: 0...bytes.count, using: &random))
    case 4:
      bytes.removeLast(bytes.count - place)
    case 5:
      // Storms of one bracket or quote find quadratic parsers and deep recursion.
      let piece = piece()
      for _ in 0..<Int.random(in: 2...200, using: &random) {
        bytes.insert(contentsOf: piece, at: place)
      }
    case 6 where place < bytes.count:
      bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
    default:
      bytes.insert(contentsOf: piece(), at: place)
    }
  }

  private mutating func piece() -> [UInt8] {
    dictionary.randomElement(using: &random) ?? [0]
  }

  private mutating func range(from start: Int, in bytes: [UInt8]) -> Range<Int> {
    start..<min(bytes.count, start + Int.random(in: 0...32, using: &random))
  }

  private static let anyLanguage = [
    "\n", "\r\n", "\t", " ", "\"", "'", "[", "]", "{", "}", "(", ")", ":", ",", "#", "-", "\\",
    "\0", "\u{7F}", "\u{FEFF}", "\u{85}", "\u{2028}", "é", "e\u{301}", "漢", "👩‍👩‍👧", "ա", "ع",
    "9999999999999999999", "-1", "0", "1e999",
  ]
}

/// A run of mutated inputs through one function.
package enum Fuzz {
  /// How many inputs a test tries: `HUBGEN_FUZZ`, else the test's own number.
  package static func count(otherwise standard: Int) -> Int {
    ProcessInfo.processInfo.environment["HUBGEN_FUZZ"].flatMap { Int($0) } ?? standard
  }

  /// Calls the function with `count` inputs made from the seeds.
  ///
  /// - Parameters:
  ///   - seeds: valid inputs to spoil.
  ///   - dictionary: pieces of the language under test.
  ///   - count: how many inputs to make.
  ///   - seed: decides every input.
  ///   - maximumLength: longer inputs are cut.
  ///   - body: what is under test; it gets the input's number to report.
  package static func run(
    seeds: [[UInt8]], dictionary: [String] = [], count: Int, seed: UInt64 = 1,
    maximumLength: Int = 4096, _ body: (_ number: Int, _ input: [UInt8]) throws -> Void
  ) rethrows {
    guard !seeds.isEmpty else { return }
    var mutator = Mutator(seed: seed, dictionary: dictionary, maximumLength: maximumLength)
    for number in 0..<count {
      try body(number, mutator.mutate(seeds[number % seeds.count]))
    }
  }
}
