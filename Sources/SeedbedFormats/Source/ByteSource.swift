import SeedbedCore

/// Where a reader's bytes come from.
package enum ByteSource {
  case file(OpenFile)
  case memory([UInt8])
  case stream(StreamedBytes)

  /// The bytes of a file, decompressed when it begins as gzip or zstd does.
  ///
  /// - Throws: `file.missing`, `file.unreadable`.
  static func opened(_ path: String) throws(Diagnostic) -> ByteSource {
    let file = try OpenFile(path)
    switch try Compression(of: file) {
    case .gzip:
      return .stream(StreamedBytes { () throws(Diagnostic) in try GzipStream(file) })
    case .zstd:
      return .stream(StreamedBytes { () throws(Diagnostic) in try ZstdStream(file) })
    case nil: return .file(file)
    }
  }

  /// Reads bytes from `offset` of the source on into `target[first...]`.
  ///
  /// - Returns: how many were read; 0 at the end.
  func read(
    at offset: Int, into target: inout [UInt8], from first: Int
  ) throws(Diagnostic) -> Int {
    // The standard library does not pass typed errors on here.
    let outcome = target.withUnsafeMutableBytes { bytes in
      Result { () throws(Diagnostic) in
        try read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: bytes[first...]))
      }
    }
    return try outcome.get()
  }

  /// Reads bytes from `offset` of the source on into `target`.
  ///
  /// - Returns: how many were read; 0 at the end.
  func read(
    at offset: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(Diagnostic) -> Int {
    try ReadingInterruption.check()
    switch self {
    case .file(let file): return try file.read(at: offset, into: target).get()
    case .memory(let bytes):
      let range = min(offset, bytes.count)..<min(offset + target.count, bytes.count)
      bytes.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range])) }
      return range.count
    case .stream(let stream): return try stream.read(at: offset, into: target)
    }
  }
}
