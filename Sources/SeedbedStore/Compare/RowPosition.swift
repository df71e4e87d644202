import SeedbedCore

/// Where a row stands in the order in which ranges are cut: bytes that compare one by one.
struct RowPosition: Hashable {
  let bytes: [UInt8]

  /// The place of a digest, which scatters rows evenly.
  init(_ digest: Digest) {
    bytes = digest.bytes
  }

  /// The place from which on digests start with `prefix`.
  init(prefix: UInt64) {
    bytes = withUnsafeBytes(of: prefix.bigEndian) { Array($0) }
  }

  /// The place of a key, in the order in which engines sort it.
  ///
  /// - Returns: nil for values that engines may sort in another way: null, and what is not spelled as the
  ///   stores spell it.
  init?(key: [Value], of columns: [CollectionSchema.Column]) {
    var bytes: [UInt8] = []
    for (value, column) in zip(key, columns) {
      switch (column.type.family, value) {
      case (.integer, .int(let number)):
        withUnsafeBytes(of: (UInt64(bitPattern: number) ^ 1 << 63).bigEndian) { bytes += $0 }
      case (.text, .text(let text)), (.date, .text(let text)):
        Self.append(text.utf8, to: &bytes)
      case (.timestamp, .text(let text)), (.time, .text(let text)), (.uuid, .text(let text)):
        guard Self.isCanonical(text, column.type.family) else { return nil }
        Self.append(text.utf8, to: &bytes)
      case (.bytes, .bytes(let content)): Self.append(content, to: &bytes)
      case (_, _): return nil
      }
    }
    self.bytes = bytes
  }

  /// Ends with two zeros, so that what is shorter comes first; a zero inside is told from the end.
  private static func append(_ content: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    for byte in content {
      bytes.append(byte)
      if byte == 0 { bytes.append(0xFF) }
    }
    bytes += [0, 0]
  }

  private static func isCanonical(_ text: String, _ family: ColumnFamily) -> Bool {
    var (canonical, plain): ([UInt8], [UInt8]) = ([], [])
    CanonicalValue.append(.text(text), of: family, to: &canonical)
    CanonicalValue.append(.text(text), of: .text, to: &plain)
    return canonical == plain
  }
}

extension RowPosition: Comparable {
  static func < (left: RowPosition, right: RowPosition) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
