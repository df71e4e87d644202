import SeedbedCore
package import SeedbedStore

/// What a backfill would do, with the first rows: what it did on a database that forgets it.
package struct BackfillPreview: Sendable {
  /// How many rows are shown.
  private static let mostSamples = 5

  package let outcome: BackfillOutcome
  /// The columns of the samples.
  package let columns: [String]
  /// The first rows, as the database would hold them.
  package let samples: [[String]]

  /// `store`: where the outcome is, and nobody else sees it.
  package init(of outcome: BackfillOutcome, _ plan: BackfillPlan, on store: any Store) throws {
    let columns = plan.columns.map(\.name)
    self.outcome = outcome.tried
    self.columns = columns
    samples = try store.read { session in
      let count = outcome.isRepeated ? 0 : plan.schema.primaryKey.count
      let keys = try Self.keys(of: outcome.run, count, in: session)
      let found = try KeyedRows(of: plan.schema).values(of: columns, byKeys: keys, in: session)
      return keys.compactMap { found[$0]?.map(Self.text) }
    }
  }

  /// The keys of the first rows that a run loaded.
  private static func keys(
    of run: String, _ count: Int, in session: any StoreSession
  ) throws -> [[UInt8]] {
    var keys: [[UInt8]] = []
    if count == 0 { return keys }
    for batch in try BackfillBatches.all(of: run, in: session) where keys.count < mostSamples {
      try RowOrigins.forEach(of: batch, keyCount: count, in: session) { origin in
        if keys.count < mostSamples { keys.append(origin.key) }
      }
    }
    return keys
  }

  private static func text(of value: Value) -> String {
    switch value {
    case .null: "null"
    case .bytes(let bytes): "\(bytes.count) bytes"
    case .bool, .int, .float, .decimal, .text, .timestamp, .json: value.description
    }
  }
}

extension BackfillOutcome {
  /// The same, with the advice of someone who kept nothing: what a run keeps is not said.
  fileprivate var tried: BackfillOutcome {
    var outcome = self
    let words = "this was a dry run: nothing was changed"
    let isInterrupted = failure?.code == .backfillInterrupted
    let advice = isInterrupted ? [] : failure?.help?.split(separator: "; ") ?? []
    outcome.failure?.help =
      (advice.filter { !$0.hasSuffix("kept") } + [words[...]]).joined(separator: "; ")
    return outcome
  }
}
