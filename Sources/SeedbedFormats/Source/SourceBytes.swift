package import SeedbedCore

/// The bytes of a source as its readers see them: those of a compressed file are decompressed.
///
/// Every offset of a record, a checkpoint or a digest counts these bytes.
package struct SourceBytes {
  let source: ByteSource
  /// How many bytes one record may take.
  package var recordLimit = RecordLimit.standard
  /// How many bytes a reader has in memory, unless a record needs more.
  package var window = 1 << 18

  package init(_ source: ByteSource) {
    self.source = source
  }

  /// Opens a file; gzip and zstd are known by the bytes they begin with, whatever the name.
  ///
  /// - Throws: `file.missing`, `file.unreadable`.
  package init(file path: String) throws(Diagnostic) {
    source = try .opened(path)
  }

  /// Opens a file whose text is in `encoding`; UTF-16 is made UTF-8, and offsets then count bytes of that.
  ///
  /// - Throws: `file.missing`, `file.unreadable`.
  package init(file path: String, encoding: TextEncoding) throws(Diagnostic) {
    let plain = try SourceBytes(file: path)
    self =
      encoding.isWide
      ? SourceBytes { () throws(Diagnostic) in try UTF16Stream(plain, encoding, named: path) }
      : plain
  }

  /// The bytes of a stream, which `opening` begins; it is called again to go back.
  package init(_ opening: @escaping () throws(Diagnostic) -> any ByteStream) {
    source = .stream(StreamedBytes(opening))
  }

  /// Whether how many bytes there are shows only at their end.
  package var isStreamed: Bool {
    switch source {
    case .stream: true
    case .file, .memory: false
    }
  }

  /// Reads up to `target.count` bytes from `offset` on.
  ///
  /// - Returns: how many were read; 0 at the end.
  package func read(
    at offset: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(Diagnostic) -> Int {
    try source.read(at: offset, into: target)
  }
}
