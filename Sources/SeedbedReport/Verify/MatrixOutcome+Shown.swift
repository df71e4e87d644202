package import SeedbedGolden

extension MatrixOutcome: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }
}

extension TextReport {
  /// A line for each endpoint with what it reads, and what its `reads:` says otherwise.
  func text(of outcome: MatrixOutcome) -> String {
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
