import Foundation
import SeedbedStore

/// Every row of every collection of a `VisitsProject` that counts, in one text.
enum VisitsDump {
  static func text(of url: String) throws -> String {
    let store = try StoreURL(url).open()
    defer { try? store.close() }
    return try store.read { session in
      let queries = [
        "SELECT * FROM visits ORDER BY id",
        "SELECT file, record_number, code, byte_offset, raw FROM seedbed_backfill_rejects ORDER BY record_number",
        """
        SELECT byte_offset, record_number, prefix, records_read, loaded, present, filtered, rejected
        FROM seedbed_backfill_files
        """,
        "SELECT CAST(sum(row_count) AS bigint) AS origins FROM seedbed_backfill_batches",
      ]
      return try queries.map { query in
        try session.rows(query).map { "\($0.values)" }.joined(separator: "\n")
      }.joined(separator: "\n\n")
    }
  }

  /// How many records there are: zero where the collection is not made yet.
  static func records(of url: String) throws -> Int64 {
    let store = try StoreURL(url).open()
    defer { try? store.close() }
    return try store.read { session in
      guard try session.hasCollection("visits") else { return 0 }
      return try session.rows("SELECT count(*) AS n FROM visits").first?.integer("n") ?? 0
    }
  }

  /// Waits until a backfill has committed more records than there were, or has ended.
  static func waitForRecords(
    of url: String, beyond count: Int64, while backfill: Invocation.Running
  ) throws {
    while backfill.process.isRunning, try records(of: url) <= count {
      Thread.sleep(forTimeInterval: 0.02)
    }
  }
}
