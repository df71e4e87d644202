import SeedbedCore
import Testing

@testable import SeedbedFormats

struct BSONReaderTests {
  private func reader(
    _ content: [UInt8], at checkpoint: SourceCheckpoint = .start
  ) -> BSONReader {
    BSONReader(.memory(content, window: 16), named: "a.bson", at: checkpoint)
  }

  /// The value of the element `v` as JSON, or the problem.
  private func value(_ type: UInt8, _ value: [UInt8]) throws -> String {
    var reader = reader(BSON.document(BSON.element(type, "v", value)))
    let record = try #require(try reader.rest().first)
    return record.problem.map { "\($0.code): \($0.message)" }
      ?? record.json?["v"].map { JSONWriter.text($0, pretty: false) } ?? "nothing"
  }

  @Test func `every type has its value`() throws {
    #expect(try value(0x01, BSON.littleEndian((0.1).bitPattern)) == "0.1")
    #expect(try value(0x01, BSON.littleEndian(Double.nan.bitPattern)) == #""NaN""#)
    #expect(try value(0x02, BSON.int32(3) + bytes("é") + [0]) == #""é""#)
    #expect(try value(0x03, BSON.document(BSON.int("a", 1))) == #"{"a":1}"#)
    #expect(try value(0x04, BSON.document(BSON.int("0", 1), BSON.int("1", 2))) == "[1,2]")
    #expect(try value(0x05, BSON.int32(3) + [0, 1, 2, 3]) == #""AQID""#)
    #expect(try value(0x06, []) == "null")
    #expect(try value(0x07, Array(0..<12)) == #""000102030405060708090a0b""#)
    #expect(try value(0x08, [1]) == "true")
    #expect(
      try value(0x09, BSON.littleEndian(1_431_857_103_123)) == #""2015-05-17T10:05:03.123000Z""#)
    #expect(try value(0x0A, []) == "null")
    #expect(
      try value(0x0B, bytes("a.b") + [0] + bytes("i") + [0])
        == #"{"$regularExpression":{"options":"i","pattern":"a.b"}}"#)
    #expect(try value(0x0D, BSON.int32(2) + bytes("f") + [0]) == #""f""#)
    #expect(try value(0x10, BSON.int32(-7)) == "-7")
    #expect(
      try value(0x11, BSON.littleEndian(5 << 32 | 6)) == #"{"$timestamp":{"i":6,"t":5}}"#)
    #expect(try value(0x12, BSON.littleEndian(UInt64(1) << 63)) == "-9223372036854775808")
    #expect(try value(0xFF, []) == #"{"$minKey":1}"#)
    #expect(try value(0x7F, []) == #"{"$maxKey":1}"#)
    let code = BSON.int32(2) + bytes("f") + [0] + BSON.document(BSON.int("x", 1))
    #expect(
      try value(0x0F, BSON.int32(code.count + 4) + code) == #"{"$code":"f","$scope":{"x":1}}"#)
  }

  @Test(
    arguments: [
      (0x3040_0000_0000_0000, 0, "0"), (0x3040_0000_0000_0000, 1, "1"),
      (0xB03E_0000_0000_0000, 105, "-10.5"), (0x303C_0000_0000_0000, 1050, "10.50"),
      (0x3046_0000_0000_0000, 1, "1E+3"), (0x3032_0000_0000_0000, 1, "1E-7"),
      (0x3034_0000_0000_0000, 1, "0.000001"),
      (0x3041_ED09_BEAD_87C0, 0x378D_8E63_FFFF_FFFF, "9999999999999999999999999999999999"),
      (0x7C00_0000_0000_0000, 0, #""NaN""#), (0x7800_0000_0000_0000, 0, #""Infinity""#),
      (0xF800_0000_0000_0000, 0, #""-Infinity""#),
    ] as [(UInt64, UInt64, String)])
  func `decimals keep every digit`(high: UInt64, low: UInt64, text: String) throws {
    #expect(try value(0x13, BSON.littleEndian(low) + BSON.littleEndian(high)) == text)
  }

  @Test func `what is not sound is a problem with its byte, and the next document is read`() throws
  {
    let good = BSON.document(BSON.int("a", 1))
    let bad = BSON.document(BSON.element(0xAA, "a", []))
    var reader = reader(good + bad + good)
    let records = try reader.rest()
    #expect(records.map(\.text) == [#"{"a":1}"#, "bson.type", #"{"a":1}"#])
    #expect(records[1].problem?.message == "there is no type 0xAA, at byte 16")
    #expect(records.map(\.place) == [[1, 0, 0, 12], [2, 0, 12, 8], [3, 0, 20, 12]])
  }

  @Test func `a name that stands twice is a problem`() throws {
    var reader = reader(BSON.document(BSON.int("a", 1), BSON.int("a", 2)))
    #expect(try reader.rest().map(\.text) == ["bson.duplicate-key"])
  }

  @Test func `documents that nest beyond the limit are a problem`() throws {
    var document = BSON.document()
    for _ in 0..<600 { document = BSON.document(BSON.element(0x03, "a", document)) }
    var reader = reader(document)
    #expect(try reader.rest().map(\.text) == ["bson.too-deep"])
  }

  @Test(arguments: [0, 4, -1, 16_793_601])
  func `a length that no document has ends the reading with an error`(length: Int) throws {
    var reader = reader(BSON.document() + BSON.int32(length) + [0, 0, 0])
    var record = SourceRecord()
    #expect(try reader.next(into: &record))
    let problem = #expect(throws: Diagnostic.self) { try reader.next(into: &record) }
    #expect(
      problem?.message
        == "a.bson: the document at byte 5 would have \(length) bytes; a document has 5 to 16793600"
    )
    #expect(reader.checkpoint.offset == 5)
  }

  @Test func `a file torn inside a document is an error that says where`() throws {
    var reader = reader(BSON.document() + BSON.document(BSON.int("a", 1)).dropLast(2))
    var record = SourceRecord()
    _ = try reader.next(into: &record)
    let problem = #expect(throws: Diagnostic.self) { try reader.next(into: &record) }
    #expect(
      problem?.message
        == "a.bson: the file ends after 10 of the 12 bytes of a document, which begins at byte 5")
  }

