import SeedbedGolden

extension TextReport {
  /// The operations that were not called, by the reason, which several share.
  func notCalled(_ outcome: VerifyOutcome) -> [String] {
    var order: [String] = []
    var operations: [String: [OperationOutcome]] = [:]
    for operation in outcome.operations {
      guard let first = operation.reasons.first, first.kind == .notCalled else { continue }
      let reason = first.description
      if operations[reason] == nil { order.append(reason) }
      operations[reason, default: []].append(operation)
    }
    if order.isEmpty { return [] }
    let count = operations.values.reduce(0) { $0 + $1.count }
    return ["", paint.strong("\(Numbers.counted(count, "operation")) not called")]
      + order.flatMap { reason in
        (operations[reason] ?? []).map { "  \($0.title)  \(paint.faint("(\($0.location))"))" }
          + wrapping.lines(of: reason, first: "      \(paint.bad("•")) ", rest: 8)
      }
  }
}
