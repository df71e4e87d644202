package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats
import SeedbedStore

extension BackfillStatus: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let runs = runs.map { run -> JSONValue in
      [
        "run": .string(run.id), "backfill": .string(run.backfill), "target": .string(run.target),
        "state": .string(state(of: run)), "started_at": .string(run.startedAt),
        "ended_at": .stringOrNull(run.endedAt), "counts": run.counts.json,
      ]
    }
    return [
      "version": 1, "runs": .array(runs),
      "collections_without_indexes": .strings(collectionsWithoutIndexes),
    ]
  }
}

extension TextReport {
  /// The runs a database knows of.
  func text(of status: BackfillStatus) -> String {
    if status.runs.isEmpty { return "  no backfill has run on this database" }
    var columns = Columns(rightAligned: [2, 3, 4, 5, 6])
    columns.add("run", "state", "read", "loaded", "present", "filtered", "rejected")
    for run in status.runs {
      let counts = run.counts
      columns.add(
        run.id, status.state(of: run), Numbers.grouped(counts.read), Numbers.grouped(counts.loaded),
        Numbers.grouped(counts.present), Numbers.grouped(counts.filtered),
        Numbers.grouped(counts.rejected))
    }
    let stopped = status.runs.filter(status.isStopped(_:)).map { run in
      paint.note(
        "  \(run.id) stopped without an end; 'seedbed backfill run \(run.backfill)' goes on")
    }
    let away = status.collectionsWithoutIndexes.map { collection in
      paint.note(
        "  the indexes and keys of \(collection) are away: "
          + (status.isLocked
            ? "a load works without them, and builds them at its end"
            : "a load without them was killed; 'seedbed backfill run', as every command that "
              + "changes the database, builds them first"))
    }
    return (columns.lines() + stopped + away).joined(separator: "\n")
  }
}
