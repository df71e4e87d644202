import SeedbedCore
package import SeedbedFormats
package import SeedbedMigrations

extension JSONReport {
  package static func json(of outcome: LintOutcome) -> JSONValue {
    let findings = outcome.findings.map { finding -> JSONValue in
      [
        "severity": .string(finding.severity.rawValue), "problem": json(of: finding.diagnostic),
      ]
    }
    return [
      "version": 1, "migrations": number(outcome.migrations), "findings": .array(findings),
    ]
  }
}
