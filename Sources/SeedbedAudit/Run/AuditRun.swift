package import SeedbedCore

/// Reads the files of a plan and judges what is in them.
package struct AuditRun: Sendable {
  private let configuration: AuditConfiguration
  private let today: CalendarDate
  private let countsReport: Bool

  /// `now`: the instant that decides which allowances are over.
  /// `countsReport`: whether to count as the report did too (`--report-compatible`).
  package init(_ configuration: AuditConfiguration, now: Timestamp, countsReport: Bool = false) {
    self.configuration = configuration
    self.today = CalendarDate(now)
    self.countsReport = countsReport
  }

  /// Checks every file that the configuration includes, on all cores; the outcome does not depend on
  /// their number.
  ///
  /// - Throws: `Diagnostic` when a folder cannot be listed, `CancellationError` when the task is cancelled. A
  ///   file that cannot be read is a finding.
  package func callAsFunction(_ tree: some SourceTree) async throws -> AuditOutcome {
    let plan = AuditPlan(configuration, paths: try tree.paths())
    let audits = try await audits(of: plan.files, in: tree)
    try Task.checkCancellation()
    return AuditJudgement(configuration, today: today).outcome(of: plan, audits: audits)
  }

  /// Small enough that no core waits long for the last one, large enough that handing out costs
  /// nothing.
  private static let filesPerTask = 16

  private func audits(of files: [AuditPlan.File], in tree: some SourceTree) async throws
    -> [FileAudit]
  {
    let generators = PythonGenerators(additional: configuration.alsoRandom)
    let countsReport = countsReport
    let starts = Array(stride(from: 0, to: files.count, by: Self.filesPerTask))
    return try await withThrowingTaskGroup(of: (Int, [FileAudit]).self) { group in
      for (index, start) in starts.enumerated() {
        let part = files[start..<min(start + Self.filesPerTask, files.count)]
        group.addTask {
          let audits = try part.map { file in
            try Task.checkCancellation()
            do {
              let bytes = try tree.bytes(of: file.path)
              return FileAudit(
                of: bytes, file: file, generators: generators, countsReport: countsReport)
            } catch {
              return FileAudit(unreadable: file, because: error)
            }
          }
          return (index, audits)
        }
      }
      var parts = [[FileAudit]](repeating: [], count: starts.count)
      for try await (index, audits) in group { parts[index] = audits }
      return parts.flatMap(\.self)
    }
  }
}
