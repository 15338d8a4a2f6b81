import Glibc

/// The output folder: compares before it writes, replaces whole files, follows no links.
struct OutputFolder: Sendable {
  /// Absolute, without a trailing slash.
  let path: String

  /// Whether the file is absent or holds other bytes.
  func differs(_ name: String, from bytes: [UInt8]) -> Bool {
    guard let own = Self.openRegularFile(path + "/" + name, size: bytes.count) else { return true }
    defer { close(own) }
    return withUnsafeTemporaryAllocation(byteCount: Self.chunk, alignment: 16) { chunk in
      var offset = 0
      while offset < bytes.count {
        let got = Self.fill(chunk, from: own)
        guard got > 0, offset + got <= bytes.count else { return true }
        let isSame = bytes.withUnsafeBytes {
          Self.equal($0[offset..<offset + got], chunk[..<got])
        }
        guard isSame else { return true }
        offset += got
      }
      return false
    }
  }

  /// Whether the file is absent or holds other bytes than a file elsewhere.
  func differs(_ name: String, fromFile source: String) -> Bool {
    guard let other = Self.openRegularFile(source) else { return true }
    defer { close(other) }
    var status = stat()
    guard fstat(other, &status) == 0,
      let own = Self.openRegularFile(path + "/" + name, size: Int(status.st_size))
    else { return true }
    defer { close(own) }
    return withUnsafeTemporaryAllocation(byteCount: 2 * Self.chunk, alignment: 16) { both in
      let left = UnsafeMutableRawBufferPointer(rebasing: both[..<Self.chunk])
      let right = UnsafeMutableRawBufferPointer(rebasing: both[Self.chunk...])
      while true {
        let got = Self.fill(left, from: own)
        guard got >= 0, got == Self.fill(right, from: other),
          Self.equal(UnsafeRawBufferPointer(left)[..<got], right[..<got])
        else { return true }
        if got == 0 { return false }
      }
    }
  }

  private static let chunk = 1 << 16

  private static func equal(
    _ left: Slice<UnsafeRawBufferPointer>, _ right: Slice<UnsafeMutableRawBufferPointer>
  ) -> Bool {
    let left = UnsafeRawBufferPointer(rebasing: left)
    let right = UnsafeMutableRawBufferPointer(rebasing: right)
    guard left.count == right.count, let leftStart = left.baseAddress,
      let rightStart = right.baseAddress
    else { return left.count == right.count }
    return memcmp(leftStart, rightStart, left.count) == 0
  }

  /// A descriptor of a regular file, of that size if one is given; nil for anything else.
  private static func openRegularFile(_ path: String, size: Int? = nil) -> CInt? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    let fits =
      fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && (size == nil || size == Int(status.st_size))
    if !fits { close(descriptor) }
    return fits ? descriptor : nil
  }

  /// Reads until the buffer is full or the file ends; negative on an error.
  private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from descriptor: CInt) -> Int {
    var count = 0
    while count < buffer.count {
      let got = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      if got < 0 && errno == EINTR { continue }
      if got < 0 { return -1 }
      if got == 0 { break }
      count += got
    }
    return count
  }

  /// Writes the file under another name and renames it, so that no reader sees half of it.
  func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    try replace(name) { Self.writeAll(bytes, to: $0) }
  }

  /// Copies a file in the same way.
  func copy(_ source: String, to name: String) throws(FileError) {
    guard let other = Self.openRegularFile(source) else {
      throw FileError(path: source, errno: errno)
    }
    defer { close(other) }
    try replace(name) { target in
      withUnsafeTemporaryAllocation(byteCount: Self.chunk, alignment: 16) { chunk in
        while true {
          let got = Self.fill(chunk, from: other)
          if got < 0 { return errno }
          if got == 0 { return nil }
          let part = UnsafeRawBufferPointer(rebasing: chunk[..<got])
          if let failure = Self.writeAll(part, to: target) { return failure }
        }
      }
    }
  }

  /// `fill`: writes to the descriptor; the error number where that fails.
  private func replace(_ name: String, fill: (CInt) -> CInt?) throws(FileError) {
    guard isOutputName(name) else {
      throw FileError(path: name, reason: "no name for a file of the output folder")
    }
    let target = path + "/" + name
    let temporary = target + Self.temporarySuffix
    let descriptor = open(
      temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw FileError(path: target, errno: errno) }
    var failure = fill(descriptor)
    if close(descriptor) != 0 && failure == nil { failure = errno }
    if failure == nil && rename(temporary, target) != 0 { failure = errno }
    if let failure {
      unlink(temporary)
      throw FileError(path: target, errno: failure)
    }
  }

  /// Ends the name of a file that is being written; a killed build may leave one behind.
  static let temporarySuffix = ".hubgen-new"

  /// Writes everything; the error number where that fails.
  static func writeAll(_ bytes: [UInt8], to descriptor: CInt) -> CInt? {
    bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
  }

  private static func writeAll(_ buffer: UnsafeRawBufferPointer, to descriptor: CInt) -> CInt? {
    var offset = 0
    while offset < buffer.count {
      let put = Glibc.write(
        descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
      if put < 0 && errno == EINTR { continue }
      if put < 0 { return errno }
      offset += put
    }
    return nil
  }

  /// Makes the folder and those above it, up to the output folder itself.
  ///
  /// - Throws: `FileError` where a part of the path is a symbolic link or no folder.
  func makeFolder(_ name: String) throws(FileError) {
    var current = path
    for part in name.split(separator: "/") {
      current += "/" + part
      if mkdir(current, 0o755) == 0 { continue }
      guard errno == EEXIST else { throw FileError(path: current, errno: errno) }
      var status = stat()
      guard lstat(current, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw FileError(
          path: current, reason: "something that is no folder stands where a folder must be")
      }
    }
  }

  /// Whether a folder on the way to a file is a symbolic link, so that the file lies elsewhere.
  private func leadsThroughLink(_ name: String) -> Bool {
    var current = path
    for part in name.split(separator: "/").dropLast() {
      current += "/" + part
      var status = stat()
      guard lstat(current, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return true }
    }
    return false
  }

  /// Makes the output folder itself and those above it.
  func make() throws(FileError) {
    var current = ""
    for part in path.split(separator: "/") {
      current += "/" + part
      if mkdir(current, 0o755) != 0, errno != EEXIST {
        throw FileError(path: current, errno: errno)
      }
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw FileError(path: path, reason: "not a folder")
    }
  }

  /// Removes a file and the folders that it leaves empty; false where there was no such file.
  func remove(_ name: String) -> Bool {
    guard isOutputName(name), !leadsThroughLink(name) else { return false }
    guard unlink(path + "/" + name) == 0 else { return false }
    var folder = name[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      guard rmdir(path + "/" + folder) == 0 else { break }
    }
    return true
  }

  /// Removes what a killed build may have left beside a file.
  func removeTemporary(_ name: String) {
    guard isOutputName(name), !leadsThroughLink(name) else { return }
    unlink(path + "/" + name + Self.temporarySuffix)
  }
}
