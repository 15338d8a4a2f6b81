import Glibc

/// Reads a regular file at once.
///
/// - Throws: `FileError` where it can't be opened, is no regular file or is longer than `limit`.
package func readFile(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
  try read(path) { size throws(FileError) in
    guard size <= limit else {
      throw FileError(path: path, reason: "\(size) bytes, more than the \(limit) allowed")
    }
    return size
  }
}

/// Reads the beginning of a regular file; fewer bytes than `count` are the whole of it.
func readHead(_ path: String, count: Int) throws(FileError) -> [UInt8] {
  try read(path) { size in min(size, count) }
}

/// `count`: how many bytes to read of a file that has so many.
private func read(
  _ path: String, count wanted: (Int) throws(FileError) -> Int
) throws(FileError) -> [UInt8] {
  // Without O_NONBLOCK, opening a named pipe would wait for its writer for ever.
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, errno: errno) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw FileError(path: path, reason: "not a regular file")
  }
  let size = try wanted(Int(status.st_size))
  var failure: CInt?
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let got = read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
      if got < 0 && errno == EINTR { continue }
      if got < 0 { failure = errno }
      if got <= 0 { break }
      count += got
    }
  }
  if let failure { throw FileError(path: path, errno: failure) }
  return bytes
}
