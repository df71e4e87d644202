package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats
import SeedbedStore

extension BackfillOutcome: ShownInList {
  package static func text(of list: [Self], by report: TextReport) -> String {
    report.text(of: list)
  }

  package static func json(of list: [Self]) -> JSONValue {
    ["version": 1, "backfills": .array(list.map(\.json))]
  }
}

extension BackfillOutcome {
  private var json: JSONValue {
    let resumed = resumptions.map { place -> JSONValue in
      ["file": .string(place.file), "byte": .integer(place.byte)]
    }
    return [
      "backfill": .string(backfill), "target": .string(target),
      "run": hasBegun ? .string(run) : .null, "this_run": counts.json, "all_runs": totals.json,
      "resumed_at": .array(resumed), "unmapped_fields": .strings(unmappedFields),
      "passed_over": .object(JSONObject(passedOver.map { ($0.key, .integer($0.value)) })),
      "empty_files": .strings(emptyFiles), "rejects": .array(rejects.map(\.json)),
      "checks": .array(checks.map(\.json)), "files": .array(findings.map(\.json)),
      "failure": failure?.json ?? .null,
    ]
  }
}

extension BackfillOutcome.CheckResult {
  var json: JSONValue {
    [
      "subject": .string(subject), "expected": .string(expected.description),
      "actual": .stringOrNull(actual?.description), "holds": .bool(holds),
    ]
  }
}

extension BackfillCounts {
  var json: JSONValue {
    [
      "read": .integer(read), "loaded": .integer(loaded), "present": .integer(present),
      "filtered": .integer(filtered), "rejected": .integer(rejected),
    ]
  }
}

extension TextReport {
  /// What each backfill did.
  func text(of outcomes: [BackfillOutcome]) -> String {
    let width = outcomes.map(\.backfill.count).max() ?? 0
    return outcomes.flatMap { lines(of: $0, width: width) }.joined(separator: "\n")
  }

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

  /// `1 INVBUY, 3 blank lines`.
  private static func passedOver(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { name, count in
      let isElement = name == name.uppercased()
      return isElement ? "\(Numbers.grouped(count)) \(name)" : Numbers.counted(count, name)
    }.joined(separator: ", ")
  }
}
