/// The formats a backfill reads.
package enum SourceFormat: String, Sendable, CaseIterable {
  case csv
  case tsv
  case ndjson
  case json
  case jsAssigned = "js_assigned"
  case extendedJSON = "extjson"
  case bson
  case mongodump
  case combinedLog = "combined_log"
  case w3cLog = "w3c_log"
  case cloudFront = "cloudfront"
  case syslog
  case columns
  case yaml
  case ofx
  case sqlite
  case postgres

  /// Whether its records are trees, without fields that a header names.
  var hasTrees: Bool {
    switch self {
    case .csv, .tsv, .combinedLog, .w3cLog, .cloudFront, .syslog, .columns: false
    case .ndjson, .json, .jsAssigned, .extendedJSON, .bson, .mongodump, .yaml, .ofx, .sqlite,
      .postgres:
      true
    }
  }

  /// Whether it says of each value if it is a string, so that a string is no number.
  var tellsStrings: Bool {
    switch self {
    case .ndjson, .json, .jsAssigned, .extendedJSON, .bson, .mongodump: true
    case .csv, .tsv, .combinedLog, .w3cLog, .cloudFront, .syslog, .columns, .yaml, .ofx, .sqlite,
      .postgres:
      false
    }
  }

  /// Whether its text may be in another encoding than UTF-8.
  var takesEncoding: Bool {
    switch self {
    case .csv, .tsv, .combinedLog, .w3cLog, .cloudFront, .syslog, .columns, .ofx: true
    case .ndjson, .json, .jsAssigned, .extendedJSON, .bson, .mongodump, .yaml, .sqlite, .postgres:
      false
    }
  }

  /// Whether a pointer may lead to the list of its records.
  var takesPointer: Bool {
    switch self {
    case .json, .jsAssigned, .extendedJSON, .yaml: true
    case .csv, .tsv, .ndjson, .bson, .mongodump, .combinedLog, .w3cLog, .cloudFront, .syslog,
      .columns, .ofx, .sqlite, .postgres:
      false
    }
  }

  /// Whether a record ends with its line, where no pointer leads into a tree.
  var hasLines: Bool {
    switch self {
    case .csv, .tsv, .ndjson, .extendedJSON, .combinedLog, .w3cLog, .cloudFront, .syslog,
      .columns, .sqlite, .postgres:
      true
    case .json, .jsAssigned, .bson, .mongodump, .yaml, .ofx: false
    }
  }

  /// Whether lines are only ever added to it.
  var isLog: Bool {
    switch self {
    case .combinedLog, .w3cLog, .cloudFront, .syslog: true
    case .csv, .tsv, .ndjson, .json, .jsAssigned, .extendedJSON, .bson, .mongodump, .columns,
      .yaml, .ofx, .sqlite, .postgres:
      false
    }
  }

  /// Whether its files are no text.
  var isBinary: Bool { self == .bson || self == .mongodump }

  /// Whether its records are the rows of a query.
  var isQueried: Bool { self == .sqlite || self == .postgres }
}
