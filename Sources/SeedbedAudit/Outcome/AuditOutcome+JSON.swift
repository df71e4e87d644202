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
      ("rules", .object(JSONObject(countByRule.map { ($0.rule.rawValue, Self.json($0.count)) }))),
      (
        "priorities",
        .object(
          JSONObject(Priority.allCases.map { ($0.rawValue, Self.json(count(of: $0))) }))
      ),
      ("allowances", .array(allowances.map(Self.json))),
      ("unsupported", .array(unsupported.map(JSONValue.string))),
      (
        "problems",
        .array(
          problems.map { problem in
            [
              "code": .string(problem.code.name), "message": .string(problem.message),
              "location": Self.json(problem.location.map(String.init(describing:))),
            ]
          })
      ),
    ]
    if let reportCount { members.append(("report_compatible", Self.json(reportCount))) }
    return .object(JSONObject(members))
  }

  private static func json(_ number: Int) -> JSONValue { .number(JSONNumber(Int64(number))) }

  private static func json(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  private static func json(_ file: AuditedFile) -> JSONValue {
    [
      "path": .string(file.path), "language": .string(file.language.rawValue),
      "served": .bool(file.isServed), "test": .bool(file.isTest), "calls": json(file.calls),
      "priority": json(file.priority?.rawValue),
    ]
  }

  private static func json(_ finding: Finding) -> JSONValue {
    [
      "rule": .string(finding.rule.rawValue), "file": .string(finding.location.file),
      "line": json(finding.location.line), "column": json(finding.location.column),
      "offset": json(finding.offset), "symbol": .string(finding.symbol),
      "name": .string(finding.name), "excerpt": .string(finding.excerpt),
      "expired": json(finding.expired?.description),
    ]
  }

  private static func json(_ used: UsedAllowance) -> JSONValue {
    [
      "rule": .string(used.allowance.rule.rawValue), "path": .string(used.allowance.path.pattern),
      "symbol": json(used.allowance.symbol), "reason": .string(used.allowance.reason),
      "until": json(used.allowance.until?.description), "findings": json(used.count),
    ]
  }

  private static func json(_ comparison: ReportComparison) -> JSONValue {
    [
      "report_total": json(comparison.reportTotal), "call_total": json(comparison.callTotal),
      "files": .array(
        comparison.files.map { file in
          [
            "path": .string(file.path), "report": json(file.report.total),
            "randint": json(file.report.randint), "uniform": json(file.report.uniform),
            "choice": json(file.report.choice), "random": json(file.report.random),
            "calls": json(file.calls),
          ]
        }),
    ]
  }
}
