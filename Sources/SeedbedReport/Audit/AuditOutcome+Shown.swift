package import SeedbedAudit
import SeedbedCore

extension AuditOutcome: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }
}

extension TextReport {
  /// The findings, then the files by band, then the counts.
  func text(of outcome: AuditOutcome) -> String {
    var lines: [String] = outcome.findings.map { finding in
      "  \(finding.location)  \(finding.name)  \(paint.faint("in \(finding.symbol)"))"
        + (finding.expired == nil ? "" : paint.note("  its allowance is over"))
    }
    if !outcome.bands.isEmpty {
      lines += ["", paint.strong("files by calls")]
      var columns = Columns(rightAligned: [0])
      for file in outcome.bands {
        columns.add(
          Numbers.grouped(file.calls), file.priority.map { "\($0.rawValue)" } ?? "", file.path)
      }
      lines += columns.lines()
    }
    for problem in outcome.problems { lines.append("  \(paint.bad("!")) \(problem)") }
    if let comparison = outcome.reportCount {
      lines += ["", paint.strong("as the report counted")]
      var columns = Columns(rightAligned: [0, 1])
      columns.add("report", "calls", "file")
      for file in comparison.files {
        columns.add(Numbers.grouped(file.report.total), Numbers.grouped(file.calls), file.path)
      }
      lines += columns.lines()
      lines.append(
        "  \(comparison.reportTotal) by the report's count, \(comparison.callTotal) calls")
    }
    lines += ["", summary(of: outcome)]
    return lines.joined(separator: "\n")
  }

  private func summary(of outcome: AuditOutcome) -> String {
    let mark = outcome.isClean ? paint.good("✓") : paint.bad("✗")
    var parts = [
      Numbers.counted(outcome.findings.count, "finding"),
      "\(outcome.count(of: .high)) high, \(outcome.count(of: .medium)) medium, "
        + "\(outcome.count(of: .low)) low priority files",
      "\(Numbers.counted(outcome.files.count, "file")) read",
    ]
    if !outcome.testFindings.isEmpty { parts.append("\(outcome.testFindings.count) more in tests") }
    let allowed = outcome.allowances.reduce(0) { $0 + $1.count }
    if allowed > 0 { parts.append("\(allowed) allowed") }
    if !outcome.unsupported.isEmpty {
      parts.append("\(outcome.unsupported.count) files in languages not known yet")
    }
    return "\(mark) \(parts.joined(separator: " · "))"
  }
}
