package import SeedbedGolden

extension TextReport {
  /// Every level of each operation, and where each leaf of its answer comes from.
  package func explanation(of operations: [OperationOutcome], needs: [String] = []) -> String {
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

  /// A line for each endpoint with what it reads, and what its `reads:` says otherwise.
  package func text(of outcome: MatrixOutcome) -> String {
    var lines: [String] = []
    for row in outcome.rows {
      let mark =
        !row.isAsDeclared
        ? paint.bad("✗") : row.unknown.isEmpty ? paint.good("✓") : paint.note("?")
      lines.append("  \(row.declared.isEmpty ? " " : mark) \(row.title)")
      lines += wrapping.lines(of: reads(of: row), first: "      ", rest: 8)
      if !row.isAsDeclared {
        lines += wrapping.lines(
          of: "its golden file says \(row.declared.joined(separator: ", "))",
          first: "      \(paint.bad("•")) ", rest: 8)
      }
    }
    for problem in outcome.notMeasured {
      lines += wrapping.lines(
        of: "not measured: \(problem)", first: "  \(paint.note("?")) ", rest: 4)
    }
    let said = outcome.rows.filter { !$0.declared.isEmpty }
    let right = said.count { $0.isAsDeclared && $0.unknown.isEmpty }
    let verdict =
      said.isEmpty
      ? "none says what it reads ('reads:' in its golden file)"
      : "\(right) of \(said.count) read what they say"
    lines.append(
      "\(Numbers.counted(outcome.collections.count, "collection")), "
        + "\(Numbers.counted(outcome.rows.count, "endpoint")): \(verdict)")
    return (lines + remarks(outcome.remarks)).joined(separator: "\n")
  }

  private func reads(of row: MatrixOutcome.Row) -> String {
    let seen = row.reads.joined(separator: ", ")
    let unknown = row.unknown.joined(separator: ", ")
    return switch (row.reads.isEmpty, row.unknown.isEmpty) {
    case (true, true): "reads nothing"
    case (false, true): "reads \(seen)"
    case (true, false): "may read \(unknown), which could not be measured"
    case (false, false): "reads \(seen), and may read \(unknown), which could not be measured"
    }
  }
}
