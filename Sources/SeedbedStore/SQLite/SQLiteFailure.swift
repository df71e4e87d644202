import GRDB
package import SeedbedCore

/// What SQLite's result codes mean to a person.
enum SQLiteFailure {
  static func opening(_ path: String, _ error: DatabaseError) -> Diagnostic {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_CORRUPT:
      diagnostic(for: error, in: path)
    case .SQLITE_NOTADB:
      Diagnostic(
        .storeOpen, "\(path) is not an SQLite database",
        help: "give the path of a database, or of a file that is not there yet")
    case .SQLITE_IOERR:
      Diagnostic(
        .storeOpen, "cannot open the database \(path)",
        help: "check the disk, and the rights of the file and its folder; then run again",
        cause: error.message)
    default:
      Diagnostic(
        .storeOpen, "cannot open or create the database \(path)",
        help: "check that the folder exists and can be written", cause: error.message)
    }
  }

  static func reading(_ path: String, _ error: DatabaseError) -> Diagnostic {
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_BUSY, .SQLITE_LOCKED: opening(path, error)
    case .SQLITE_READONLY where SQLiteReadAddress.hasJournal(path):
      stopped(path)
    case _ where SQLiteReadAddress.hasLog(path):
      Diagnostic(
        .storeOpen, "cannot read the database \(path), beside which changes wait in \(path)-wal",
        help: "copy both to a folder that can be written, and read them there", cause: error.message
      )
    case .SQLITE_CORRUPT: opening(path, error)
    default:
      Diagnostic(
        .storeOpen, "cannot read the database \(path)",
        help: "check that the file is there and may be read", cause: error.message)
    }
  }

  /// Of a file that has to be written before it can be read.
  static func stopped(_ path: String) -> Diagnostic {
    Diagnostic(
      .storeOpen,
      """
      cannot read the database \(path): a program was stopped in the middle of a change, and what stood there \
      before lies in \(path)-journal
      """,
      help: """
        take the change back by opening it once to write: with that program, or with 'sqlite3 \(path) .tables'; \
        until then keep both files
        """)
  }

  static func diagnostic(for error: DatabaseError, in name: String) -> Diagnostic {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      Diagnostic(
        .storeBusy, "\(name) is busy: another process holds a transaction",
        help: "nothing was changed; wait for it to end, then run again", cause: error.message)
    case .SQLITE_FULL:
      Diagnostic(
        .storeWrite, "the disk of \(name) is full",
        help: "nothing of this step was kept; make room, then run again", cause: error.message)
    case .SQLITE_READONLY:
      Diagnostic(
        .storeWrite, "cannot write \(name): it may only be read",
        help: "check the rights of the file and its folder", cause: error.message)
    case .SQLITE_INTERRUPT:
      Diagnostic(
        .storeCancelled, "a statement of \(name) was interrupted",
        help: "nothing of this step was kept; run again to go on", cause: error.message)
    case .SQLITE_IOERR, .SQLITE_CANTOPEN:
      Diagnostic(
        .storeWrite, "cannot write \(name)",
        help: "check the rights of the file and its folder, and the disk", cause: error.message)
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      Diagnostic(
        .storeOpen, "\(name) is not a sound SQLite database",
        help: "restore it from a backup, or give another path", cause: error.message)
    case .SQLITE_CONSTRAINT:
      Diagnostic(
        .storeConstraint, "\(name) refused a change\(reason(of: error))",
        help: "nothing of this step was kept", cause: error.message)
    default:
      Diagnostic(
        .storeStatement, "\(name) could not run a statement\(reason(of: error))",
        cause: error.description)
    }
  }

  private static func reason(of error: DatabaseError) -> String {
    error.message.flatMap(words).map { ": \($0)" } ?? ""
  }

  /// The rule that a message such as `UNIQUE constraint failed: people.email` names.
  static func rule(brokenIn schema: CollectionSchema, message: String) -> RefusedRule? {
    guard let match = message.wholeMatch(of: /(.*) constraint failed: (?s:(.*))/) else {
      return message.wholeMatch(of: /cannot store .* value in .* column .*\.(.*)/).map {
        RefusedRule(columns: [String($0.output.1)])
      }
    }
    let rest = String(match.output.2)
    guard match.output.1 == "CHECK" else {
      let columns = schema.columns.map(\.name)
      return RefusedRule(
        columns: rest.split(separator: ", ").compactMap { part in
          columns.first { part == "\(schema.name).\($0)" }
        })
    }
    let words = Set(rest.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
    return RefusedRule(
      columns: schema.columns.map(\.name).filter(words.contains),
      condition: rest.replacing(/CAST\("?(\w+)"? AS NUMERIC\)/) { "\($0.output.1)" })
  }

  /// The reason alone, without the statement and its values.
  static func cause(of error: any Error) -> String {
    let error = error as? DatabaseError
    return error.map { $0.message ?? $0.resultCode.description } ?? "it could not be read"
  }

  /// The dotted name of a refused row's reason.
  static func refusalCode(_ code: ResultCode) -> String {
    switch code {
    case .SQLITE_CONSTRAINT_CHECK: "store.check"
    case .SQLITE_CONSTRAINT_NOTNULL: "store.not-null"
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: "store.unique"
    case .SQLITE_CONSTRAINT_FOREIGNKEY: "store.foreign-key"
    case .SQLITE_CONSTRAINT_DATATYPE: "store.type"
    default: "store.constraint"
    }
  }
}

extension Diagnostic.Code {
  /// The database cannot be opened.
  package static let storeOpen = Self("store.open", .runFailed)
  /// The database cannot be written.
  package static let storeWrite = Self("store.write", .runFailed)
  /// A constraint of the database refused a change.
  package static let storeConstraint = Self("store.constraint", .runFailed)
  /// A statement the database could not run.
  package static let storeStatement = Self("store.statement", .runFailed)
}
