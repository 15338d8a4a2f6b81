import Glibc

/// Reads a regular file at once.
///
/// - Throws: `FileError` where it can't be opened, is no regular file or is longer than `limit`.
package func readFile(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
  // Without O_NONBLOCK, opening a named pipe would wait for its writer for ever.
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, errno: errno) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw FileError(path: path, reason: "not a regular file")
  }
  let size = Int(status.st_size)
  guard size <= limit else {
    throw FileError(path: path, reason: "\(size) bytes, more than the \(limit) allowed")
  }
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
