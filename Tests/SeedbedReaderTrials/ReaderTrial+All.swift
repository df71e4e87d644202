import SeedbedCore
import SeedbedFormats

extension ReaderTrial {
  /// Every reader, some in several settings; with limits small enough for small sources to reach them.
  package static let all: [ReaderTrial] = [
    ReaderTrial("csv") {
      try CSVReader($0, named: "a", dialect: CSVDialect(recordLimit: 200), at: $2, capacity: $1)
    },
    ReaderTrial("csv-loose") {
      let dialect = CSVDialect(
        delimiter: UInt8(ascii: ";"), keepsInnerQuotes: true, recordLimit: 200,
        encoding: .windows1252, duplicates: .list)
      return try CSVReader($0, named: "a", dialect: dialect, at: $2, capacity: $1)
    },
    ReaderTrial("csv-utf16", countsSourceBytes: false) { source, capacity, checkpoint in
      let text = ByteSource.stream(
        StreamedBytes { () throws(Diagnostic) in try UTF16Stream(source, .utf16, named: "a") })
      return try CSVReader(
        text, named: "a", dialect: CSVDialect(recordLimit: 200), at: checkpoint, capacity: capacity)
    },
    ReaderTrial("tsv") {
      try CSVReader($0, named: "a", dialect: .tsv, at: $2, capacity: $1)
    },
    ReaderTrial("ndjson") {
      try NDJSONReader($0, named: "a", at: $2, recordLimit: 200, capacity: $1)
    },
    json("json", pointer: ""),
    json("json-pointer", pointer: "/items"),
    json("json-nested", pointer: "/2/a"),
    json("js_assigned", pointer: "", isAssigned: true),
    ReaderTrial("extjson") {
      ExtendedJSONReader(try NDJSONReader($0, named: "a", at: $2, recordLimit: 200, capacity: $1))
    },
    ReaderTrial("bson") { BSONReader($0, named: "a", at: $2, capacity: $1) },
    ReaderTrial("mongodump") {
      try MongodumpReader($0, named: "a", namespace: "s.o", at: $2, capacity: $1)
    },
    yaml("yaml", pointer: ""),
    yaml("yaml-pointer", pointer: "/items"),
    ReaderTrial("ofx") {
      try OFXReader($0, named: "a", at: $2, recordLimit: 300, capacity: $1)
    },
    ReaderTrial("combined_log") {
      try LogReader($0, named: "a", grammar: CombinedLog(), at: $2, capacity: $1)
    },
    w3c("w3c_log", .w3c),
    w3c("cloudfront", .cloudFront),
    syslog("syslog-3164", Syslog(.rfc3164(year: 2025, rollsOver: true))),
    syslog("syslog-5424", Syslog(.rfc5424)),
    ReaderTrial("columns") {
      try LogReader(columns: SourceBytes($0), named: "a", names: nil, comment: "#", at: $2)
    },
  ]

  private static func json(
    _ name: String, pointer: String, isAssigned: Bool = false
  ) -> ReaderTrial {
    ReaderTrial(name) {
      try JSONArrayReader(
        $0, named: "a", pointer: pointer, isAssigned: isAssigned, at: $2, recordLimit: 200,
        capacity: $1)
    }
  }

  private static func yaml(_ name: String, pointer: String) -> ReaderTrial {
    ReaderTrial(name) {
      try YAMLRecordReader(SourceBytes($0), named: "a", pointer: pointer, at: $2)
    }
  }

  private static func w3c(_ name: String, _ dialect: W3CLog.Dialect) -> ReaderTrial {
    ReaderTrial(name) {
      try LogReader(w3c: SourceBytes($0), named: "a", dialect: dialect, at: $2)
    }
  }

  private static func syslog(_ name: String, _ grammar: Syslog) -> ReaderTrial {
    ReaderTrial(name) { try LogReader($0, named: "a", grammar: grammar, at: $2, capacity: $1) }
  }
}
