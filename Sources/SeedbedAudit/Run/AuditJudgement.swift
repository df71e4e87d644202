package import SeedbedCore

/// Turns what was found in the files into an outcome: allowances, tests and bands.
struct AuditJudgement {
  private let configuration: AuditConfiguration
  private let today: CalendarDate

  init(_ configuration: AuditConfiguration, today: CalendarDate) {
    self.configuration = configuration
    self.today = today
  }

  /// `audits`: one for each file of the plan, in its order.
  func outcome(of plan: AuditPlan, audits: [FileAudit]) -> AuditOutcome {
    let allow = configuration.allow
    var uses = [Int](repeating: 0, count: allow.count)
    var isNeeded = [Bool](repeating: false, count: allow.count)
    var files: [AuditedFile] = []
    var findings: [Finding] = []
    var testFindings: [Finding] = []
    for (file, audit) in zip(plan.files, audits) {
      var calls = 0
      for finding in audit.findings {
        let covering = allow.indices.filter { finding.isCovered(by: allow[$0]) }
        for index in covering { isNeeded[index] = true }
        if let valid = covering.first(where: { !allow[$0].isExpired(on: today) }) {
          uses[valid] += 1
          continue
        }
        var finding = finding
        finding.expired = covering.first.map { allow[$0] }
        if finding.rule == .random { calls += 1 }
        if file.isTest { testFindings.append(finding) } else { findings.append(finding) }
      }
      files.append(
        AuditedFile(
          path: file.path, language: file.language, isServed: file.isServed, isTest: file.isTest,
          calls: calls, priority: configuration.priority.band(of: calls)))
    }
    let used = zip(allow, uses).filter { $0.1 > 0 }
      .map { UsedAllowance(allowance: $0.0, count: $0.1) }
    let unused = zip(allow, isNeeded).filter { !$0.1 }.map { unusedAllowance($0.0) }
    return AuditOutcome(
      files: files, findings: findings, testFindings: testFindings, allowances: used,
      unsupported: plan.unsupported, problems: emptyPlan(plan) + unused,
      reportCount: comparison(plan, audits))
  }

  private func unusedAllowance(_ allowance: Allowance) -> Diagnostic {
    Diagnostic(
      .unusedAllowance, "this allowance matches nothing: \(allowance)",
      help: "remove it, or correct its path and symbol", at: allowance.location)
  }

  private func emptyPlan(_ plan: AuditPlan) -> [Diagnostic] {
    guard plan.files.isEmpty else { return [] }
    let patterns = configuration.include.map { "'\($0)'" }.joined(separator: ", ")
    return [
      Diagnostic(
        .nothingToAudit, "no file to audit matches \(patterns)",
        help: "correct 'include' under 'audit', or run the audit in the project's folder")
    ]
  }

  private func comparison(_ plan: AuditPlan, _ audits: [FileAudit]) -> ReportComparison? {
    guard audits.contains(where: { $0.reportCount != nil }) else { return nil }
    let files = zip(plan.files, audits).compactMap { file, audit -> ReportComparison.File? in
      guard let report = audit.reportCount else { return nil }
      let calls = audit.findings.count { $0.rule == .random }
      guard report.total > 0 || calls > 0 else { return nil }
      return ReportComparison.File(path: file.path, report: report, calls: calls)
    }
    return ReportComparison(files: files)
  }
}

extension Diagnostic.Code {
  /// An allowance that no finding needs.
  package static let unusedAllowance = Self("audit.allowance_unused", .invalidFile)
  /// An audit of no files, which would otherwise look like a clean one.
  package static let nothingToAudit = Self("audit.nothing", .checkFailed)
}
