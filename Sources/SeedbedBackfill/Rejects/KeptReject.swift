import SeedbedCore
package import SeedbedStore

/// A reject as it is kept, with its bytes and everything that was tried.
package struct KeptReject: Sendable {
  /// A try of a replay to load the record after all.
  package struct Attempt: Sendable, Hashable {
    package let run: String
    package let at: String
    /// The checksum of the mapping it went through.
    package let mapping: String
    /// `rejected`, `loaded`, `present` or `filtered`.
    package let result: String
    package let code: String?
    package let column: String?
    package let message: String?
  }

  /// As the last attempt left it.
  package let reject: Reject
  /// The run that set it aside.
  package let run: String
  /// Empty where the bytes of the source may not be kept.
  package let raw: [UInt8]
  /// Of the bytes, at most the first 65,536.
  package let rawChecksum: String?
  /// What a replay made of it; nil while it is open.
  package let settled: String?
  /// In the order they were made.
  package let attempts: [Attempt]

  /// - Throws: `backfill.reject` when there is no such reject.
  package init(
    of backfill: String, file: String, number: Int, in session: any StoreSession
  ) throws {
    let identity: [Value] = [.text(backfill), .text(file), .int(Int64(number))]
    let condition = "backfill = $1 AND file = $2 AND record_number = $3"
    guard try session.hasCollection(RejectTable.rejects.name),
      let row = try session.rows(
        "SELECT * FROM seedbed_backfill_rejects WHERE \(condition)", identity
      ).first
    else {
      throw Diagnostic(
        .backfillReject, "\(backfill) has no reject at record \(number) of '\(file)'",
        help: "'seedbed backfill rejects list \(backfill) --all' lists them")
    }
    reject = RejectTable.reject(of: row)
    run = row.text("run") ?? ""
    if case .bytes(let bytes) = row["raw"] { raw = bytes } else { raw = [] }
    rawChecksum = row.text("raw_checksum")
    settled = row.text("settled")
    guard try session.hasCollection(AttemptTable.attempts.name) else {
      attempts = []
      return
    }
    attempts = try session.rows(
      """
      SELECT * FROM seedbed_backfill_attempts WHERE \(condition) ORDER BY at, length(run), run
      """, identity
    ).map { row in
      Attempt(
        run: row.text("run") ?? "", at: row.text("at") ?? "", mapping: row.text("mapping") ?? "",
        result: row.text("result") ?? "", code: row.text("code"), column: row.text("field"),
        message: row.text("message"))
    }
  }

  /// The number of the record that is a reject and begins on a line.
  ///
  /// - Throws: `backfill.reject` when there is none, or there are several.
  package static func number(
    of backfill: String, file: String, line: Int, in session: any StoreSession
  ) throws -> Int {
    let numbers = try BackfillStatus.rejects(of: backfill, all: true, in: session)
      .filter { $0.file == file && $0.line == line }.map(\.number)
    if let number = numbers.first, numbers.count == 1 { return number }
    throw Diagnostic(
      .backfillReject,
      "\(backfill) has \(numbers.isEmpty ? "no reject" : "\(numbers.count) rejects") on line \(line) of "
        + "'\(file)'",
      help: numbers.isEmpty
        ? "'seedbed backfill rejects list \(backfill) --all' lists them"
        : "name the record's number: \(numbers.map(String.init).joined(separator: ", "))")
  }
}

extension Diagnostic.Code {
  /// A reject that is not there.
  static let backfillReject = Self("backfill.reject", .usage)
}
