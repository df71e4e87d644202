import SeedbedCore
import SeedbedStore

/// Which record of a source a row came from.
struct RowOrigin: Hashable {
  /// Of the record, counted from 1 in its file.
  let number: Int
  /// In bytes from the start of the file.
  let offset: Int
  let length: Int
  /// The packed values of the row's primary key.
  let key: [UInt8]
  /// Of the row as it was loaded.
  let fingerprint: UInt64
  /// Whether the row took the place of another with its key.
  var isReplacement = false
}

/// The origins of many rows in few bytes, in the order of their records.
///
/// Numbers and places are kept as their distance to the one before: about 28 bytes a row with a UUID for a key.
struct RowOriginList {
  private(set) var bytes: [UInt8] = []
  private(set) var count = 0
  private var number = 0
  private var end = 0

  mutating func append(_ origin: RowOrigin) {
    append(number: origin.number, offset: origin.offset, length: origin.length)
    PackedValue.append(
      small: Int64(origin.length) << 1 | (origin.isReplacement ? 1 : 0), to: &bytes)
    PackedValue.append(fixed: origin.fingerprint, to: &bytes)
    bytes += origin.key
    count += 1
  }

  /// Appends the origin of a row of a batch.
  mutating func append(
    _ place: RecordPlace, isReplacement: Bool, fingerprint: UInt64, row: Int, key: PackedKey,
    of batch: RowBatch
  ) {
    append(number: place.number, offset: place.offset, length: place.length)
    PackedValue.append(small: Int64(place.length) << 1 | (isReplacement ? 1 : 0), to: &bytes)
    PackedValue.append(fixed: fingerprint, to: &bytes)
    key.append(row: row, of: batch, to: &bytes)
    count += 1
  }

  private mutating func append(number: Int, offset: Int, length: Int) {
    PackedValue.append(small: Int64(number - self.number), to: &bytes)
    PackedValue.append(small: Int64(offset - end), to: &bytes)
    self.number = number
    end = offset + length
  }

  /// Calls `body` with every origin in `bytes`, whose keys have `keyCount` values.
  static func forEach(
    in bytes: [UInt8], keyCount: Int, _ body: (RowOrigin) throws -> Void
  ) rethrows {
    var reader = PackedReader(bytes: bytes)
    var (number, end) = (0, 0)
    while !reader.isAtEnd {
      number += Int(reader.small())
      let offset = end + Int(reader.small())
      let length = reader.small()
      let fingerprint = reader.fixed()
      var key: [UInt8] = []
      for _ in 0..<keyCount { key += reader.skip() }
      end = offset + Int(length >> 1)
      try body(
        RowOrigin(
          number: number, offset: offset, length: Int(length >> 1), key: key,
          fingerprint: fingerprint, isReplacement: length & 1 == 1))
    }
  }

  /// The keys in `bytes`, which have `keyCount` values each.
  static func keys(in bytes: [UInt8], keyCount: Int) -> RowBatch {
    var keys = RowBatch(columnCount: keyCount)
    var reader = PackedReader(bytes: bytes)
    while !reader.isAtEnd {
      // Number, offset, length and fingerprint.
      for _ in 0..<3 { _ = reader.small() }
      _ = reader.fixed()
      for _ in 0..<keyCount { keys.append(reader.value()) }
    }
    return keys
  }
}

/// The origins of rows whose records lie together.
struct PackedOrigins {
  /// Numbers of records.
  let first, last: Int
  let list: RowOriginList
}
