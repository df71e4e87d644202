package import SeedbedBackfill
import SeedbedCore
package import SeedbedStore

extension TextReport {
  /// What would be read.
  package func text(of plans: [BackfillPlan]) -> String {
    var columns = Columns(rightAligned: [3])
    for plan in plans {
      columns.add(
        plan.specification.name, "→ \(plan.schema.name)",
        plan.fileNames.joined(separator: ", "), "\(Numbers.grouped(plan.size)) bytes")
    }
    return (columns.lines() + ["\(Numbers.counted(plans.count, "backfill")) sound"])
      .joined(separator: "\n")
  }

  /// What each backfill did.
  package func text(of outcomes: [BackfillOutcome]) -> String {
    let width = outcomes.map(\.backfill.count).max() ?? 0
    return outcomes.flatMap { lines(of: $0, width: width) }.joined(separator: "\n")
  }

  ///
  /// `isTried`: whether it was done where nobody sees it.
  func lines(of outcome: BackfillOutcome, width: Int, isTried: Bool = false) -> [String] {
    let isNothing = outcome.totals.read == 0 && outcome.discarded == 0
    let mark =
      !outcome.isGood ? paint.bad("✗") : isNothing ? paint.note("!") : paint.good("✓")
    let name = outcome.backfill + String(repeating: " ", count: width - outcome.backfill.count)
    var lines = ["  \(mark) \(name)  \(words(for: outcome, isTried))"]
    lines += self.lines(of: outcome.rejects, among: outcome.counts.rejected)
    lines += outcome.findings.map { "      \(words(for: $0, of: outcome))" }
    if !outcome.unmappedFields.isEmpty {
      lines.append(paint.faint("      no mapping reads \(Self.list(outcome.unmappedFields))"))
    }
    if !outcome.passedOver.isEmpty {
      lines.append("      passed over: \(Self.passedOver(outcome.passedOver))")
    }
    if !outcome.emptyFiles.isEmpty {
      lines.append("      0 bytes, so no record: \(Self.list(outcome.emptyFiles))")
    }
    lines += outcome.checks.filter { !$0.holds }.map { check in
      let place = paint.faint("(\(check.location))")
      guard let actual = check.actual else {
        return "      \(paint.bad("cannot be checked")): the \(check.subject), since records were "
          + "loaded before the check was there; 'seedbed backfill run \(outcome.backfill) "
          + "--restart' reads them again: those that are there are then 'present', not 'loaded', "
          + "and 'kept' counts both  \(place)"
      }
      return "      \(paint.bad("check failed")): \(check.subject) is \(actual), "
        + "expected \(check.expected)  \(place)"
    }
    if outcome.isAllRejected {
      lines.append("      \(paint.bad("every record is a reject")): nothing was loaded")
    }
    if !isTried, outcome.counts.loaded > 0,
      outcome.checks.contains(where: { !$0.holds && $0.actual != nil })
    {
      let rows = outcome.counts.loaded
      lines.append(
        "      the \(rows == 1 ? "row stays" : "\(Numbers.grouped(rows)) rows stay"); 'seedbed backfill "
          + "undo \(outcome.run)' says what takes \(rows == 1 ? "it" : "them") back")
    }
    return lines
  }

  /// The first rejects, and how many more there are.
  func lines(of rejects: [Reject], among count: Int) -> [String] {
    let shown = rejects.prefix(3)
    let lines = shown.map { reject in
      "      \(reject.file):\(reject.line): \(Self.reason(reject)) "
        + paint.faint("(\(reject.code), record \(reject.number), byte \(reject.offset))")
    }
    if shown.isEmpty || count <= shown.count { return lines }
    return lines
      + [paint.faint("      and \(Numbers.counted(count - shown.count, "more reject"))")]
  }

  static func reason(_ reject: Reject) -> String {
    (reject.column.map { "'\($0)': " } ?? "") + reject.message
  }

