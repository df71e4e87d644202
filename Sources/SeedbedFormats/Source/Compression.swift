package import SeedbedCore

/// How a file is compressed, as its first bytes say.
enum Compression {
  case gzip
  case zstd

  /// - Returns: nil for a file that is not compressed.
  init?(of file: OpenFile) throws(Diagnostic) {
    var start = [UInt8](repeating: 0, count: 4)
    let count = try ByteSource.file(file).read(at: 0, into: &start, from: 0)
    guard let found = Compression(of: start[..<count]) else { return nil }
    self = found
  }

  /// The magic numbers of RFC 1952 and RFC 8878, a skippable frame of zstd among them.
  private init?(of start: ArraySlice<UInt8>) {
    switch Array(start) {
    case let bytes where bytes.starts(with: [0x1F, 0x8B, 0x08]): self = .gzip
    case [0x28, 0xB5, 0x2F, 0xFD]: self = .zstd
    case let bytes where bytes.dropFirst() == [0x2A, 0x4D, 0x18] && bytes[0] & 0xF0 == 0x50:
      self = .zstd
    default: return nil
    }
  }
}

extension Diagnostic.Code {
  /// A compressed file that ends too early.
  package static let compressionTruncated = Self("compression.truncated", .invalidFile)
  /// A compressed file that holds bytes its format does not allow, or that fail its checksum.
  package static let compressionCorrupt = Self("compression.corrupt", .invalidFile)
  /// A compressed file that asks for more memory than it is given.
  package static let compressionWindow = Self("compression.window", .invalidFile)
}

/// The bytes of a compressed file, piece by piece.
struct CompressedInput: ~Copyable {
  let file: OpenFile
  let piece: UnsafeMutableBufferPointer<UInt8>
  /// Where in the file the next piece lies.
  private(set) var offset = 0

  init(_ file: OpenFile) {
    self.file = file
    piece = .allocate(capacity: 1 << 16)
  }

  deinit {
    piece.deallocate()
  }

  /// Brings the next piece into memory.
  ///
  /// - Returns: how many bytes it has, 0 at the end.
  mutating func refill() throws(Diagnostic) -> Int {
    let count = try file.read(at: offset, into: UnsafeMutableRawBufferPointer(piece)).get()
    offset += count
    return count
  }

  func truncated(_ format: String) -> Diagnostic {
    Diagnostic(
      .compressionTruncated, "\(file.path): the \(format) data ends too early, at byte \(offset)",
      help: "The file was not copied or written to its end; get it again.")
  }

  func corrupt(_ format: String, before unread: Int, cause: String?) -> Diagnostic {
    Diagnostic(
      .compressionCorrupt,
      "\(file.path): the \(format) data is not sound before byte \(offset - unread)",
      help: "Get the file again, or decompress it by hand to see how far it is good.", cause: cause)
  }
}
