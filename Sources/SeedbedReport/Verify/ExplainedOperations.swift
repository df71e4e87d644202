package import SeedbedFormats
package import SeedbedGolden

/// Every level of operations, and where each leaf of their answers comes from.
package struct ExplainedOperations: Shown {
  private let operations: [OperationOutcome]
  private let needs: [String]

  /// `needs`: what the printed requests need to be made again.
  package init(_ operations: [OperationOutcome], needs: [String]) {
    self.operations = operations
    self.needs = needs
  }

  package func text(by report: TextReport) -> String {
    report.explanation(of: operations, needs: needs)
  }

  package var json: JSONValue { ["version": 1, "operations": .array(operations.map(\.json))] }
}

extension TextReport {
  /// Every level of each operation, and where each leaf of its answer comes from.
  func explanation(of operations: [OperationOutcome], needs: [String]) -> String {
    let needs = self.needs(needs).joined(separator: "\n")
    return (operations.map(explanation) + (needs.isEmpty ? [] : [needs])).joined(separator: "\n\n")
  }

  private func explanation(of operation: OperationOutcome) -> String {
    var lines = [
      "\(paint.strong(operation.title))  \(paint.faint("(\(operation.location))"))"
    ]
    for level in Level.allCases where level > .listed {
      let mark = level <= operation.level ? paint.good("✓") : paint.bad("✗")
      lines.append("  \(mark) \(level.rawValue) \(level.name)")
    }
    lines += operation.reasons.flatMap {
      wrapping.lines(of: $0.description, first: "      \(paint.bad("•")) ", rest: 8)
    }
    if let compared = operation.compared {
      lines.append("  compared \(compared) of the fields of its golden")
    }
    if let request = operation.request { lines.append("  \(paint.faint(request.curl))") }
    guard let verdicts = operation.verdicts else {
      lines.append("  \(withoutVerdicts(operation))")
      return lines.joined(separator: "\n")
    }
    for verdict in verdicts {
      let mark = verdict.isUnproved ? paint.bad("✗") : paint.good("✓")
      lines += wrapping.lines(
        of: "\(verdict.leaf)  \(verdict.word): \(verdict.explanation)", first: "  \(mark) ", rest: 6
      )
    }
    return lines.joined(separator: "\n")
  }

  private func withoutVerdicts(_ operation: OperationOutcome) -> String {
    switch operation.kind {
    case .data: "no proof was made"
    case .static: "class static: no proof applies"
    case .effect:
      operation.isReal
        ? "class effect: it changes what its golden file says, and nothing else"
        : "class effect: proved by what it changes, where 'changes:' says that"
    }
  }
}
