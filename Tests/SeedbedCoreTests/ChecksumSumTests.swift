import Testing

@testable import SeedbedCore

struct ChecksumSumTests {
  private func sum(_ parts: String...) -> ChecksumSum {
    var sum = ChecksumSum()
    for part in parts { sum.add(Digest(of: Array(part.utf8))) }
    return sum
  }

  @Test
  func `a digest has the bytes of the checksum`() {
    let digits = Digest(of: Array("abc".utf8)).bytes.map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16)
    }
    #expect(digits.joined() == Checksum(of: "abc").description)
  }

  @Test
  func `the order of the parts does not count`() {
    #expect(sum("a", "b", "c") == sum("c", "a", "b"))
  }

  @Test
  func `a part that is there twice is seen, and so is a pair of doubled parts`() {
    #expect(sum("a", "b") != sum("a", "b", "b"))
    #expect(sum("a", "a") != sum("b", "b"))
    #expect(sum("a", "a") != sum())
  }

  @Test
  func `sums of parts add up`() {
    var whole = sum("a", "b")
    whole.add(sum("c"))
    #expect(whole == sum("a", "b", "c"))
    #expect(whole.count == 3)
  }

  @Test
  func `a sum carries from its lower into its upper half`() {
    var sums = ChecksumSum()
    for number in 0..<64 { sums.add(Digest(of: [UInt8(number)])) }
    var low: UInt128 = 0
    var high: UInt128 = 0
    for number in 0..<64 {
      let digest = Digest(of: [UInt8(number)])
      let before = low
      low &+= digest.low
      high &+= digest.high
      if low < before { high &+= 1 }
    }
    #expect(
      sums.bytes == [0, 0, 0, 0, 0, 0, 0, 64] + Digest.bytes(of: high) + Digest.bytes(of: low))
  }
}
