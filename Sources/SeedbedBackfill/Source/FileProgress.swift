import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// How far one file has been consumed: the row that commits with every batch.
struct FileProgress: Sendable {
  let backfill: String
  /// The name its content was read by first.
  let file: String
  let mapping: Checksum
  /// What the file was called when it was last read; empty when another has its name now.
  var nameNow: String
  var checkpoint = SourceCheckpoint.start
  /// SHA-256 of the bytes consumed.
  var prefix = Checksum.Stream().checksum
  var counts = BackfillCounts()
  /// Of the columns that checks sum, over the records kept.
  var sums: [String: ExactDecimal] = [:]
  /// SHA-256 of the first bytes, where so many were consumed.
  var head: Checksum?

  init(of file: SourceFile, in backfill: String, mapping: Checksum) {
    (self.backfill, self.file, self.mapping) = (backfill, file.name, mapping)
    nameNow = file.nameNow
  }

  private init(_ row: BackfillFiles.File) throws {
    (backfill, file, mapping) = (row.backfill, row.name, row.mapping)
    (nameNow, prefix, head, counts) = (row.nameNow, row.prefix, row.head, row.counts)
    checkpoint = SourceCheckpoint(offset: row.offset, number: row.record, line: row.line)
    sums = try Self.sums(from: row.sums)
  }

  private var row: BackfillFiles.File {
    var row = BackfillFiles.File(
      of: backfill, name: file, mapping: mapping, nameNow: nameNow, prefix: prefix)
    (row.offset, row.record, row.line) = (checkpoint.offset, checkpoint.number, checkpoint.line)
    (row.head, row.counts, row.sums) = (head, counts, sumsText)
    return row
  }

  /// What was read of every file of a backfill, by the files' first names.
  static func all(
    of backfill: String, from session: any StoreSession
  ) throws -> [FileProgress] {
    try BackfillFiles.all(of: backfill, in: session).map(FileProgress.init(_:))
  }

  /// The progress the database has of a file, or nil when it was never begun.
  static func read(
    of file: String, in backfill: String, from session: any StoreSession
  ) throws -> FileProgress? {
    try BackfillFiles.named(file, of: backfill, in: session).map(FileProgress.init(_:))
  }

  /// The progress of every file of every backfill, in alphabetical order.
  static func all(in session: any StoreSession) throws -> [FileProgress] {
    try BackfillFiles.all(in: session).map(FileProgress.init(_:))
  }

  func write(in session: any StoreSession) throws {
    try BackfillFiles.write(row, in: session)
  }

  /// Says what the file is called now; whichever had the name before has none.
  func writeName(in session: any StoreSession) throws {
    try BackfillFiles.writeName(of: row, in: session)
  }

  private var sumsText: String {
    let members = sums.map { ($0.key, JSONValue.string($0.value.description)) }
    return JSONWriter.text(.object(JSONObject(members)), pretty: false)
  }

  private static func sums(from text: String) throws -> [String: ExactDecimal] {
    guard let members = try KeptJSON.value(of: text, in: "sums").object?.members else {
      throw Diagnostic.unreadable(text, in: "sums")
    }
    return try Dictionary(
      members.map { member in
        guard let sum = member.value.string.flatMap({ ExactDecimal($0) }) else {
          throw Diagnostic.unreadable(text, in: "sums")
        }
        return (member.name, sum)
      }, uniquingKeysWith: { $1 })
  }
}

/// JSON that one of our own tables holds.
enum KeptJSON {
  /// - Throws: `store.bookkeeping` for what is no JSON.
  static func value(of text: String, in column: String) throws -> JSONValue {
    do {
      return try JSONReader.read(bytes: Array(text.utf8), named: column)
    } catch {
      throw Diagnostic.unreadable(text, in: column)
    }
  }

  /// The names of a list.
  static func names(in text: String, of column: String) throws -> [String] {
    guard let names = try value(of: text, in: column).elements?.map(\.string),
      names.allSatisfy({ $0 != nil })
    else { throw Diagnostic.unreadable(text, in: column) }
    return names.compactMap(\.self)
  }
}
