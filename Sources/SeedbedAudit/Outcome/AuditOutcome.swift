public import SeedbedCore

/// What an audit found.
public struct AuditOutcome: Sendable {
  /// Every file read, in the order of the paths.
  public let files: [AuditedFile]
  /// The findings that fail the audit, in the order of files and places.
  public let findings: [Finding]
  /// The findings in tests, which do not fail it.
  public let testFindings: [Finding]
  /// The allowances that covered something, in the order of the configuration.
  public let allowances: [UsedAllowance]
  /// Files that were included but are in a language without a lexer, and so were not checked.
  public let unsupported: [String]
  /// What is wrong with the audit itself: an allowance that matches nothing, or nothing to check.
  public let problems: [Diagnostic]
  /// What the report would have counted, when asked for.
  public let reportCount: ReportComparison?

  /// Whether everything could be checked and nothing was found.
  public var isClean: Bool { findings.isEmpty && problems.isEmpty }

  /// The findings for files that could not be checked.
  public var unparsed: [Finding] { findings.filter { $0.rule == .unparsed } }

  /// The files with findings outside tests, most calls first, then by path.
  public var bands: [AuditedFile] {
    files.filter { $0.priority != nil && !$0.isTest }
      .sorted { ($1.calls, $0.path) < ($0.calls, $1.path) }
  }

  /// How many files are in a band.
  public func count(of priority: Priority) -> Int {
    files.count { $0.priority == priority && !$0.isTest }
  }

  /// How many findings there are of each rule, in the order of the rules.
  public var countByRule: [(rule: Rule, count: Int)] {
    Rule.allCases.map { rule in (rule, findings.count { $0.rule == rule }) }
  }
}

/// One file an audit read.
public struct AuditedFile: Sendable, Hashable {
  public let path: String
  public let language: SourceLanguage
  public let isServed: Bool
  public let isTest: Bool
  /// The calls found that no allowance covers.
  public let calls: Int
  /// nil when there are none.
  public let priority: Priority?
}

/// An allowance and how many findings it covered.
public struct UsedAllowance: Sendable, Hashable {
  public let allowance: Allowance
  public let count: Int
}
