import SeedbedCore
package import SeedbedStore

/// A reject as it is kept, with its bytes and everything that was tried.
package struct KeptReject: Sendable {
  /// As the last attempt left it.
  package let reject: Reject
  /// The run that rejected it.
  package let run: String
  /// Empty where the bytes of the source may not be kept.
  package let raw: [UInt8]
  /// Of the bytes, at most the first 65,536.
  package let rawChecksum: String?
  /// In the order they were made.
  package let attempts: [BackfillAttempts.Attempt]

  /// - Throws: `backfill.reject` when there is no such reject.
  package init(
    of backfill: String, file: String, number: Int, in session: any StoreSession
  ) throws {
    guard let kept = try BackfillRejects.kept(number, of: file, in: backfill, session)
    else {
      throw Diagnostic(
        .backfillReject, "\(backfill) has no reject at record \(number) of '\(file)'",
        help: "'seedbed backfill rejects list \(backfill) --all' lists them")
    }
    (reject, run, raw) = (kept.reject, kept.run, kept.raw)
    rawChecksum = kept.rawChecksum
    attempts = try BackfillAttempts.all(on: number, of: file, in: backfill, session)
  }

  /// The number of the record that is a reject and begins on a line.
  ///
  /// - Throws: `backfill.reject` when there is none, or there are several.
  package static func number(
    of backfill: String, file: String, line: Int, in session: any StoreSession
  ) throws -> Int {
    let numbers = try BackfillRejects.all(of: backfill, withSettled: true, in: session)
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
