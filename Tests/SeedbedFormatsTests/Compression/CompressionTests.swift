import Foundation
import SeedbedCore
import SeedbedTestSupport
import Testing

@testable import SeedbedFormats

/// Files of two members or frames, which together are `id,page`, `1,/a`, `2,/b`.
struct CompressionTests {
  private static let plain = "id,page\n1,/a\n2,/b\n"
  static let gzip: [UInt8] =
    octets(
      hexadecimal: """
        1f8b0800000000000203cb4cd129484c4fe532d4d14fe402003f162de70d000000\
        1f8b080000000000020333d2d14fe202009bed287305000000
        """)
  static let zstd: [UInt8] =
    octets(
      hexadecimal:
        "28b52ffd005869000069642c706167650a312c2f610a28b52ffd0458290000322c2f620aa91b443e")

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func path(_ content: [UInt8]) throws -> String {
    let path = folder.path("export")
    try Data(content).write(to: URL(filePath: path))
    return path
  }

  private func text(_ content: [UInt8]) throws -> String {
    String(decoding: try FileText.read(path(content)), as: UTF8.self)
  }

  @Test(arguments: [gzip, zstd])
  func `every member of a compressed file is read, whatever its name`(content: [UInt8]) throws {
    #expect(try text(content) == Self.plain)
  }

  @Test func `zeros behind the last member are padding`() throws {
    #expect(try text(Self.gzip + [0, 0, 0]) == Self.plain)
  }

  @Test func `a skippable frame holds nothing`() throws {
    #expect(
      try text([0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9] + Self.zstd) == Self.plain)
  }

  @Test func `other bytes behind the last member are an error at their place`() throws {
    let failure = #expect(throws: Diagnostic.self) { try text(Self.gzip + [0x41, 0x42]) }
    #expect(failure?.code == .compressionCorrupt)
    #expect(failure?.message.hasSuffix("the gzip data is not sound before byte 60") == true)
  }

  @Test(arguments: 4..<58)
  func `a gzip file torn at any byte is an error, unless a member ends there`(length: Int) throws {
    try expectTruncated(Self.gzip, to: length, "gzip", firstEndsAt: 33)
  }

  @Test(arguments: 4..<40)
  func `a zstd file torn at any byte is an error, unless a frame ends there`(length: Int) throws {
    try expectTruncated(Self.zstd, to: length, "zstd", firstEndsAt: 22)
  }

  private func expectTruncated(
    _ content: [UInt8], to length: Int, _ format: String, firstEndsAt end: Int
  ) throws {
    let torn = Array(content.prefix(length))
    if length == end {
      #expect(try text(torn) == "id,page\n1,/a\n")
      return
    }
    let failure = #expect(throws: Diagnostic.self) { try text(torn) }
    #expect(failure?.code == .compressionTruncated)
    #expect(
      failure?.message
        == "\(folder.path("export")): the \(format) data ends too early, at byte \(length)")
  }

  @Test(arguments: [gzip, zstd], 4..<40)
  func `a changed byte is an error or gives the same text, never a crash`(
    content: [UInt8], place: Int
  ) throws {
    var changed = content
    changed[place] ^= 0x55
    do {
      _ = try text(changed)
    } catch let failure as Diagnostic {
      #expect(
        [.compressionCorrupt, .compressionTruncated, .compressionWindow].contains(failure.code))
    }
  }

  @Test func `a zstd window beyond the limit is refused with the limit`() throws {
    // A frame that asks for 128 MB, as --long does.
    let failure = #expect(throws: Diagnostic.self) {
      try text([0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x88, 0x01, 0x00, 0x00])
    }
    #expect(failure?.code == .compressionWindow)
    #expect(failure?.message.contains("needs more than 8388608 bytes") == true)
  }

  @Test(arguments: [gzip, zstd])
  func `places are those of the decompressed bytes, and reading on starts there`(
    content: [UInt8]
  ) throws {
    let path = try path(content)
    var reader = try CSVReader(SourceBytes(file: path), named: path)
    let all = try reader.rest()
    #expect(all.map(\.place) == [[1, 2, 8, 5], [2, 3, 13, 5]])
    var second = try CSVReader(
      SourceBytes(file: path), named: path, at: SourceCheckpoint(offset: 13, number: 1, line: 2))
    #expect(try second.rest().map(\.texts) == [["2", "/b"]])
  }

  @Test(arguments: [gzip, zstd])
  func `a stream can be read at any place`(content: [UInt8]) throws {
    let source = try SourceBytes(file: path(content))
    var piece = [UInt8](repeating: 0, count: 3)
    for offset in [15, 2, 9, 0, 16, 4] {
      let count = try piece.withUnsafeMutableBytes { try source.read(at: offset, into: $0) }
      #expect(Array(piece[..<count]) == Array(bytes(Self.plain).dropFirst(offset).prefix(count)))
    }
    #expect(try piece.withUnsafeMutableBytes { try source.read(at: 18, into: $0) } == 0)
  }

  @Test func `a bomb ends at the limit of one record`() throws {
    // 256 blocks that each repeat one byte 128 KB: 32 MB from 1 KB.
    var bomb: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
    for block in 0..<256 {
      let header = (block == 255 ? 1 : 0) | 1 << 1 | (128 << 10) << 3
      bomb += [UInt8(header & 0xFF), UInt8(header >> 8 & 0xFF), UInt8(header >> 16), 0x41]
    }
    var reader = try NDJSONReader(SourceBytes(file: path(bomb)), named: "a")
    let records = try reader.rest()
    #expect(records.map(\.place) == [[1, 1, 0, 32 << 20]])
    #expect(
      records[0].problem?.message
        == "the record takes more than 16777216 bytes, the limit of one record")
  }
}

/// The decompressed bytes of a file, read in small pieces.
private enum FileText {
  static func read(_ path: String) throws -> [UInt8] {
    let source = try SourceBytes(file: path)
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 5)
    while true {
      let count = try piece.withUnsafeMutableBytes {
        try source.read(at: content.count, into: $0)
      }
      if count == 0 { return content }
      content += piece[..<count]
    }
  }
}

/// Bytes written as hexadecimal digits.
private func octets(hexadecimal text: String) -> [UInt8] {
  let digits = Array(text.utf8)
  return stride(from: 0, to: digits.count, by: 2).map {
    (Hexadecimal.value(of: digits[$0]) ?? 0) << 4 | (Hexadecimal.value(of: digits[$0 + 1]) ?? 0)
  }
}
