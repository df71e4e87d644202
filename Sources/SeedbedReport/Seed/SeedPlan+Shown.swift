import SeedbedCore
package import SeedbedFormats
package import SeedbedSeeds

extension SeedPlan: ShownInList {
  package static func text(of list: [Self], by report: TextReport) -> String {
    list.map { report.text(of: $0) }.joined(separator: "\n")
  }

  package static func json(of list: [Self]) -> JSONValue {
    let sets = list.map { plan -> JSONValue in
      let loads = plan.loads.map { ($0.schema.name, JSONValue.integer($0.count)) }
      return ["set": .string(plan.name), "records": .object(JSONObject(loads))]
    }
    return ["version": 1, "sets": .array(sets)]
  }
}

extension TextReport {
  /// What a load would put in place.
  func text(of plan: SeedPlan) -> String {
    var columns = Columns(rightAligned: [1])
    for load in plan.loads { columns.add(load.schema.name, Numbers.grouped(load.count)) }
    return
      (columns.lines() + ["set \(plan.name) is sound: \(Numbers.counted(plan.count, "record"))"])
      .joined(separator: "\n")
  }
}
