import SeedbedCore
import SeedbedFormats

extension BackfillDocument {
  /// What is read, as the file says it.
  mutating func source() -> BackfillSpecification.Source {
    let source = node["source"]
    let format = (source?["format"]?.scalar).flatMap(SourceFormat.init(rawValue:)) ?? .csv
    let files = files(of: format)
    if let pointer = source?["pointer"], !format.takesPointer {
      problems.add(
        pointer.diagnostic(.backfillSource, "\(format.rawValue) has no pointer; json and yaml have")
      )
    }
    if let dialect = source?["dialect"], format != .csv, format != .tsv {
      problems.add(
        dialect.diagnostic(.backfillSource, "\(format.rawValue) has no dialect; csv and tsv have"))
    }
    refuse("encoding", unless: format.takesEncoding, "text in another encoding", of: format)
    refuse("log", unless: format == .combinedLog, "variants", of: format)
    refuse("syslog", unless: format == .syslog, "years and RFCs", of: format)
    refuse("columns", unless: format == .columns, "columns", of: format)
    refuse("each", unless: format.hasTrees, "lists", of: format)
    refuse("namespace", unless: format == .mongodump, "namespaces", of: format)
    refuse("table", unless: format == .sqlite, "tables", of: format)
    refuse("query", unless: format.isQueried, "queries", of: format)
    refuse("order_by", unless: format.isQueried, "queries", of: format)
    refuse("url", unless: format == .postgres, "address", of: format)
    let encoding =
      (source?["encoding"]?.scalar).flatMap(TextEncoding.init(rawValue:)) ?? .utf8
    return BackfillSpecification.Source(
      format: format, files: files, pointer: source?["pointer"]?.scalar,
      namespace: namespace(of: format), each: (source?["each"]?.items ?? []).compactMap(\.scalar),
      dialect: dialect(from: source?["dialect"], of: format, in: encoding), encoding: encoding,
      isEncodingDeclared: source?["encoding"] != nil,
      log: log(from: source?["log"]), syslog: syslog(from: source?["syslog"], of: format),
      columns: columns(from: source?["columns"]), query: query(of: format),
      sessions: source?["sessions"].flatMap { sessions(from: $0) })
  }

  /// The files as they are listed; postgres has none.
  private mutating func files(of format: SourceFormat) -> [String] {
    let place = node["source"] ?? node
    let files = place["files"]?.items ?? []
    switch (files.isEmpty, format == .postgres) {
    case (true, false):
      problems.add(
        (place["files"] ?? place).diagnostic(.backfillSource, "'files' names no file"))
    case (false, true):
      problems.add(
        (place["files"] ?? place).diagnostic(
          .backfillSource, "postgres has no 'files'; it has a 'url' and a 'query'"))
    case (true, true), (false, false): break
    }
    for file in files {
      let path = file.scalar ?? ""
      if path.hasPrefix("/") || path.split(separator: "/").contains("..") {
        problems.add(
          file.diagnostic(
            .backfillSource, "'\(path)' leaves the folder of this file",
            help: "put the export beside it, or in a folder beside it"))
      }
    }
    return files.compactMap(\.scalar)
  }

  /// A key that only some formats have.
  private mutating func refuse(
    _ key: String, unless isTaken: Bool, _ what: String, of format: SourceFormat
  ) {
    guard !isTaken, let place = node["source"]?[key] else { return }
    problems.add(
      place.diagnostic(.backfillSource, "\(format.rawValue) has no \(what), so no '\(key)'"))
  }

  private mutating func dialect(
    from node: YAMLNode?, of format: SourceFormat, in encoding: TextEncoding
  ) -> CSVDialect {
    var dialect = format == .tsv ? CSVDialect.tsv : CSVDialect.csv
    dialect.encoding = encoding
    guard let node else { return dialect }
    if let delimiter = node["delimiter"] {
      let bytes = Array((delimiter.scalar ?? "").utf8)
      if bytes.count == 1 {
        dialect.delimiter = bytes[0]
      } else {
        problems.add(delimiter.diagnostic(.backfillSource, "a delimiter is one ASCII character"))
      }
    }
    if let quote = node["quote"] {
      let bytes = Array((quote.scalar ?? "").utf8)
      if quote.scalar == "none" {
        dialect.quote = nil
      } else if bytes.count == 1 {
        dialect.quote = bytes[0]
      } else {
        problems.add(quote.diagnostic(.backfillSource, "a quote is one ASCII character, or none"))
      }
    }
    dialect.duplicates =
      (node["duplicates"]?.scalar).flatMap(CSVDialect.Duplicates.init(rawValue:)) ?? .refused
    if let names = node["header"]?.items { dialect.header = .names(names.compactMap(\.scalar)) }
    return dialect
  }

  private mutating func sessions(from node: YAMLNode) -> BackfillSpecification.Sessions? {
    guard let format = node["time_format"].flatMap({ timeFormat(from: $0) }),
      let gap = node["gap"]?.duration
    else { return nil }
    if gap < .seconds(1), let place = node["gap"] {
      problems.add(place.diagnostic(.backfillSource, "'gap' is at least one second"))
    }
    return BackfillSpecification.Sessions(
      by: (node["by"]?.items ?? []).compactMap(\.scalar), time: node["time"]?.scalar ?? "",
      timeFormat: format, gap: gap.components.seconds)
  }
}
