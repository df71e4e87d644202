/// The report's way of counting beside this audit's, over the served files.
package struct ReportComparison: Sendable, Hashable {
  /// One served file in which either way counts something.
  package struct File: Sendable, Hashable {
    package let path: String
    package let report: ReportCount
    /// The calls this audit found there, allowed or not.
    package let calls: Int
  }

  /// In the order of the paths.
  package let files: [File]

  /// What the report would have said.
  package var reportTotal: Int { files.reduce(0) { $0 + $1.report.total } }

  /// The calls this audit found in the same files.
  package var callTotal: Int { files.reduce(0) { $0 + $1.calls } }
}
