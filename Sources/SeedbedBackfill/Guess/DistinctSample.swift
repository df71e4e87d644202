/// Whether values come twice, in memory that does not grow with how many there are.
///
/// It keeps the hashes of all values, and once those are too many, of one in two, in four and so on: always the
/// same values, so that one of them is seen to come twice however far apart.
struct DistinctSample {
  private static let capacity = 16_384

  private(set) var hasDuplicate = false
  /// One in 2 to the power of this is kept.
  private(set) var level = 0
  private var hashes: Set<UInt64> = []

  /// Whether nothing came twice.
  var isUnique: Bool { !hasDuplicate }

  /// `all different`, or what else is known.
  var phrase: String {
    if hasDuplicate { return "some of which come twice" }
    return level == 0
      ? "all different" : "none of which came twice, among one in \(1 << level) of them"
  }

  mutating func add(_ text: RawSpan) {
    if hasDuplicate { return }
    let hash = Self.hash(of: text)
    guard hash & (1 << UInt64(level) - 1) == 0 else { return }
    guard hashes.insert(hash).inserted else {
      hasDuplicate = true
      hashes = []
      return
    }
    while hashes.count > Self.capacity {
      level += 1
      let mask: UInt64 = 1 << UInt64(level) - 1
      hashes = hashes.filter { $0 & mask == 0 }
    }
  }

  /// FNV-1a with the last step of MurmurHash3: the same on every machine, and its low bits are even.
  private static func hash(of text: RawSpan) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    text.withUnsafeBytes { bytes in
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash >> 33
  }
}
