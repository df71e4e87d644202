package import SeedbedCore

/// One thing that was looked at in a database, and what is wrong with it.
package struct CheckedPart: Sendable {
  /// What was looked at, such as `3 references between collections`.
  package let subject: String
  package let problems: [Diagnostic]

  package init(_ subject: String, _ problems: [Diagnostic]) {
    self.subject = subject
    self.problems = problems
  }

  /// What the engine itself says of the file; nil where it has no such check.
  package static func soundness(of store: any Store) throws -> CheckedPart? {
    guard store.engine == .sqlite else { return nil }
    let words = try store.read { session in
      try session.rows("PRAGMA integrity_check(20)").compactMap { $0.values.first?.text }
    }
    return CheckedPart(
      "the file, page by page",
      words == ["ok"]
        ? []
        : words.map {
          Diagnostic(.checkUnsound, "SQLite says: \($0)", help: "restore the file from a backup")
        })
  }

  /// Rows that refer to rows that are not there.
  package static func references(in session: any StoreSession) throws -> CheckedPart {
    let schemas = try session.collectionNames().compactMap { try session.schema(of: $0) }
    let names = Set(schemas.map(\.name))
    var count = 0
    var problems: [Diagnostic] = []
    for schema in schemas {
      for column in schema.columns {
        guard let reference = column.references, names.contains(reference.collection) else {
          continue
        }
        count += 1
        let own = SQLText.identifier(column.name)
        let orphans = try session.rows(
          """
          SELECT count(*) AS orphans FROM \(SQLText.identifier(schema.name)) AS c
          WHERE c.\(own) IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM \(SQLText.identifier(reference.collection)) AS p
            WHERE p.\(SQLText.identifier(reference.column)) = c.\(own))
          """
        ).first?.integer("orphans")
        guard let orphans, orphans > 0 else { continue }
        let rows = orphans == 1 ? "1 row refers" : "\(orphans) rows refer"
        problems.append(
          Diagnostic(
            .checkOrphans,
            "\(schema.name).\(column.name): \(rows) to a row of \(reference.collection) that is not there",
            help: "add the missing rows, or take the reference or the rows away"))
      }
    }
    return CheckedPart(
      "\(count) \(count == 1 ? "reference" : "references") between collections", problems)
  }

  /// What a run that was killed leaves to the next one.
  package static func leftovers(
    in session: any StoreSession, of store: any Store
  ) throws -> CheckedPart {
    var problems: [Diagnostic] = []
    for collection in try IndexesAside.collections(in: session) {
      problems.append(
        Diagnostic(
          .checkLeftover,
          "\(collection) is without its indexes: a load that was to build them was killed",
          help: "the next command that writes builds them"))
    }
    if try RowCopies.areElsewhere(in: session) {
      let words = RowCopies.wordsElsewhere(of: store)
      problems.append(Diagnostic(.checkLeftover, words.message, help: words.help))
    } else if try RowCopies.areThere(in: session) {
      let different = try RowCopies.different(in: session)
      problems.append(
        Diagnostic(
          .checkLeftover,
          different.isEmpty
            ? "the copies of a verification that was killed are still there"
            : "a verification that was killed left rows changed: "
              + different.map(\.phrase).joined(separator: "; "),
          help: "'seedbed db restore' restores them"))
    }
    return CheckedPart("what a run that was killed leaves", problems)
  }
}

extension Diagnostic.Code {
  /// A file that its engine finds damaged.
  package static let checkUnsound = Self("check.unsound", .checkFailed)
  /// Rows whose parents are not there.
  package static let checkOrphans = Self("check.orphans", .checkFailed)
  /// What a run that was killed left.
  package static let checkLeftover = Self("check.leftover", .checkFailed)
}
