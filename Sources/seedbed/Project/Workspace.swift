import Foundation
import SeedbedCore
import SeedbedGolden
import SeedbedStore
import Synchronization

/// A project with its database at hand, and the words to say what happens.
struct Workspace: Sendable {
  let project: Project
  let console: Console
  let url: StoreURL
  let confirmation: String?
  private let wait: Duration
  private let purpose: Purpose
  private let namesDatabase: Bool
  /// The databases that the command opened, which are closed when it ends.
  private let opened = OpenedStores()

  init(_ options: GlobalOptions, _ purpose: Purpose) throws {
    let environment = ProcessInfo.processInfo.environment
    project = try Project(at: options.project, environment: environment)
    url = try project.databaseURL(given: options.database)
    console = Console(options.printing).hiding(secretsOfAddress: url.target)
    namesDatabase = options.database != nil || project.namesDatabase
    confirmation = options.confirmation
    wait = options.wait?.duration ?? .zero
    self.purpose = purpose
  }

  /// The present, to the microsecond.
  static var now: Timestamp {
    let since = Date().timeIntervalSince1970
    let seconds = Int64(since.rounded(.down))
    let microseconds = Int32((since - Double(seconds)) * 1_000_000)
    return Timestamp(seconds: seconds, nanoseconds: min(999_999, microseconds) * 1000)
  }

  /// Opens the database, and creates an SQLite file that is not there.
  func openStore() throws -> any Store {
    // Before a file is made.
    if url.engine == .sqlite { try requireMeant(url.target) }
    return try opened.adding(puttingBack(meant(url.open(for: console))))
  }

  /// Opens a database that must be there already.
  func openExistingStore() throws -> any Store { try opened.adding(openExisting()) }

  /// The same for a database that is closed before the command ends.
  func openExisting() throws -> any Store {
    let store = try meant(url.openExisting(for: console, purpose))
    return purpose.onlyLooks ? try remarkingOnProof(store) : try puttingBack(store)
  }

  /// Opens a database that must be there already, to try something on it: nothing of it is kept.
  func openForRehearsal() throws -> any Store {
    try opened.adding(remarkingOnProof(meant(url.openForRehearsal(for: console))))
  }

  /// Opens a database that must be there already, and leaves it as it is, also after a proof that was killed.
  func openAsItIs() throws -> any Store {
    try opened.adding(meant(url.openExisting(for: console, purpose)))
  }

  /// Closes the databases that the command opened.
  func close() throws { try opened.close() }

  /// The same when the command ends, which nothing keeps from ending as it would.
  func closeAtEnd() {
    do { try close() } catch { console.remark("the database was not closed in order: \(error)") }
  }

  /// The database that was opened, if the command line does not say that another one is meant.
  private func meant(_ store: any Store) throws -> any Store {
    do {
      try requireMeant(store.name)
    } catch {
      try? store.close()
      throw error
    }
    return store
  }

  private func requireMeant(_ name: String) throws {
    guard let confirmation, confirmation != name else { return }
    throw Diagnostic(
      .databaseOther, "the database is called \(name), and --i-know-this-is says \(confirmation)",
      help: "nothing was done; if it is the one you mean: \(TestMark.confirmation(of: name))")
  }

  private func remarkingOnProof(_ store: any Store) throws -> any Store {
    if try store.read({ try RowCopies.areElsewhere(in: $0) }) {
      let words = RowCopies.wordsElsewhere(of: store)
      console.remark("\(words.message): \(words.help)")
    } else if try store.read({ try ProofDatabase.isUnderWay(in: $0) }) {
      console.remark(
        """
        a proof changes records of \(store.name) for now; if it was killed, the next command that writes \
        restores them, or 'seedbed db restore'
        """)
    }
    return store
  }

  /// The database of a service that has one, opened by `open`; nil where none is named and none is there.
  func openIfAny(_ open: () throws -> any Store) throws -> (any Store)? {
    let isThere = url.engine != .sqlite || FileManager.default.fileExists(atPath: url.target)
    return isThere || namesDatabase ? try open() : nil
  }

  /// The database of a service, to be read.
  func openToLook() throws -> any Store {
    try meant(url.openForReading(for: console, whileOthersWrite: true))
  }

  /// The database of a service; only read where it may not be changed.
  func openStoreToVerify() throws -> any Store {
    let store = try openToLook()
    if try !mayChange(store) { return try remarkingOnProof(store) }
    try store.close()
    return try openExisting()
  }

  /// Whether test data may be put into a database: it has the test mark, or the command names it to confirm that.
  func mayChange(_ store: any Store) throws -> Bool {
    try TestMark.allowsChanges(of: store, confirmation: confirmation)
  }

  /// Puts back what a proof or a load that was killed left changed, before anything is read that depends on it;
  /// one that is under way goes on.
  private func puttingBack(_ store: any Store) throws -> any Store {
    guard try isLeftChanged(store) else { return store }
    do {
      var holder = holder
      holder.wait = .none
      // This brings the indexes back.
      try store.asOnlyRunner(holder) { _ in try restoreRows(of: store) }
    } catch let problem as Diagnostic where problem.code == .storeBusy {
      return store
    }
    return store
  }

  /// Whether a proof or a load has changed what it is to put back.
  func isLeftChanged(_ store: any Store) throws -> Bool {
    try store.read { try ProofDatabase.isUnderWay(in: $0) || IndexesAside.isAny(in: $0) }
  }

  /// Restores the rows that a proof left changed which ended while this command waited for the lock.
  private func restoreRows(of store: any Store) throws {
    guard try store.read({ try ProofDatabase.isUnderWay(in: $0) }) else { return }
    try ProofDatabase.putBack(on: store)
    console.say("put the records back that a proof left changed when it was killed")
  }

  /// Runs `body` as the one runner on a database, as soon as the command waits for that, on the rows as they are
  /// without a proof.
  func asOnlyRunner<Result>(
    on store: any Store, _ body: (any RunnerLock) throws -> Result
  ) throws -> Result {
    try store.asOnlyRunner(holder) { lock in
      if !lock.isRehearsal { try restoreRows(of: store) }
      return try body(lock)
    }
  }

  /// Who this process is to others that want the same database.
  var holder: LockHolder {
    var holder = LockHolder(purpose: purpose.words) { Self.now }
    holder.wait = console.waiting(upTo: wait)
    return holder
  }

  /// Whether nobody looks at what is printed.
  var isCI: Bool { ContinuousIntegration.isOn(in: project.environment) }

  /// Goldens change where a person reviews them.
  func refuseInCI() throws {
    guard isCI else { return }
    throw Diagnostic(
      .recordInCI, "goldens are not changed in CI",
      help: "record and review where a person is, and commit what was accepted")
  }
}

private final class OpenedStores: Sendable {
  private let stores = Mutex<[any Store]>([])

  func adding(_ store: any Store) -> any Store {
    stores.withLock { $0.append(store) }
    return store
  }

  func close() throws {
    let opened = stores.withLock { stores in
      defer { stores = [] }
      return stores
    }
    // All are closed, whatever one of them says.
    let results = opened.map { store in Result { try store.close() } }
    for result in results { try result.get() }
  }
}
