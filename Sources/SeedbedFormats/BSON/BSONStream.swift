package import SeedbedCore

extension Diagnostic.Code {
  /// A length that no document has; where the next one begins cannot be known.
  package static let bsonLength = Self("bson.length", .invalidFile)
  /// A file that ends inside a document.
  package static let bsonTorn = Self("bson.torn", .invalidFile)
}

/// Finds the documents of a file by their lengths.
struct BSONStream {
  /// 16 MiB, what MongoDB keeps, and 16 KiB that its own tools add.
  static let mostOfDocument = 16 << 20 + 16 << 10

  let name: String
  private(set) var window: ByteWindow
  private var scanner: BSONScanner

  init(_ source: SourceBytes, named name: String, at offset: Int, limits: JSONLimits) {
    self.name = name
    window = ByteWindow(source, at: offset)
    scanner = BSONScanner(limits: limits)
  }

  var offset: Int { window.offset }

  /// The four bytes that come next, as a signed integer; nil at the end of the source.
  mutating func peekInt32() throws(Diagnostic) -> Int32? {
    guard try window.holds(4) else {
      if window.unread.isEmpty { return nil }
      throw torn("after \(window.unread.count) of the 4 bytes of a length")
    }
    return window.withUnread { $0.int32(at: 0) }
  }

  /// How many bytes the document takes that comes next, all of which are then in memory; nil at the end.
  mutating func documentLength() throws(Diagnostic) -> Int? {
    guard let length = try peekInt32().map(Int.init) else { return nil }
    guard (5...Self.mostOfDocument).contains(length) else {
      throw Diagnostic(
        .bsonLength,
        "\(name): the document at byte \(offset) would have \(length) bytes; "
          + "a document has 5 to \(Self.mostOfDocument)",
        help: "the file is damaged from there on, or is no BSON")
    }
    guard try window.holds(length) else {
      throw torn("after \(window.unread.count) of the \(length) bytes of a document")
    }
    return length
  }

  /// Reads the document of `length` bytes that comes next into `record`, or says what is wrong with it.
  mutating func read(_ length: Int, into record: inout SourceRecord) {
    record.line = 0
    record.offset = offset
    record.length = length
    record.json = nil
    record.problem = nil
    record.fields.removeAll()
    do throws(BSONFault) {
      record.json = try window.withUnread { (bytes) throws(BSONFault) in
        try scanner.document(in: bytes.extracting(first: length))
      }
    } catch {
      record.problem = RecordProblem(
        code: error.code, message: "\(error.message), at byte \(record.offset + error.offset)")
    }
    window.consume(length)
  }

  mutating func take(_ count: Int) {
    window.consume(count)
  }

  /// The error of a source that ends too early.
  func torn(_ place: String) -> Diagnostic {
    Diagnostic(
      .bsonTorn, "\(name): the file ends \(place), which begins at byte \(offset)",
      help: "the file was not copied or written to its end; get it again")
  }
}
