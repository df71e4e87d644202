import SeedbedCore
import SeedbedFormats

extension ReaderTrial {
  /// Every reader, some in several settings; with limits small enough for small sources to reach them.
  package static let all: [ReaderTrial] = [
    ReaderTrial("csv", recordLimit: 200) { try CSVReader($0, named: "a", at: $1) },
    ReaderTrial("csv-loose", recordLimit: 200) {
      let dialect = CSVDialect(
        delimiter: UInt8(ascii: ";"), keepsInnerQuotes: true, encoding: .windows1252,
        duplicates: .list)
      return try CSVReader($0, named: "a", dialect: dialect, at: $1)
    },
    ReaderTrial("csv-utf16", countsSourceBytes: false, recordLimit: 200) { source, checkpoint in
      var text = SourceBytes { () throws(Diagnostic) in
        try UTF16Stream(source, .utf16, named: "a")
      }
      (text.window, text.recordLimit) = (source.window, source.recordLimit)
      return try CSVReader(text, named: "a", at: checkpoint)
    },
    ReaderTrial("tsv") { try CSVReader($0, named: "a", dialect: .tsv, at: $1) },
    ReaderTrial("ndjson", recordLimit: 200) { try NDJSONReader($0, named: "a", at: $1) },
    json("json", pointer: ""),
    json("json-pointer", pointer: "/items"),
    json("json-nested", pointer: "/2/a"),
    json("js_assigned", pointer: "", isAssigned: true),
    ReaderTrial("extjson", recordLimit: 200) {
      ExtendedJSONReader(try NDJSONReader($0, named: "a", at: $1))
    },
    ReaderTrial("bson") { BSONReader($0, named: "a", at: $1) },
    ReaderTrial("mongodump") {
      try MongodumpReader($0, named: "a", namespace: "s.o", at: $1)
    },
    yaml("yaml", pointer: ""),
    yaml("yaml-pointer", pointer: "/items"),
    ReaderTrial("ofx", recordLimit: 300) { try OFXReader($0, named: "a", at: $1) },
    ReaderTrial("combined_log") {
      try LogReader($0, named: "a", grammar: CombinedLog(), at: $1)
    },
    w3c("w3c_log", .w3c),
    w3c("cloudfront", .cloudFront),
    syslog("syslog-3164", Syslog(.rfc3164(year: 2025, rollsOver: true))),
    syslog("syslog-5424", Syslog(.rfc5424)),
    ReaderTrial("columns") {
      try LogReader(
        $0, named: "a", columns: Columns(names: nil, comment: "#"), at: $1)
    },
  ]

  private static func json(
    _ name: String, pointer: String, isAssigned: Bool = false
  ) -> ReaderTrial {
    ReaderTrial(name, recordLimit: 200) {
      try JSONArrayReader($0, named: "a", pointer: pointer, isAssigned: isAssigned, at: $1)
    }
  }

  private static func yaml(_ name: String, pointer: String) -> ReaderTrial {
    ReaderTrial(name) { try YAMLRecordReader($0, named: "a", pointer: pointer, at: $1) }
  }

  private static func w3c(_ name: String, _ dialect: W3CLog.Dialect) -> ReaderTrial {
    ReaderTrial(name) { try LogReader(w3c: $0, named: "a", dialect: dialect, at: $1) }
  }

  private static func syslog(_ name: String, _ grammar: Syslog) -> ReaderTrial {
    ReaderTrial(name) { try LogReader($0, named: "a", grammar: grammar, at: $1) }
  }
}
