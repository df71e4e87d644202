import SeedbedCore
package import SeedbedFormats

extension AuditOutcome {
  /// The outcome as machines read it; `version` changes when a member is removed or changes meaning.
  package var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("version", 1),
      ("clean", .bool(isClean)),
      ("files", .array(files.map(Self.json))),
      ("findings", .array(findings.map(Self.json))),
      ("test_findings", .array(testFindings.map(Self.json))),
      ("rules", .object(JSONObject(countByRule.map { ($0.rule.rawValue, .integer($0.count)) }))),
      (
        "priorities",
        .object(
          JSONObject(Priority.allCases.map { ($0.rawValue, .integer(count(of: $0))) }))
      ),
      ("allowances", .array(allowances.map(Self.json))),
      ("unsupported", .strings(unsupported)),
      (
        "problems",
        .array(
          problems.map { problem in
            [
              "code": .string(problem.code.name), "message": .string(problem.message),
              "location": .stringOrNull(problem.location?.description),
            ]
          })
      ),
    ]
    if let reportCount { members.append(("report_compatible", Self.json(reportCount))) }
    return .object(JSONObject(members))
  }

  private static func json(_ file: AuditedFile) -> JSONValue {
    [
      "path": .string(file.path), "language": .string(file.language.rawValue),
      "served": .bool(file.isServed), "test": .bool(file.isTest), "calls": .integer(file.calls),
      "priority": .stringOrNull(file.priority?.rawValue),
    ]
  }

  private static func json(_ finding: Finding) -> JSONValue {
    [
      "rule": .string(finding.rule.rawValue), "file": .string(finding.location.file),
      "line": .integer(finding.location.line), "column": .integer(finding.location.column),
      "offset": .integer(finding.offset), "symbol": .string(finding.symbol),
      "name": .string(finding.name), "excerpt": .string(finding.excerpt),
      "expired": .stringOrNull(finding.expired?.description),
    ]
  }

  private static func json(_ used: UsedAllowance) -> JSONValue {
    [
      "rule": .string(used.allowance.rule.rawValue), "path": .string(used.allowance.path.pattern),
      "symbol": .stringOrNull(used.allowance.symbol), "reason": .string(used.allowance.reason),
      "until": .stringOrNull(used.allowance.until?.description), "findings": .integer(used.count),
    ]
  }

  private static func json(_ comparison: ReportComparison) -> JSONValue {
    [
      "report_total": .integer(comparison.reportTotal),
      "call_total": .integer(comparison.callTotal),
      "files": .array(
        comparison.files.map { file in
          [
            "path": .string(file.path), "report": .integer(file.report.total),
            "randint": .integer(file.report.randint), "uniform": .integer(file.report.uniform),
            "choice": .integer(file.report.choice), "random": .integer(file.report.random),
            "calls": .integer(file.calls),
          ]
        }),
    ]
  }
}
