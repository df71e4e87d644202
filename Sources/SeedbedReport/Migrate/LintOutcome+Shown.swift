import SeedbedCore
package import SeedbedFormats
package import SeedbedMigrations

extension LintOutcome: Shown {
  package func text(by report: TextReport) -> String { report.text(of: self) }

  package var json: JSONValue {
    let findings = findings.map { finding -> JSONValue in
      ["severity": .string(finding.severity.rawValue), "problem": finding.diagnostic.json]
    }
    return ["version": 1, "migrations": .integer(migrations), "findings": .array(findings)]
  }
}

extension TextReport {
  /// What would stop a move to another engine, in the order of the files.
  func text(of outcome: LintOutcome) -> String {
    let lines = outcome.findings.map { finding in
      switch finding.severity {
      case .error: "\(paint.bad("error")): \(finding.diagnostic)"
      case .warning: "\(paint.note("warning")): \(finding.diagnostic)"
      }
    }
    let migrations = Numbers.counted(outcome.migrations, "migration")
    if lines.isEmpty {
      return "\(paint.good("✓")) nothing in \(migrations) stands against PostgreSQL"
    }
    let errors = outcome.findings.count { $0.severity == .error }
    return
      (lines + [
        "\(paint.bad("✗")) \(Numbers.counted(errors, "error")) and "
          + "\(Numbers.counted(lines.count - errors, "warning")) in \(migrations)"
      ]).joined(separator: "\n")
  }
}
