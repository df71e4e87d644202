/// What a file is by the bytes it begins with, of what no reader of text takes.
package enum FileContent: Sendable, Hashable {
  case archive(isWorkbook: Bool)
  case bzip2
  case xz
  case sevenZip
  case lz4
  case parquet
  case avro
  case orc
  case sqlite
  case pdf
  case oldWorkbook
  case postgresDump

  /// nil for what is not known; `head` is the first bytes, of which some hundreds are enough.
  package init?(of head: [UInt8]) {
    func begins(_ start: [UInt8]) -> Bool { head.starts(with: start) }
    func begins(_ start: String) -> Bool { head.starts(with: start.utf8) }
    if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) {
      let text = String(decoding: head, as: UTF8.self)
      self = .archive(isWorkbook: text.contains("xl/") || text.contains("[Content_Types].xml"))
    } else if begins("BZh"), head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) {
      self = .bzip2
    } else if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
      self = .xz
    } else if begins([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) {
      self = .sevenZip
    } else if begins([0x04, 0x22, 0x4D, 0x18]) {
      self = .lz4
    } else if begins("PAR1") {
      self = .parquet
    } else if begins("Obj\u{1}") {
      self = .avro
    } else if begins("ORC") && head.prefix(16).contains(where: { $0 < 0x09 }) {
      self = .orc
    } else if begins("SQLite format 3\0") {
      self = .sqlite
    } else if begins("%PDF-") {
      self = .pdf
    } else if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = .oldWorkbook
    } else if begins("PGDMP") {
      self = .postgresDump
    } else {
      return nil
    }
  }

  /// Such as `a ZIP (XLSX) file`.
  package var title: String {
    switch self {
    case .archive(isWorkbook: true): "a ZIP (XLSX) file"
    case .archive(isWorkbook: false): "a ZIP file"
    case .bzip2: "compressed by bzip2"
    case .xz: "compressed by xz"
    case .sevenZip: "a 7z archive"
    case .lz4: "compressed by lz4"
    case .parquet: "a Parquet file"
    case .avro: "an Avro file"
    case .orc: "an ORC file"
    case .sqlite: "an SQLite database"
    case .pdf: "a PDF document"
    case .oldWorkbook: "an old Excel (XLS) or other Office file"
    case .postgresDump: "an archive of pg_dump"
    }
  }

  /// What to do with it.
  package var advice: String {
    switch self {
    case .archive(isWorkbook: true), .oldWorkbook: "Export it as CSV."
    case .archive(isWorkbook: false), .sevenZip: "Unpack it."
    case .bzip2, .xz, .lz4: "Decompress it; gzip and zstd are read as they are."
    case .parquet, .avro, .orc: "Export it as CSV or NDJSON."
    case .sqlite: "Write 'format: sqlite' and 'table: NAME'."
    case .pdf: "Get the records in a format made for them, such as CSV."
    case .postgresDump: "Restore it into a database, and write 'format: postgres'."
    }
  }
}
