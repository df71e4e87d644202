import Foundation
import GRDB
import SeedbedCore
import Synchronization

/// A database in one SQLite file, in write-ahead mode, with foreign keys on.
package final class SQLiteStore: Store {
  package let engine = StoreEngine.sqlite
  package let name: String
  let path: String
  private let connections: any DatabaseWriter
  /// nil once it is closed.
  private let entry = Mutex<DatabaseFiles.Entry?>(nil)
  /// Whether the file is only read, and SQLite was told that nobody changes it.
  private let isImmutable: Bool
  /// Whether this is a copy that nobody else sees.
  private let isCopy: Bool
  /// The version of the structure that the writer's statements were prepared for.
  private let structureVersion = Mutex<Int?>(nil)
  /// Held until they are released, or this store is closed.
  private let lockFiles = Mutex<[SQLiteLockFile]>([])
  let fence = LockFence()
  private let onNotice: @Sendable (String) -> Void
  private let hasRemarked = Atomic(false)

  /// Opens the file, or creates it.
  ///
  /// `busyTimeout`: how long to wait for another process's transaction, in seconds.
  /// `onNotice`: hears what was found on the way and stops nothing.
  ///
  /// - Throws: `Diagnostic` with code `store.open` when the file is no database or cannot be written.
  package convenience init(
    path: String, busyTimeout: Double = 5, onNotice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    try self.init(path: path, shownAs: path, busyTimeout: busyTimeout, onNotice: onNotice)
  }

  /// `name`: what messages call the database.
  init(
    path: String, shownAs name: String, busyTimeout: Double = 5,
    onNotice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    self.name = name
    self.path = path
    self.onNotice = onNotice
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      let isReader = database.configuration.readonly
      try database.execute(sql: "PRAGMA cache_size = \(isReader ? -4_000 : -24_000)")
      // A checkpoint every 64 MB, not 4: a large load writes its hot pages less often.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 16000")
    }
    isImmutable = false
    isCopy = false
    try SQLiteLinks.requireOneName(of: path)
    do {
      connections = try Self.opened(path, configuration, waiting: busyTimeout)
    } catch let error as DatabaseError {
      throw SQLiteFailure.opening(path, error)
    }
    entry.withLock { $0 = DatabaseFiles.Entry(of: path) }
  }

  /// Opens a file that is there, to read it: neither the file nor anything beside it is changed, and nobody
  /// needs a right to write.
  ///
  /// `othersWrite`: whether others change it meanwhile; what they wait to write then lies beside it.
  ///
  /// - Throws: `Diagnostic` with code `store.open` when the file is no database or cannot be read.
  package init(reading path: String, whileOthersWrite othersWrite: Bool = false) throws {
    name = path
    self.path = path
    let address = SQLiteReadAddress(of: path, othersWrite: othersWrite)
    isImmutable = address.isImmutable
    isCopy = false
    onNotice = { _ in }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      connections = try DatabaseQueue(path: address.uri, configuration: configuration)
    } catch let error as DatabaseError {
      throw SQLiteFailure.reading(path, error)
    }
    // What is read as immutable has no locks.
    if !isImmutable { entry.withLock { $0 = DatabaseFiles.Entry(of: path) } }
  }

  /// Copies a file that is there into a temporary one without a name, which the system removes.
  ///
  /// - Throws: `Diagnostic` with code `store.open` when the file is no database or cannot be read.
  init(copying path: String) throws {
    name = path
    self.path = path
    isImmutable = false
    isCopy = true
    onNotice = { _ in }
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -24000") }
    do {
      let copy = try DatabaseQueue(path: "", configuration: configuration)
      let original = try SQLiteStore(reading: path)
      try original.connections.backup(to: copy)
      try original.checkUnchanged()
      connections = copy
    } catch let error as DatabaseError {
      throw SQLiteFailure.reading(path, error)
    }
  }

  /// Copies a file that is there, as one moment shows it, to another path.
  ///
  /// - Throws: `Diagnostic` when the one cannot be read, or the other not be written.
  static func copy(_ path: String, to target: String) throws {
    try SQLiteLinks.requireOneName(of: path)
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    // A copy that is not whole is made again, so nothing has to reach the disk.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
    do {
      let original = try Self.opened(toCopy: path, configuration)
      let copy = try DatabaseQueue(path: target, configuration: configuration)
      try original.backup(to: copy)
      try copy.close()
      try original.close()
    } catch let error as DatabaseError {
      throw SQLiteFailure.diagnostic(for: error, in: target)
    }
  }

  /// SQLite does not wait by itself where several make a file a database in write-ahead mode at once.
  private static func opened(
    _ path: String, _ configuration: Configuration, waiting seconds: Double
  ) throws -> DatabasePool {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      do {
        return try DatabasePool(path: path, configuration: configuration)
      } catch let error as DatabaseError
        where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end
      {
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }

  private static func opened(
    toCopy path: String, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    do {
      return try DatabaseQueue(
        path: SQLiteReadAddress.toCopy(path), configuration: configuration)
    } catch let error as DatabaseError {
      throw SQLiteFailure.reading(path, error)
    }
  }

  package func read<Result>(_ body: (any StoreSession) throws -> Result) throws -> Result {
    try translating {
      try connections.unsafeReentrantRead { database in
        // Inside a read or a transaction of the same thread, its view is the one to show.
        if database.isInsideTransaction {
          return try database.readOnly { try body(SQLiteSession(database)) }
        }
        try database.execute(sql: "BEGIN DEFERRED")
        defer { try? database.execute(sql: "ROLLBACK") }
        try Self.loadStructure(in: database)
        let result = try body(SQLiteSession(database))
        try checkUnchanged()
        return result
      }
    }
  }

  private func checkUnchanged() throws {
    guard isImmutable, SQLiteReadAddress.hasLog(path) else { return }
    throw Diagnostic(
      .storeBusy, "\(name) was changed while it was read", help: "run again")
  }

  package func transaction<Result>(
    _ kind: TransactionKind, _ body: (any StoreSession) throws -> Result
  ) throws -> Result {
    try translating {
      try connections.unsafeReentrantWrite { database in
        switch kind {
        case .rows: try run(body, in: database, beforeCommit: {})
        case .structure: try runDeferring(body, in: database)
        case .restoration: try runWithoutRules(body, in: database)
        }
      }
    }
  }

  /// Foreign keys go off before the transaction, but for scripts, and every key is checked before the commit: rows may
  /// come in any order, and only what this transaction left without its parent counts.
  private func runDeferring<Result>(
    _ body: (any StoreSession) throws -> Result, in database: Database
  ) throws -> Result {
    try database.execute(sql: "PRAGMA foreign_keys = OFF")
    defer { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
    return try run(body, in: database) {
      try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
    } beforeCommit: {
      try checkForeignKeys(in: database)
      // What was counted on the way is settled by the check, tables that were dropped with it.
      try database.execute(sql: "PRAGMA defer_foreign_keys = OFF")
    }
  }

  private func runWithoutRules<Result>(
    _ body: (any StoreSession) throws -> Result, in database: Database
  ) throws -> Result {
    try database.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
    defer {
      try? database.execute(
        sql: "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF")
    }
    return try run(body, in: database, beforeCommit: {})
  }

  private func checkForeignKeys(in database: Database) throws {
    let after = try SQLiteOrphans { sql in
      try Row.fetchAll(database, sql: sql).map { $0.map { SQLiteSession.text(of: $0.1) } }
    }
    if after.orphans.isEmpty, after.unchecked.isEmpty { return }
    let before = try committedOrphans()
    let new = after.new(since: before)
    if let first = new.first {
      throw Diagnostic(
        .storeConstraint,
        first.phrase + (new.count > 1 ? ", and \(new.count - 1) more like it" : ""),
        help: "nothing was changed; put the rows in order, then run again")
    }
    for (table, reason) in after.unchecked.sorted(by: { $0.key < $1.key })
    where before.unchecked[table] == nil {
      throw Diagnostic(
        .storeConstraint, "the references of \(table) cannot be checked",
        help: "nothing was changed; a reference names a column that is unique", cause: reason)
    }
    remark(on: after)
  }

  /// As the file is without this transaction.
  private func committedOrphans() throws -> SQLiteOrphans {
    let reader = try SQLiteFileReader(path: path)
    return try SQLiteOrphans { sql in
      var rows: [[String]] = []
      try reader.forEachRow(of: sql) { rows.append($0.map(\.text)) }
      return rows
    }
  }

  /// Says once what was so before: it stands in nobody's way, and somebody may want to know.
  private func remark(on known: SQLiteOrphans) {
    guard let first = known.orphans.first, !hasRemarked.exchange(true, ordering: .relaxed) else {
      return
    }
    let more = known.orphans.count - 1
    onNotice(first.phrase + (more > 0 ? ", and \(more) more; " : "; ") + "it was so before")
  }

  private func run<Result>(
    _ body: (any StoreSession) throws -> Result, in database: Database,
    afterBegin prepare: () throws -> Void = {}, beforeCommit check: () throws -> Void
  ) throws -> Result {
    try database.execute(sql: "BEGIN IMMEDIATE")
    do {
      try prepare()
      try Self.loadStructure(in: database)
      try forgetOldStatements(in: database)
      let session = SQLiteSession(database)
      // From here to the end nobody else writes, so nobody takes the lock.
      try fence.check(in: session, of: name)
      let result = try body(session)
      guard database.isInsideTransaction else {
        throw Diagnostic(
          .storeStatement,
          "a statement ended the transaction it ran in; what came before it is kept",
          help: "leave BEGIN, COMMIT and ROLLBACK out: each step runs in a transaction already")
      }
      try fence.renewIfDue(in: session)
      try check()
      try database.execute(sql: "COMMIT")
      return result
    } catch {
      // A full disk may have ended the transaction already.
      if database.isInsideTransaction { try? database.execute(sql: "ROLLBACK") }
      throw error
    }
  }

  /// Starts the view of the transaction, and has SQLite notice what other processes changed in the
  /// structure, which it does when a statement runs and not when one is prepared.
  private static func loadStructure(in database: Database) throws {
    try database.cachedStatement(sql: "SELECT 1 FROM sqlite_schema LIMIT 1").execute()
  }

  /// After such a change, a statement that was kept would answer with the old columns.
  private func forgetOldStatements(in database: Database) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA schema_version")
    structureVersion.withLock { known in
      if known != version { database.clearSchemaCache() }
      known = version
    }
  }

  package func runAlone(_ sql: String) throws {
    do {
      try connections.unsafeReentrantWrite { database in
        try fence.check(in: SQLiteSession(database), of: name)
        try database.execute(sql: sql)
      }
    } catch let error as DatabaseError {
      throw ScriptFailure.alone(sql, for: engine, cause: SQLiteFailure.cause(of: error))
    }
  }

  package func acquireLock(_ holder: LockHolder) throws -> any RunnerLock {
    if isCopy { return RehearsalLock() }
    return try SQLiteLease.acquire(holder, on: self)
  }

  package func lockState(seenBy observer: LockHolder) throws -> LockState {
    isCopy ? .free : try SQLiteLease.state(seenBy: observer, on: self)
  }

  package func breakLock() throws { try SQLiteLease.breakLock(of: self) }

  func keep(_ file: SQLiteLockFile) {
    lockFiles.withLock { $0.append(file) }
  }

  /// Frees what is locked as the system does when a process is killed.
  func abandonLocks() {
    lockFiles.withLock { files in
      for file in files { file.abandon() }
      files = []
    }
    fence.open()
  }

  package func share(
    pieces: [String], as holder: LockHolder, _ work: () throws -> String
  ) throws -> any SharedWork {
    throw Diagnostic(
      .storeUnshared, "\(name) is one file, into which one process writes at a time",
      help: "leave out --worker; several workers can share a PostgreSQL database")
  }

  package func interrupt() { connections.interrupt() }

  package func close() throws {
    lockFiles.withLock { files in
      for file in files { file.release() }
      files = []
    }
    try translating {
      // The last connection to close writes the log back into the file: that has to be the writer.
      (connections as? DatabasePool)?.invalidateReadOnlyConnections()
      try connections.close()
    }
    entry.withLock { $0 = nil }
  }

  private func translating<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw SQLiteFailure.diagnostic(for: error, in: name)
    } catch let failure as ScriptFailure {
      throw failure.diagnostic(in: name)
    }
  }
}
