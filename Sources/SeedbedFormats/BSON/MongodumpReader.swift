package import SeedbedCore

extension Diagnostic.Code {
  /// A file that is no archive of `mongodump`.
  package static let mongodumpArchive = Self("mongodump.archive", .invalidFile)
  /// A collection that is not in the archive.
  package static let mongodumpNamespace = Self("mongodump.namespace", .invalidFile)
  /// Documents that do not have the checksum the archive says.
  package static let mongodumpChecksum = Self("mongodump.checksum", .invalidFile)
}

/// Reads the documents of one collection from an archive that `mongodump --archive` wrote.
///
/// An archive holds all collections in turns, a block of each. Blocks of other collections are passed over;
/// at the end of the collection its checksum is compared. Since a place in the archive does not say whose block it
/// is in, reading goes on at a checkpoint by passing over what came before.
package struct MongodumpReader: RecordReader {
  private static let magic: UInt32 = 0x8199_E26D
  private static let terminator: Int32 = -1

  package private(set) var checkpoint = SourceCheckpoint.start
  private let namespace: String
  private var stream: BSONStream
  private var checksum = CRC64()
  /// Whether the place is inside a block, and whether that is one of the collection.
  private var block: (isOpen: Bool, isWanted: Bool) = (false, false)
  private var isFinished = false

  /// Reads a source that was opened before; `name` is what messages call it.
  ///
  /// `namespace`: the database and the collection, such as `shop.orders`.
  ///
  /// - Throws: `mongodump.archive`, `mongodump.namespace`, `bson.torn`, `bson.length`.
  package init(
    _ source: SourceBytes, named name: String, namespace: String,
    at checkpoint: SourceCheckpoint = .start, limits: JSONLimits = .record
  ) throws {
    self.namespace = namespace
    stream = BSONStream(source, named: name, at: 0, limits: limits)
    try readPrelude()
    while self.checkpoint.number < checkpoint.number, let length = try nextDocument() {
      take(length)
    }
  }

  package var fieldNames: [String] { [] }

  package mutating func next(into record: inout SourceRecord) throws -> Bool {
    guard let length = try nextDocument() else { return false }
    record.number = checkpoint.number + 1
    stream.window.withUnread { checksum.add($0.extracting(first: length)) }
    stream.read(length, into: &record)
    checkpoint.number = record.number
    checkpoint.offset = stream.offset
    return true
  }

  private mutating func take(_ length: Int) {
    stream.window.withUnread { checksum.add($0.extracting(first: length)) }
    stream.take(length)
    checkpoint.number += 1
    checkpoint.offset = stream.offset
  }

  /// The header and a document for each collection.
  private mutating func readPrelude() throws {
    let magic = try? stream.peekInt32()
    guard magic == Int32(bitPattern: Self.magic) else {
      throw Diagnostic(
        .mongodumpArchive, "\(stream.name): is no archive of mongodump",
        help:
          "an archive is made with 'mongodump --archive=FILE'; its .bson files are 'format: bson'")
    }
    stream.take(4)
    _ = try document("the header")
    var names: [String] = []
    while try !atTerminator("the list of collections") {
      let collection = try document("the list of collections")
      names.append(Self.namespace(of: collection))
    }
    guard names.contains(namespace) else {
      throw Diagnostic(
        .mongodumpNamespace,
        "\(stream.name): holds no \(namespace)\(Suggestion.phrase(for: namespace, among: names))",
        help: names.isEmpty ? "it holds no collection" : "it holds \(names.joined(separator: ", "))"
      )
    }
  }

  /// Goes to the next document of the collection.
  ///
  /// - Returns: its length; nil at the end of the collection.
  private mutating func nextDocument() throws -> Int? {
    while !isFinished {
      guard block.isOpen else {
        try enterBlock()
        continue
      }
      if try atTerminator("a block") {
        block.isOpen = false
      } else {
        guard let length = try stream.documentLength() else { throw stream.torn("in a block") }
        if block.isWanted { return length }
        stream.take(length)
      }
    }
    return nil
  }

  /// Reads what stands in front of a block; the last one of a collection has its checksum.
  private mutating func enterBlock() throws {
    guard try stream.peekInt32() != nil else {
      throw stream.torn("before the end of \(namespace)")
    }
    let header = try document("the begin of a block")
    block = (true, Self.namespace(of: header) == namespace)
    guard block.isWanted, header["EOF"] == .bool(true) else { return }
    isFinished = true
    guard case .number(let stated)? = header["CRC"],
      stated.integer.map({ UInt64(bitPattern: $0) }) == checksum.value
    else {
      throw Diagnostic(
        .mongodumpChecksum,
        "\(stream.name): the documents of \(namespace) do not have the checksum that stands "
          + "before byte \(stream.offset)",
        help: "the archive is damaged; make it again")
    }
  }

  /// Whether the mark that ends a list comes next; takes it.
  private mutating func atTerminator(_ place: String) throws -> Bool {
    guard let number = try stream.peekInt32() else { throw stream.torn("in \(place)") }
    guard number == Self.terminator else { return false }
    stream.take(4)
    return true
  }

  private mutating func document(_ place: String) throws -> JSONValue {
    guard let length = try stream.documentLength() else { throw stream.torn("in \(place)") }
    var record = SourceRecord()
    stream.read(length, into: &record)
    guard let document = record.json else {
      throw Diagnostic(
        .mongodumpArchive, "\(stream.name): \(place) is not sound",
        help: "the archive is damaged; make it again", cause: record.problem?.message)
    }
    return document
  }

  private static func namespace(of document: JSONValue) -> String {
    "\(document["db"]?.string ?? "").\(document["collection"]?.string ?? "")"
  }
}
