import SeedbedCore
package import SeedbedSeeds

extension TextReport {
  /// What a load would put in place.
  package func text(of plan: SeedPlan) -> String {
    var columns = Columns(rightAligned: [1])
    for load in plan.loads { columns.add(load.schema.name, Numbers.grouped(load.count)) }
    return
      (columns.lines() + ["set \(plan.name) is sound: \(Numbers.counted(plan.count, "record"))"])
      .joined(separator: "\n")
  }

  /// What a load put in place.
  package func text(of outcome: SeedOutcome) -> String {
    var columns = Columns(rightAligned: [1])
    for loaded in outcome.loaded { columns.add(loaded.collection, Numbers.grouped(loaded.count)) }
    let replaced =
      outcome.removed > 0
      ? ", in place of \(Numbers.grouped(outcome.removed)) of earlier seeds" : ""
    let found = [(outcome.changed, "changed"), (outcome.present, "there already")]
      .filter { $0.0 > 0 }.map { ", \(Numbers.grouped($0.0)) of them \($0.1)" }.joined()
    let words =
      "\(Numbers.counted(outcome.count, "record")) of set \(outcome.set)\(replaced)\(found)"
    return (columns.lines() + ["  \(paint.good("✓")) \(words)"]).joined(separator: "\n")
  }
}