  private func words(for outcome: BackfillOutcome, _ isTried: Bool) -> String {
    let counts = outcome.counts
    if !outcome.hasBegun {
      return paint.bad(
        outcome.failure == nil ? "did not begin, since one before it failed" : "did not begin")
    }
    let isOld = outcome.totals.read > 0 && outcome.discarded == 0
    if counts.read == 0, outcome.failure == nil || isOld {
      return paint.faint(nothing(in: outcome))
    }
    var parts = ["\(Numbers.grouped(counts.loaded)) \(isTried ? "to load" : "loaded")"]
    if counts.present > 0 { parts.append("\(Numbers.grouped(counts.present)) present") }
    if counts.filtered > 0 { parts.append("\(Numbers.grouped(counts.filtered)) filtered") }
    if counts.rejected > 0 {
      parts.append(paint.note("\(Numbers.grouped(counts.rejected)) rejected"))
    }
    if outcome.discarded > 0 {
      let words = "\(Numbers.grouped(outcome.discarded)) not kept"
      parts = counts.read == 0 ? [paint.note(words)] : parts + [paint.note(words)]
    }
    let places = outcome.resumptions.map { "byte \(Numbers.grouped($0.byte)) of \($0.file)" }
    let resumed = places.isEmpty ? "" : ", going on at \(Self.list(places))"
    return
      "\(Numbers.grouped(counts.read + outcome.discarded)) read = \(parts.joined(separator: " + "))"
      + paint.faint(resumed)
  }

  /// What is said of a run that read no record.
  private func nothing(in outcome: BackfillOutcome) -> String {
    let totals = outcome.totals
    if totals.read == 0 {
      return outcome.passedOver.isEmpty
        ? "the source is empty: nothing was loaded" : "no record was read"
    }
    // After a restart, what was loaded before counts as present.
    return totals.present == 0
      ? "nothing new: \(Numbers.grouped(totals.loaded)) were loaded before"
      : "nothing new: \(Numbers.grouped(totals.loaded + totals.present)) are there already"
  }

  private func words(for finding: SourceFinding, of outcome: BackfillOutcome) -> String {
    switch finding {
    case .renamed(let file, let name):
      paint.faint("\(file) goes on where \(name) was read to: it begins with all of that")
    case .copy(let file, let other, let records):
      paint.faint(
        "\(Numbers.counted(records, "record")) of \(file) "
          + "\(records == 1 ? "was" : "were") loaded before, as \(other)")
    case .replaced(let file):
      paint.faint("\(file) is a new file with an old name, and was read from its start")
    case .reread(let file, let rows):
      paint.note(
        "\(rows == 1 ? "the row" : "all \(Numbers.grouped(rows)) rows") loaded from \(file) before "
          + "\(rows == 1 ? "was" : "were") gone: it was read again")
    case .unended(let file, let record):
      paint.note(
        "record \(Numbers.grouped(record)), the last of \(file), has no line end: if the file is "
          + "still being written, it may be cut")
    case .lost(let file, let rows, let all):
      paint.bad(
        "\(Numbers.grouped(rows)) of the \(Numbers.counted(all, "row")) loaded from \(file) before "
          + "\(rows == 1 ? "is" : "are") gone from \(outcome.target); load what is missing with "
          + "'seedbed backfill run \(outcome.backfill) --restart'")
    }
  }

  /// The runs a database knows of.
  package func text(of status: BackfillStatus) -> String {
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

  /// The records a backfill set aside.
  package func text(of rejects: [Reject]) -> String {
    if rejects.isEmpty { return "  no reject is open" }
    // Where all are open, nothing needs to say so.
    let isMixed = rejects.contains { $0.settled != nil }
    return rejects.map { reject in
      let state = isMixed ? ", \(reject.settled.map { "settled: \($0.rawValue)" } ?? "open")" : ""
      return "  \(reject.file):\(reject.line): \(Self.reason(reject))\n"
        + paint.faint(
          "      \(reject.code) at \(reject.stage.rawValue), record \(reject.number), "
            + "byte \(reject.offset), \(Numbers.counted(reject.length, "byte"))"
            + (reject.lines > 1 ? ", \(reject.lines) lines" : "") + state)
    }.joined(separator: "\n")
  }

  /// `1 INVBUY, 3 blank lines`.
  private static func passedOver(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { name, count in
      let isElement = name == name.uppercased()
      return isElement ? "\(Numbers.grouped(count)) \(name)" : Numbers.counted(count, name)
    }.joined(separator: ", ")
  }

  /// The first names, and how many more there are.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(4).joined(separator: ", ")
    return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
  }
}
