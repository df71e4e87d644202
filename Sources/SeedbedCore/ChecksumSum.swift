/// A checksum of many parts that does not depend on their order: how many there are, and the sum of their
/// digests modulo 2^256.
///
/// A part that is there twice changes both; XOR, as free of order, would cancel it against itself. Finds
/// every accident and every honest change, not a forger who may choose thousands of parts.
package struct ChecksumSum: Sendable, Hashable {
  package private(set) var count = 0
  private var high: UInt128 = 0
  private var low: UInt128 = 0

  package init() {}

  package mutating func add(_ digest: Digest) {
    add(high: digest.high, low: digest.low)
    count += 1
  }

  /// Adds all parts of another.
  package mutating func add(_ other: ChecksumSum) {
    add(high: other.high, low: other.low)
    count += other.count
  }

  /// How many parts there are and their sum, as 40 bytes.
  package var bytes: [UInt8] {
    withUnsafeBytes(of: Int64(count).bigEndian) { Array($0) }
      + Digest.bytes(of: high) + Digest.bytes(of: low)
  }

  private mutating func add(high more: UInt128, low less: UInt128) {
    let (sum, carry) = low.addingReportingOverflow(less)
    low = sum
    high = high &+ more &+ (carry ? 1 : 0)
  }
}
