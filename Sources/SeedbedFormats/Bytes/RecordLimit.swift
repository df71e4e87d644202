package import SeedbedCore

extension Diagnostic.Code {
  /// One record takes more bytes than the limit, and where it ends cannot be known.
  package static let recordTooLong = Self("record.too-long", .invalidFile)
  /// The source is UTF-16 or UTF-32; records are read as UTF-8.
  package static let sourceEncoding = Self("source.encoding", .invalidFile)
}

/// How large one record may be.
enum RecordLimit {
  /// In bytes.
  static let standard = 16 << 20
  /// How many fields a record of flat fields may have.
  static let fields = 100_000
  /// How many values a record of lists and objects may hold.
  static let values = 200_000

  static func message(_ limit: Int) -> String {
    "takes more than \(limit) bytes, the limit of one record"
  }
}
