import SeedbedCore
import Testing

struct ChecksumTests {
  // FIPS 180-4, and the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `the known vectors come out`(text: String, digest: String) {
    #expect(Checksum(of: text).description == digest)
  }

  @Test
  func `pieces have the digest of the whole`() {
    var stream = Checksum.Stream()
    stream.update("a")
    [UInt8(ascii: "b"), UInt8(ascii: "c")].withUnsafeBytes { stream.update($0) }
    #expect(stream.checksum == Checksum(of: "abc"))
  }

  @Test
  func `reading a stream does not end it`() {
    var stream = Checksum.Stream()
    stream.update("a")
    _ = stream.checksum
    stream.update("bc")
    #expect(stream.checksum == Checksum(of: "abc"))
  }

  @Test
  func `a recorded digest equals the one made`() {
    #expect(Checksum(recorded: Checksum(of: "abc").description) == Checksum(of: "abc"))
  }

  @Test
  func `messages show twelve digits`() {
    #expect(Checksum(of: "abc").short == "ba7816bf8f01")
  }

  @Test
  func `an identifier is a UUID of version 8 made from the digest`() {
    #expect(Checksum.identifier(for: "abc") == "ba7816bf-8f01-8fea-8141-40de5dae2223")
  }
}
