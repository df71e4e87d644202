package import SeedbedCore

/// Where a database is: `sqlite:path`, `sqlite://path`, a plain path, or `postgres://…`.
package struct StoreURL: Sendable, Hashable, CustomStringConvertible {
  package let engine: StoreEngine
  /// The file of an SQLite database; the whole URL otherwise.
  package let target: String

  package init(_ text: String) throws {
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      engine = .postgres
      target = text
      return
    }
    if Redaction.isSettings(text) {
      throw Diagnostic(
        .storeURL, "settings such as 'host=… dbname=…' are not a database address",
        help: "write postgres://USER@HOST/DATABASE; PGPASSWORD and ~/.pgpass are read too")
    }
    engine = .sqlite
    var path = text[...]
    for prefix in ["sqlite://", "sqlite:"] where path.hasPrefix(prefix) {
      path = path.dropFirst(prefix.count)
      break
    }
    guard !path.isEmpty, !path.contains("://") else {
      throw Diagnostic(
        .storeURL, "'\(Redaction().address(text))' is not a database address",
        help: "write a file such as seedbed.sqlite, or postgres://USER@HOST/DATABASE")
    }
    target = String(path)
    try checkFile()
  }

  /// What SQLite or a shell takes for something else than the name of a file is none here.
  private func checkFile() throws {
    let help: String
    if target.hasPrefix("file:") {
      help = "write the path alone, such as sqlite:shop.sqlite"
    } else if target == ":memory:" {
      help = "a database in memory ends with its command: name a file, such as sqlite:shop.sqlite"
    } else if target.hasPrefix("~"), target.contains("/") {
      help = "a shell writes out ~ only at the start of a word: write the whole path, or $HOME"
    } else {
      return
    }
    throw Diagnostic(
      .storeURL, "'\(Redaction().address(target))' is not the path of a file", help: help)
  }

  /// The address without a password.
  package var description: String {
    switch engine {
    case .sqlite: target
    case .postgres: Redaction().address(target)
    }
  }

  /// Opens the database, creating an SQLite file that is not there.
  ///
  /// `onNotice`: hears what a server remarks on while a script of the user runs.
  ///
  /// - Throws: `Diagnostic` when the file cannot be opened, or the server not be reached.
  package func open(
    onNotice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> any Store {
    switch engine {
    case .sqlite: try SQLiteStore(path: target, onNotice: onNotice)
    case .postgres: try PostgresStore(url: target, onNotice: onNotice)
    }
  }

  /// Opens a database that is there, to read it and change nothing.
  package func openForReading(
    whileOthersWrite othersWrite: Bool = false,
    onNotice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> any Store {
    switch engine {
    case .sqlite: try SQLiteStore(reading: target, whileOthersWrite: othersWrite)
    case .postgres: try PostgresStore(url: target, onNotice: onNotice)
    }
  }

  /// Opens a database that is there, to try something on it: what is done is seen only through the store, and is gone
  /// when that is closed.
  ///
  /// An SQLite file is copied to a temporary file first; on a server all is one transaction that is rolled back.
  package func openForRehearsal(
    onNotice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> any Store {
    switch engine {
    case .sqlite: try SQLiteStore(copying: target)
    case .postgres: try PostgresRehearsal(of: PostgresStore(url: target, onNotice: onNotice))
    }
  }
}

extension Diagnostic.Code {
  /// A database address that names no database.
  package static let storeURL = Self("store.url", .usage)
}