  private static let documents =
    BSON.document(BSON.string("name", "ada"), BSON.int("n", 1))
    + BSON.document(BSON.element(0x03, "sub", BSON.document(BSON.element(0x0B, "r", [65, 0, 0]))))
    + BSON.document(BSON.element(0x04, "l", BSON.document(BSON.bool("0", true))))

  @Test func `reading goes on at every record`() throws {
    try expectResumable { reader(Self.documents, at: $0) }
  }

  @Test func `torn and changed files are read or refused`() {
    expectBearsTearing(Self.documents) { reader($0) }
    expectBearsChanges(Self.documents) { reader($0) }
  }
}

@Suite(.enabled(if: SharedData.isPresent, SharedData.missing))
struct BSONFileTests {
  /// What becomes of a file: each record's code or `sound`, and the code of the error that ended it.
  private func outcome(_ name: String) throws -> [String] {
    let source = try SourceBytes(file: SharedData.path("bson/\(name).bson"))
    var reader = BSONReader(source, named: name)
    var found: [String] = []
    var record = SourceRecord()
    do {
      while try reader.next(into: &record) { found.append(record.problem?.code ?? "sound") }
    } catch let problem as Diagnostic {
      found.append("\(problem.code.name) at \(reader.checkpoint.offset)")
    }
    return found
  }

  @Test(arguments: [
    ("sample", ["sound", "sound", "sound", "sound"]),
    ("bad_cstring", ["bson.length", "sound", "sound", "sound"]),
    ("bad_type", ["bson.type", "sound", "sound", "sound"]),
    ("invalid_field_name", ["sound", "sound", "sound", "sound", "bson.torn at 283"]),
    ("partial_file", ["sound", "sound", "bson.torn at 164"]),
    ("random_bytes", ["bson.length at 0"]),
    ("deep_nested", ["sound"]),
  ])
  func `files that are broken on purpose are refused where they are broken`(
    name: String, expected: [String]
  ) throws {
    #expect(try outcome(name) == expected)
  }

  @Test func `of all types, the array whose indexes are wrong is refused`() throws {
    let sound = try outcome("all_types")
    var broken = sound
    broken[11] = "bson.array-index"
    #expect(sound.allSatisfy { $0 == "sound" })
    #expect(sound.count == 20)
    #expect(try outcome("broken_array") == broken)
  }

  @Test func `the values of all types are the plain ones`() throws {
    let source = try SourceBytes(file: SharedData.path("bson/all_types.bson"))
    var reader = BSONReader(source, named: "all_types")
    let values = try reader.rest().map { record in
      "\(record.json?["type"]?.string ?? ""): "
        + (record.json?["ex"].map { JSONWriter.text($0, pretty: false) } ?? "nothing")
    }
    #expect(
      values.prefix(3) == [
        #"binary: "SSBhbSBjb29s""#, #"date: "2014-11-13T20:14:49.584000Z""#,
        #"timestamp: {"$timestamp":{"i":5,"t":5}}"#,
      ])
  }
}
