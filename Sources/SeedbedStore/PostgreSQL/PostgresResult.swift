import CPostgreSQL
import SeedbedCore

/// The answer to one statement.
final class PostgresResult {
  fileprivate let pointer: OpaquePointer?

  init(_ pointer: OpaquePointer?) {
    self.pointer = pointer
  }

  deinit {
    PQclear(pointer)
  }

  var count: Int { Int(PQntuples(pointer)) }

  /// How many rows the statement changed; 0 for statements that change none.
  var changed: Int {
    PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0
  }

  private(set) lazy var names: [String] = (0..<PQnfields(pointer)).map { column in
    PQfname(pointer, column).map { String(cString: $0) } ?? ""
  }

  private lazy var readers: [PostgresText.Reader] = (0..<PQnfields(pointer)).map { column in
    PostgresText.reader(
      ofType: PQftype(pointer, column), modifier: PQfmod(pointer, column))
  }

  func row(_ place: Int) -> StoreRow {
    StoreRow(
      names: names,
      values: readers.enumerated().map { column, reader in
        bytes(place, column).map { reader($0) } ?? .null
      })
  }

  /// The text of one field; nil when it is null.
  func text(_ row: Int, _ column: Int) -> String? {
    bytes(row, column).map { String(decoding: $0, as: UTF8.self) }
  }

  private func bytes(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
    let (row, column) = (Int32(row), Int32(column))
    guard PQgetisnull(pointer, row, column) == 0 else { return nil }
    return UnsafeRawBufferPointer(
      start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column)))
  }
}

extension PostgresResult {
  /// What was done, without the count: `COMMIT`, `ROLLBACK`.
  var command: String {
    PQcmdStatus(pointer).map { String(cString: $0) } ?? ""
  }
}
