import ArgumentParser
import Foundation
import SeedbedAudit
import SeedbedCore
import SeedbedFormats
import SeedbedReport

/// `seedbed audit`
struct Audit: AsyncParsableCommand {
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

  func run() async throws {
    let workspace = try Workspace(options, purpose: "seedbed audit")
    if let folder {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
        isFolder.boolValue
      else { throw Diagnostic(.auditFolder, "there is no folder \(folder)") }
    }
    let tree = DirectoryTree(root: folder ?? workspace.project.folder)
    let audit = AuditRun(
      try workspace.project.audit, now: Workspace.now, countsReport: reportCompatible)
    let outcome = try await audit(tree)
    workspace.console.print(workspace.console.report.text(of: outcome), json: outcome.json)
    if !outcome.isClean { throw ExitCode(ExitStatus.checkFailed.rawValue) }
  }
}

extension Diagnostic.Code {
  /// A folder to be audited that is not there.
  static let auditFolder = Self("audit.folder", .usage)
}
