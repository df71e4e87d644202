package import SeedbedBackfill
import SeedbedCore
package import SeedbedFormats

extension BackfillPlan: ShownInList {
  package static func text(of list: [Self], by report: TextReport) -> String {
    report.text(of: list)
  }

  package static func json(of list: [Self]) -> JSONValue {
    let plans = list.map { plan -> JSONValue in
      [
        "backfill": .string(plan.specification.name), "target": .string(plan.schema.name),
        "files": .strings(plan.fileNames), "bytes": .integer(plan.size),
      ]
    }
    return ["version": 1, "backfills": .array(plans)]
  }
}

extension TextReport {
  /// What would be read.
  func text(of plans: [BackfillPlan]) -> String {
    var columns = Columns(rightAligned: [3])
    for plan in plans {
      columns.add(
        plan.specification.name, "→ \(plan.schema.name)",
        plan.fileNames.joined(separator: ", "), "\(Numbers.grouped(plan.size)) bytes")
    }
    return (columns.lines() + ["\(Numbers.counted(plans.count, "backfill")) sound"])
      .joined(separator: "\n")
  }
}
