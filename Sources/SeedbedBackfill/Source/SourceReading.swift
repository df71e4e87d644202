import SeedbedCore
import SeedbedFormats

/// Opens the reader a source asks for.
enum SourceReading {
  /// - Throws: `Diagnostic` when the file cannot be opened, or does not begin as its format does.
  static func reader(
    of file: SourceFile, as source: BackfillSpecification.Source,
    at checkpoint: SourceCheckpoint = .start
  ) throws -> any RecordReader {
    if !source.each.isEmpty {
      let containers = try plain(of: file, as: source, at: .start)
      return try ElementReader(of: containers, lists: source.each, at: checkpoint)
    }
    let plain = try plain(of: file, as: source, at: checkpoint)
    guard let sessions = source.sessions else { return plain }
    return try SessionReader(joining: plain, by: sessions)
  }

  private static func plain(
    of file: SourceFile, as source: BackfillSpecification.Source, at checkpoint: SourceCheckpoint
  ) throws -> any RecordReader {
    let bytes = try bytes(of: file, as: source)
    if checkpoint == .start { try refuseForeign(bytes, of: file, as: source) }
    return
      switch source.format
    {
    case .csv, .tsv:
      try CSVReader(bytes, named: file.path, dialect: source.dialect, at: checkpoint)
    case .ndjson, .sqlite, .postgres:
      try NDJSONReader(bytes, named: file.path, at: checkpoint)
    case .json, .jsAssigned:
      try JSONArrayReader(
        bytes, named: file.path, pointer: source.pointer ?? "",
        isAssigned: source.format == .jsAssigned, at: checkpoint)
    case .extendedJSON: try extendedJSON(bytes, of: file, at: source.pointer, checkpoint)
    case .bson: BSONReader(bytes, named: file.path, at: checkpoint)
    case .mongodump:
      try MongodumpReader(
        bytes, named: file.path, namespace: source.namespace, at: checkpoint)
    case .combinedLog:
      try LogReader(
        bytes, named: file.path, grammar: source.log, encoding: source.encoding, at: checkpoint)
    case .w3cLog, .cloudFront:
      try LogReader(
        w3c: bytes, named: file.path, dialect: source.format == .w3cLog ? .w3c : .cloudFront,
        encoding: source.encoding, at: checkpoint)
    case .syslog:
      try LogReader(
        bytes, named: file.path, grammar: Syslog(source.syslog), encoding: source.encoding,
        at: checkpoint)
    case .columns: try columns(bytes, of: file, as: source, at: checkpoint)
    case .yaml:
      try YAMLRecordReader(
        bytes, named: file.path, pointer: source.pointer ?? "", at: checkpoint)
    case .ofx:
      try OFXReader(
        bytes, named: file.path,
        encoding: source.isEncodingDeclared ? source.encoding : nil, at: checkpoint)
    }
  }

  private static func columns(
    _ bytes: SourceBytes, of file: SourceFile, as source: BackfillSpecification.Source,
    at checkpoint: SourceCheckpoint
  ) throws -> any RecordReader {
    try LogReader(
      bytes, named: file.path,
      columns: Columns(
        names: source.columns.names, lastTakesRest: source.columns.lastTakesRest,
        comment: source.columns.comment), encoding: source.encoding, at: checkpoint)
  }

  /// - Throws: `source.content` for what no reader of text takes, such as a ZIP file.
  private static func refuseForeign(
    _ bytes: SourceBytes, of file: SourceFile, as source: BackfillSpecification.Source
  ) throws {
    // What cannot be read is said by the reader, which keeps what comes before.
    guard !source.format.isQueried, !source.format.isBinary, let head = try? bytes.head(512),
      let content = FileContent(of: head)
    else { return }
    throw Diagnostic(
      .sourceContent, "\(file.path): the file is \(content.title)", help: content.advice)
  }

  /// Whether a file has no byte, once it is decompressed; rows of a query and pipes are read to know.
  static func isEmpty(_ file: SourceFile, as source: BackfillSpecification.Source) -> Bool {
    guard file.spool == nil, !source.format.isQueried else { return false }
    return (try? bytes(of: file, as: source).head(1).isEmpty) ?? false
  }

  /// A document a line, or the elements of the array that a pointer leads to.
  private static func extendedJSON(
    _ bytes: SourceBytes, of file: SourceFile, at pointer: String?, _ checkpoint: SourceCheckpoint
  ) throws -> any RecordReader {
    guard let pointer else {
      return ExtendedJSONReader(try NDJSONReader(bytes, named: file.path, at: checkpoint))
    }
    return ExtendedJSONReader(
      try JSONArrayReader(bytes, named: file.path, pointer: pointer, at: checkpoint))
  }

  /// The bytes that the reader, the digest and the rejects of a file count.
  static func bytes(
    of file: SourceFile, as source: BackfillSpecification.Source
  ) throws -> SourceBytes {
    try SourceBytes(file: file.spool?.path() ?? file.path, encoding: source.encoding)
  }
}

extension Diagnostic.Code {
  /// A file of another kind than its format.
  static let sourceContent = Self("source.content", .invalidFile)
}

extension SourceBytes {
  /// The first bytes, fewer at the end.
  func head(_ count: Int) throws -> [UInt8] {
    var content = [UInt8](repeating: 0, count: count)
    var length = 0
    try content.withUnsafeMutableBytes { buffer in
      while length < buffer.count {
        let more = try read(
          at: length, into: UnsafeMutableRawBufferPointer(rebasing: buffer[length...]))
        if more == 0 { break }
        length += more
      }
    }
    return Array(content[..<length])
  }
}
