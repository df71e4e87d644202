import Testing

@testable import SeedbedCore

struct SipHashTests {
  private static let key: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)

  @Test func `the example of the paper comes out`() {
    #expect(SipHash.number(of: Array(0..<15), key: Self.key) == 0xa129_ca61_49be_45e5)
  }

  @Test func `the first vectors of its authors come out`() {
    #expect(SipHash.number(of: [], key: Self.key) == 0x726f_db47_dd0e_0e31)
    #expect(SipHash.number(of: [0], key: Self.key) == 0x74f8_39c5_93dc_67fd)
    #expect(SipHash.number(of: Array(0..<8), key: Self.key) == 0x93f5_f579_9a93_2462)
  }
}
