import SeedbedCore
import Testing

@testable import SeedbedFormats

struct MongodumpReaderTests {
  private static let terminator: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]

  private static func order(_ number: Int) -> [UInt8] { BSON.document(BSON.int("n", number)) }

  private static func block(_ collection: String, _ documents: [UInt8]...) -> [UInt8] {
    header(collection, isEnd: false, 0) + documents.joined() + terminator
  }

  private static func end(_ collection: String, _ documents: [UInt8]...) -> [UInt8] {
    var checksum = CRC64()
    for document in documents { checksum.add(document.span.bytes) }
    return header(collection, isEnd: true, Int64(bitPattern: checksum.value)) + terminator
  }

  private static func header(_ collection: String, isEnd: Bool, _ checksum: Int64) -> [UInt8] {
    BSON.document(
      BSON.string("db", "shop"), BSON.string("collection", collection), BSON.bool("EOF", isEnd),
      BSON.int64("CRC", checksum))
  }

  private static let prelude: [UInt8] =
    [0x6D, 0xE2, 0x99, 0x81]
    + BSON.document(BSON.int("concurrent_collections", 4), BSON.string("version", "0.1"))
    + ["orders", "users"].flatMap { name in
      BSON.document(
        BSON.string("db", "shop"), BSON.string("collection", name), BSON.string("metadata", "{}"),
        BSON.int("size", 0), BSON.string("type", "collection"))
    } + terminator

  /// Two collections in turns.
  private static let archive =
    prelude + block("orders", order(1), order(2)) + block("users", BSON.document())
    + block("orders", order(3)) + end("users", BSON.document())
    + end("orders", order(1), order(2), order(3))

  private func reader(
    _ content: [UInt8], _ namespace: String = "shop.orders",
    at checkpoint: SourceCheckpoint = .start
  ) throws -> MongodumpReader {
    try MongodumpReader(
      .memory(content, window: 16), named: "a.archive", namespace: namespace, at: checkpoint)
  }

  @Test func `the documents of one collection are read out of all blocks`() throws {
    var orders = try reader(Self.archive)
    #expect(try orders.rest().map(\.text) == [#"{"n":1}"#, #"{"n":2}"#, #"{"n":3}"#])
    var users = try reader(Self.archive, "shop.users")
    #expect(try users.rest().map(\.text) == ["{}"])
  }

  @Test func `the checksum is that of ECMA-182`() {
    var checksum = CRC64()
    checksum.add(bytes("123456789").span.bytes)
    #expect(checksum.value == 0x995D_C9BB_DF19_39FA)
  }

  @Test func `a document with other bytes fails the checksum at the end`() throws {
    var changed = Self.archive
    let place = try #require(
      changed.indices.first { changed[$0...].starts(with: Self.order(2)) })
    changed[place + 7] = 9
    var reader = try reader(changed)
    let problem = #expect(throws: Diagnostic.self) { try reader.rest() }
    #expect(problem?.code == .mongodumpChecksum)
  }

  @Test func `a collection that is not there is an error that names those that are`() {
    let problem = #expect(throws: Diagnostic.self) { try reader(Self.archive, "shop.order") }
    #expect(
      problem?.message == "a.archive: holds no shop.order; did you mean 'shop.orders'?")
    #expect(problem?.help == "it holds shop.orders, shop.users")
  }

  @Test func `a file that is no archive is an error`() {
    let problem = #expect(throws: Diagnostic.self) { try reader(Self.order(1)) }
    #expect(problem?.message == "a.archive: is no archive of mongodump")
  }

  @Test func `an archive that ends before the collection does is an error`() throws {
    var reader = try reader(
      Self.prelude + Self.block("orders", Self.order(1)) + Self.end("users"))
    var record = SourceRecord()
    #expect(try reader.next(into: &record))
    let problem = #expect(throws: Diagnostic.self) { try reader.next(into: &record) }
    #expect(problem?.code == .bsonTorn)
  }

  @Test func `reading goes on at every record`() throws {
    try expectResumable { try reader(Self.archive, at: $0) }
  }

  @Test func `torn and changed archives are read or refused`() {
    expectBearsTearing(Self.archive) { try reader($0) }
    expectBearsChanges(Self.archive) { try reader($0) }
  }
}
