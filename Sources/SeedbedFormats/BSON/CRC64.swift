/// The cyclic redundancy check of ECMA-182, reflected, as `mongodump` archives and xz have it.
struct CRC64 {
  private static let table: [UInt64] = (0..<256).map { byte in
    (0..<8).reduce(UInt64(byte)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xC96C_5795_D787_0F42 : value >> 1
    }
  }

  private var state = ~UInt64(0)

  var value: UInt64 { ~state }

  mutating func add(_ bytes: RawSpan) {
    Self.table.withUnsafeBufferPointer { table in
      for position in 0..<bytes.byteCount {
        state = table[Int(UInt8(truncatingIfNeeded: state) ^ bytes[position])] ^ state >> 8
      }
    }
  }
}
