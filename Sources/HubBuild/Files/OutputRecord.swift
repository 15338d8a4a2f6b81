import Glibc
import HubModel

/// The list of files that hubgen wrote into an output folder: it removes no others.
///
/// Kept in `.hubgen/written/`, one file for each output folder. While a build writes, the record
/// holds the old and the new names, so that after a kill nothing written is forgotten.
final class OutputRecord {
  private let descriptor: CInt
  private(set) var names: Set<String>
  /// Whether the last build ended before it had written everything.
  private(set) var wasInterrupted: Bool

  private static let complete = "complete"
  private static let writing = "writing"

  /// Opens and locks the record.
  ///
  /// - Throws: `FileError` where another build holds it, or it can't be read.
  init(source: String, output: String) throws(FileError) {
    let folder = OutputFolder(path: source)
    try folder.makeFolder(".hubgen/written")
    let path = source + "/.hubgen/written/" + fingerprint(output.utf8) + ".txt"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    names = []
    wasInterrupted = false
    guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw FileError(path: output, reason: "another build is writing there")
    }
    let lines = try readFile(path).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    wasInterrupted = lines.first == Self.writing
    names = Set(lines.dropFirst(2))
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Notes what is about to be written, beside what was.
  func begin(_ added: some Sequence<String>, output: String) throws(FileError) {
    names.formUnion(added)
    try save(state: Self.writing, output: output)
  }

  /// Notes that the output folder now holds just these.
  func end(_ current: Set<String>, output: String) throws(FileError) {
    names = current
    wasInterrupted = false
    try save(state: Self.complete, output: output)
  }

  private func save(state: String, output: String) throws(FileError) {
    var bytes = Array("\(state)\0\(output)\0".utf8)
    for name in names.sorted() {
      bytes += name.utf8
      bytes.append(0)
    }
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw FileError(path: output, errno: errno)
    }
    if let failure = OutputFolder.writeAll(bytes, to: descriptor) {
      throw FileError(path: output, errno: failure)
    }
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
