package import SeedbedCore
package import SeedbedStore

/// Whether the counters of backfills agree with each other and with what the database holds.
package enum BackfillCheck {
  /// `read = loaded + present + filtered + rejected` for each file, and a reject for each one counted.
  package static func conservation(in session: any StoreSession) throws -> CheckedPart {
    let files = try FileProgress.all(in: session)
    var problems: [Diagnostic] = []
    for file in files {
      let counts = file.counts
      let name = "\(file.backfill), \(file.file)"
      if !counts.isConserved {
        let placed = counts.loaded + counts.present + counts.filtered + counts.rejected
        problems.append(
          Diagnostic(
            .checkConservation, "\(name): \(counts.read) read, and \(placed) in a counted place",
            help: "see 'seedbed backfill reconcile \(file.backfill)'"))
      }
      let open = try BackfillRejects.open(of: file.file, in: file.backfill, session).count
      if open != counts.rejected {
        problems.append(
          Diagnostic(
            .checkConservation, "\(name): \(counts.rejected) counted as rejected, and \(open) kept",
            help: "see 'seedbed backfill rejects list \(file.backfill) --all'"))
      }
    }
    return CheckedPart("the counters of \(Self.phrase(files))", problems)
  }

  /// That the rows a file brought are in their collection.
  package static func provenance(in session: any StoreSession) throws -> CheckedPart {
    let files = try FileProgress.all(in: session)
    let targets = Dictionary(
      try BackfillStatus(of: session).runs.map { ($0.backfill, $0.target) }
    ) { $1 }
    var problems: [Diagnostic] = []
    var rows = 0
    for file in files {
      guard let target = targets[file.backfill], let schema = try session.schema(of: target) else {
        if file.counts.loaded > 0 {
          problems.append(
            Diagnostic(
              .checkProvenance, "\(file.backfill): its collection is not there any more",
              help: "run it again where the collection is made again"))
        }
        continue
      }
      let standing = try StandingRows(of: file, in: schema, session)
      rows += standing.loaded
      if standing.gone > 0 {
        problems.append(
          Diagnostic(
            .checkProvenance,
            "\(file.backfill), \(file.file): \(standing.gone) of \(standing.loaded) rows are gone",
            help: "see 'seedbed backfill reconcile \(file.backfill)'"))
      }
    }
    return CheckedPart(
      "where \(rows) \(rows == 1 ? "row" : "rows") of \(Self.phrase(files)) came from", problems)
  }

  private static func phrase(_ files: [FileProgress]) -> String {
    files.count == 1 ? "1 file" : "\(files.count) files"
  }
}

extension Diagnostic.Code {
  /// Records that are in no counted place, or in two.
  package static let checkConservation = Self("check.conservation", .checkFailed)
  /// Rows that a backfill brought, and that are not there.
  package static let checkProvenance = Self("check.provenance", .checkFailed)
}
