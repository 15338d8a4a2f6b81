import Glibc
import HubModel

/// The list of files that hubgen wrote into an output folder: it removes no others.
///
/// Kept in `.hubgen/written/`, one file for each output folder, and replaced as a whole. While a
/// build writes, the record holds the old and the new names, so that after a kill nothing written
/// is forgotten. One build at a time has it.
final class OutputRecord {
  private let lock: CInt
  private let folder: OutputFolder
  private let name: String
  private let output: String
  private(set) var names: Set<String> = []
  /// Whether the last build ended before it had written everything.
  private(set) var wasInterrupted = false

  private static let complete = "complete"
  private static let writing = "writing"

  /// Opens and locks the record.
  ///
  /// - Throws: `FileError` where another build holds it, or it can't be read.
  init(source: String, output: String) throws(FileError) {
    self.output = output
    folder = OutputFolder(path: source)
    try folder.makeFolder(".hubgen/written")
    // Within the hub the place counts, so that a hub may be moved.
    let place = output.hasPrefix(source + "/") ? output.dropFirst(source.count) : output[...]
    name = ".hubgen/written/" + fingerprint(place.utf8) + ".txt"
    let path = source + "/" + name
    lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard lock >= 0 else { throw FileError(path: path, errno: errno) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw FileError(path: output, reason: "another build is writing there")
    }
    guard access(path, F_OK) == 0 else { return }
    let lines = try readFile(path).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    wasInterrupted = lines.first == Self.writing
    // A record that was tampered with must not make hubgen remove what it never wrote.
    names = Set(lines.dropFirst(2).filter { isOutputName($0) })
  }

  deinit {
    guard lock >= 0 else { return }
    flock(lock, LOCK_UN)
    close(lock)
  }

  /// Notes what is about to be written, beside what was.
  func begin(_ added: some Sequence<String>) throws(FileError) {
    names.formUnion(added)
    try save(state: Self.writing)
  }

  /// Notes that the output folder now holds just these.
  func end(_ current: Set<String>) throws(FileError) {
    names = current
    wasInterrupted = false
    try save(state: Self.complete)
  }

  private func save(state: String) throws(FileError) {
    var bytes = Array("\(state)\0\(output)\0".utf8)
    for name in names.sorted() {
      bytes += name.utf8
      bytes.append(0)
    }
    try folder.write(bytes, to: name)
  }
}

/// A 64-bit FNV-1a hash in hexadecimal: tells contents apart, is no protection against forgery.
func fingerprint(_ bytes: some Sequence<UInt8>) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
