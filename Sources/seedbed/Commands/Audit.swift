import ArgumentParser
import Foundation
import SeedbedAudit
import SeedbedCore

/// `seedbed audit`
struct Audit: AsyncProjectCommand {
  var purpose: Purpose { .looking("seedbed audit") }

  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Find generated values where real ones belong.",
    discussion: """
      EXAMPLES
        seedbed audit
        seedbed audit ../product --report-compatible --json
      """)

  @OptionGroup var options: GlobalOptions

  @Argument(help: "The folder to read; the project's unless given.", completion: .directory)
  var folder: String?

  @Flag(help: "Count as the source report counted, too.")
  var reportCompatible = false

  func outcome(in workspace: Workspace) async throws -> AuditOutcome {
    if let folder {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
        isFolder.boolValue
      else { throw Diagnostic(.auditFolder, "there is no folder \(folder)") }
    }
    let tree = DirectoryTree(root: folder ?? workspace.project.folder)
    let audit = AuditRun(
      try workspace.project.audit, now: Workspace.now, countsReport: reportCompatible)
    return try await audit(tree)
  }

  func end(_ outcome: AuditOutcome, in workspace: Workspace) throws {
    if !outcome.isClean { throw ExitCode.checkFailed }
  }
}

extension Diagnostic.Code {
  /// A folder to be audited that is not there.
  static let auditFolder = Self("audit.folder", .usage)
}
