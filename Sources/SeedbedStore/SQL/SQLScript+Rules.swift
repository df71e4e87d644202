/// What a script may not hold where it runs, and what to write.
package struct SQLScriptProblem: Sendable, Hashable {
  /// Where the statement begins in the UTF-8 of the script.
  package let offset: Int
  package let message: String
  package let help: String
}

extension SQLScript {
  /// The statements that end the transaction they would run in, leave something behind in the session, or cannot
  /// run at all.
  ///
  /// `isAlone`: whether the script runs outside any transaction, as one statement.
  package func problems(on engine: StoreEngine, isAlone: Bool) -> [SQLScriptProblem] {
    var found = statements.compactMap { statement in
      statement.problem(on: engine, isAlone: isAlone).map {
        SQLScriptProblem(offset: statement.offset, message: $0.message, help: $0.help)
      }
    }
    if isAlone, found.isEmpty, statements.count > 1 {
      found.append(
        SQLScriptProblem(
          offset: statements[1].offset,
          message: "a step outside a transaction is one statement, and this is another",
          help: "write a file for each: otherwise nobody could say which of them were made"))
    }
    return found
  }

  /// Whether it is one statement that the engine refuses inside a transaction.
  package func needsToBeAlone(on engine: StoreEngine) -> Bool {
    statements.count == 1
      && statements.contains { $0.problem(on: engine, isAlone: false) != nil }
      && statements.allSatisfy { $0.problem(on: engine, isAlone: true) == nil }
  }
}

extension SQLScript.Statement {
  typealias Problem = (message: String, help: String)

  /// Whether psql writes it for itself, and a server need not see it.
  var isForPsqlAlone: Bool { starts(with: "\\restrict") || starts(with: "\\unrestrict") }

  fileprivate func problem(on engine: StoreEngine, isAlone: Bool) -> Problem? {
    if let name = transactionControl {
      return (
        "\(name) would end or divide the transaction of the migration",
        "leave it out: each migration runs in one transaction, and is kept or undone as a whole"
      )
    }
    switch engine {
    case .sqlite: return sqliteProblem(isAlone: isAlone)
    case .postgres: return postgresProblem(isAlone: isAlone)
    }
  }

  /// The words that begin, end or divide a transaction; nil for other statements.
  private var transactionControl: String? {
    switch words.first {
    case "BEGIN", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE": words[0]
    case "START": "START TRANSACTION"
    case "PREPARE" where starts(with: "PREPARE", "TRANSACTION"): "PREPARE TRANSACTION"
    case "SET" where starts(with: "SET", "TRANSACTION"): "SET TRANSACTION"
    case "SET" where starts(with: "SET", "LOCAL", "TRANSACTION"): "SET LOCAL TRANSACTION"
    case "SET" where starts(with: "SET", "SESSION", "CHARACTERISTICS"):
      "SET SESSION CHARACTERISTICS"
    case .some, .none: nil
    }
  }

  private func sqliteProblem(isAlone: Bool) -> Problem? {
    switch words.first {
    case "ATTACH", "DETACH":
      ("\(words[0]) reaches beyond the database of the migration", "leave it out")
    case "VACUUM" where !isAlone: Self.needsToBeAlone("VACUUM")
    case "PRAGMA": pragmaProblem(isAlone: isAlone)
    case .some(let word) where word == ".":
      ("a line that starts with '.' is for the sqlite3 program", "leave it out")
    case .some, .none: nil
    }
  }

  private func pragmaProblem(isAlone: Bool) -> Problem? {
    // PRAGMA main.name = value
    let rest = words.dropFirst().filter { $0 != "MAIN" && $0 != "." }
    guard let name = rest.first?.lowercased() else { return nil }
    let isSet = rest.dropFirst().first == "=" || rest.dropFirst().first == "("
    if SQLitePragma.keptInFile.contains(name) || SQLitePragma.readsOnly.contains(name) {
      return nil
    }
    if SQLitePragma.outsideTransaction.contains(name) {
      return isAlone ? nil : Self.needsToBeAlone("PRAGMA \(name)")
    }
    guard isSet else { return nil }
    return ("PRAGMA \(name) changes the session, not the database", SQLitePragma.help(for: name))
  }

  private func postgresProblem(isAlone: Bool) -> Problem? {
    if words.first?.hasPrefix("\\") == true, !isForPsqlAlone {
      return ("'\(words[0])' is a command of psql, not SQL", "leave the line out")
    }
    if words.first == "COPY", rows == nil, words.contains("STDIN") || words.contains("STDOUT") {
      return (
        words.contains("STDOUT")
          ? "COPY TO STDOUT has nobody to read it" : "COPY FROM STDIN has no rows after it",
        "a table is filled from rows that follow the statement and end with a line '\\.'"
      )
    }
    if rows != nil, isAlone {
      return ("COPY FROM STDIN does not run outside a transaction", "leave out 'transaction: none'")
    }
    if !isAlone, let name = outsideTransaction { return Self.needsToBeAlone(name) }
    return nil
  }

  /// What PostgreSQL refuses inside a transaction.
  var outsideTransaction: String? {
    if let place = words.firstIndex(of: "CONCURRENTLY"), words.first != "REFRESH" {
      return words[..<place].filter { $0 != "UNIQUE" }.prefix(2).joined(separator: " ")
        + " CONCURRENTLY"
    }
    let start = words.prefix(2).joined(separator: " ")
    switch start {
    case "CREATE DATABASE", "DROP DATABASE", "CREATE TABLESPACE", "DROP TABLESPACE",
      "ALTER SYSTEM", "DISCARD ALL", "REINDEX DATABASE", "REINDEX SYSTEM", "REINDEX SCHEMA":
      return start
    default: return words.first == "VACUUM" ? "VACUUM" : nil
    }
  }

  private static func needsToBeAlone(_ name: String) -> Problem {
    (
      "\(name) cannot run inside a transaction",
      "write it as the only step of a file of its own, with 'transaction: none'"
    )
  }
}

/// What SQLite's PRAGMA statements change.
private enum SQLitePragma {
  /// Kept in the file, and undone with the transaction.
  static let keptInFile: Set<String> = ["application_id", "defer_foreign_keys", "user_version"]

  static let readsOnly: Set<String> = [
    "foreign_key_check", "foreign_key_list", "index_info", "index_list", "index_xinfo",
    "integrity_check", "optimize", "quick_check", "table_info", "table_list", "table_xinfo",
  ]

  /// Kept in the file, and refused or ignored inside a transaction.
  static let outsideTransaction: Set<String> = [
    "auto_vacuum", "incremental_vacuum", "journal_mode", "page_size", "wal_checkpoint",
  ]

  static func help(for name: String) -> String {
    switch name {
    case "foreign_keys", "legacy_alter_table":
      """
      leave it out: rows are changed with foreign keys on, tables are dropped with them off, and all keys \
      are checked before the migration is kept
      """
    default: "leave it out"
    }
  }
}
