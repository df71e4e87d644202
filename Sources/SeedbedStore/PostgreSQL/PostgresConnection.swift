import CPostgreSQL
import SeedbedCore
import Synchronization

/// One connection to a server, used by one thread at a time: the pool hands it to one caller.
final class PostgresConnection: Sendable {
  /// Where the library keeps the connection; a number, since pointers do not cross threads by
  /// themselves.
  private let address: UInt
  private let notices: PostgresNotices
  let patience: PostgresPatience
  private let process = Mutex<String?>(nil)
  private let number = Mutex(0)
  private let numbers = Mutex<Bool?>(nil)
  private let passing = Mutex<PostgresError?>(nil)
  /// The collections that held rows of the last batch already: the next one is likely to meet some too.
  private let staged = Mutex<Set<String>>([])
  private let keys = Mutex(LoadedKeys())
  private let current = Mutex(PostgresTransactionState())

  /// Connects.
  ///
  /// - Throws: `PostgresError` when no connection can be made.
  init(
    _ parameters: [(name: String, value: String)], notices: PostgresNotices,
    patience: PostgresPatience
  ) throws {
    let opened = Self.withTerminated(parameters.map(\.name)) { names in
      Self.withTerminated(parameters.map(\.value)) { values in
        PQconnectdbParams(names, values, 1)
      }
    }
    guard let opened, PQstatus(opened) == CONNECTION_OK else {
      defer { PQfinish(opened) }
      throw PostgresError(connection: opened)
    }
    address = UInt(bitPattern: opened)
    self.notices = notices
    self.patience = patience
    PQsetnonblocking(opened, 1)
    PQsetNoticeProcessor(
      opened,
      { context, text in
        guard let context, let text else { return }
        Unmanaged<PostgresNotices>.fromOpaque(context).takeUnretainedValue()
          .add(String(cString: text))
      }, Unmanaged.passUnretained(notices).toOpaque())
  }

  deinit {
    PQfinish(pointer)
  }

  var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }

  var isLost: Bool { PQstatus(pointer) == CONNECTION_BAD }

  /// As the server's number, such as 150018 for 15.18.
  var serverVersion: Int { Int(PQserverVersion(pointer)) }

  /// The server's process as it was named when the connection was made; behind a pooler another one works.
  var backend: String { String(PQbackendPID(pointer)) }

  /// The process that works for this connection, as far as that is known: behind a pooler, for as long as a
  /// transaction lasts.
  var serverProcess: String? {
    get { process.withLock { $0 } }
    set { process.withLock { $0 = newValue } }
  }

  /// Whether a pooler stands between, which lends connections of its own.
  func isPooled() throws -> Bool {
    guard let process = try? run("SELECT pg_backend_pid()").text(0, 0) else { return false }
    if process == backend { serverProcess = process }
    return process != backend
  }

  /// Who is connected.
  var role: String { PQuser(pointer).map { String(cString: $0) } ?? "" }

  /// Whether a transaction is open, failed or not.
  var isInTransaction: Bool {
    let status = PQtransactionStatus(pointer)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  /// Runs SQL without parameters, several statements allowed.
  ///
  /// - Returns: the answer of the last statement.
  @discardableResult
  func run(_ sql: String) throws -> PostgresResult {
    settle()
    return try checked(answer(toSent: PQsendQuery(pointer, sql)))
  }

  /// Runs one statement with parameters, whose types the server finds out.
  func run(_ sql: String, _ bindings: [Value]) throws -> PostgresResult {
    settle()
    let texts = bindings.map(PostgresText.parameter)
    return try Self.withTerminated(texts) { values in
      try checked(
        answer(
          toSent: PQsendQueryParams(
            pointer, sql, Int32(bindings.count), nil, values, nil, nil, 0)))
    }
  }

  /// Whether the server numbers transactions; nil until it was asked.
  var hasTransactionNumbers: Bool? {
    get { numbers.withLock { $0 } }
    set { numbers.withLock { $0 = newValue } }
  }

  func needsStage(_ collection: String) -> Bool {
    staged.withLock { $0.contains(collection) }
  }

  func setNeedsStage(_ collection: String, _ isNeeded: Bool) {
    staged.withLock { staged in
      if isNeeded { staged.insert(collection) } else { staged.remove(collection) }
    }
  }

  /// Remembers the numbers that rows of the transaction brought along.
  func add(_ batch: RowBatch, into target: InsertTarget, without refused: Set<Int>) {
    keys.withLock { $0.add(batch, into: target, without: refused) }
  }

  /// What rows brought along since it was asked last.
  func takeKeys() -> LoadedKeys {
    keys.withLock { keys in
      defer { keys = LoadedKeys() }
      return keys
    }
  }

  /// What the transaction began with, and what waits in it.
  var transaction: PostgresTransactionState {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }

  /// The error that ended the transaction in favour of others, if one did; forgotten when it is told.
  func takePassing() -> PostgresError? {
    passing.withLock { passing in
      defer { passing = nil }
      return passing
    }
  }

  /// A number not used before on this connection, for names.
  func nextNumber() -> Int {
    number.withLock { number in
      number += 1
      return number
    }
  }

  /// A result that is good, or the error it holds.
  func checked(_ result: OpaquePointer?) throws -> PostgresResult {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN:
      return PostgresResult(result)
    default:
      defer { PQclear(result) }
      let error = PostgresError(result: result, connection: pointer)
      if error.isPassing { passing.withLock { $0 = error } }
      throw error
    }
  }

  /// C strings for the length of a call, with a null at the end; nil stays a null.
  static func withTerminated<Result>(
    _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) throws -> Result
  ) rethrows -> Result {
    var bytes: [CChar] = []
    let starts = texts.map { text -> Int? in
      guard let text else { return nil }
      defer { bytes.append(contentsOf: text.utf8CString) }
      return bytes.count
    }
    return try bytes.withUnsafeBufferPointer { buffer in
      let pointers = starts.map { start in start.flatMap { buffer.baseAddress?.advanced(by: $0) } }
      return try (pointers + [nil]).withUnsafeBufferPointer { list in
        guard let base = list.baseAddress else { preconditionFailure("a list with a null in it") }
        return try body(base)
      }
    }
  }
}

/// What the server remarks on, in the order it came.
final class PostgresNotices: Sendable {
  private let report: @Sendable (String) -> Void

  init(_ report: @escaping @Sendable (String) -> Void) {
    self.report = report
  }

  func add(_ text: String) {
    report(text.split(whereSeparator: \.isNewline).joined(separator: "; "))
  }
}
