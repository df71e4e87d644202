package import SeedbedCore

/// What an audit found.
package struct AuditOutcome: Sendable {
  /// Every file read, in the order of the paths.
  package let files: [AuditedFile]
  /// The findings that fail the audit, in the order of files and places.
  package let findings: [Finding]
  /// The findings in tests, which do not fail it.
  package let testFindings: [Finding]
  /// The allowances that covered something, in the order of the configuration.
  package let allowances: [UsedAllowance]
  /// Files that were included but are in a language without a lexer, and so were not checked.
  package let unsupported: [String]
  /// What is wrong with the audit itself: an allowance that matches nothing, or nothing to check.
  package let problems: [Diagnostic]
  /// What the report would have counted, when asked for.
  package let reportCount: ReportComparison?

  /// Whether everything could be checked and nothing was found.
  package var isClean: Bool { findings.isEmpty && problems.isEmpty }

  /// The findings for files that could not be checked.
  package var unparsed: [Finding] { findings.filter { $0.rule == .unparsed } }

  /// The files with findings outside tests, most calls first, then by path.
  package var bands: [AuditedFile] {
    files.filter { $0.priority != nil && !$0.isTest }
      .sorted { ($1.calls, $0.path) < ($0.calls, $1.path) }
  }

  /// How many files are in a band.
  package func count(of priority: Priority) -> Int {
    files.count { $0.priority == priority && !$0.isTest }
  }

  /// How many findings there are of each rule, in the order of the rules.
  package var countByRule: [(rule: Rule, count: Int)] {
    Rule.allCases.map { rule in (rule, findings.count { $0.rule == rule }) }
  }
}

/// One file an audit read.
package struct AuditedFile: Sendable, Hashable {
  package let path: String
  package let language: SourceLanguage
  package let isServed: Bool
  package let isTest: Bool
  /// The calls found that no allowance covers.
  package let calls: Int
  /// nil when there are none.
  package let priority: Priority?
}

/// An allowance and how many findings it covered.
package struct UsedAllowance: Sendable, Hashable {
  package let allowance: Allowance
  package let count: Int
}
