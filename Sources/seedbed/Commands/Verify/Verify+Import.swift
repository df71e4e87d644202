import ArgumentParser
import Foundation
import SeedbedCore
import SeedbedGolden
import SeedbedReport

extension Verify {
  /// `seedbed verify import`
  struct Import: AsyncProjectCommand {
    var purpose: Purpose { .changing("seedbed verify import") }

    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Draft a golden file from a document, a collection, an archive or curl commands.",
      discussion: """
        Credentials are left out. What the golden files ask already is not drafted again, and no file is
        written over without --force. Bodies come with 'verify record'.

        EXAMPLES
          seedbed verify import openapi openapi.yaml
          seedbed verify import har session.har --name checkout
          seedbed verify import curl "curl -H 'Accept: text/plain' http://127.0.0.1:8080/health"
        """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "openapi (also Swagger 2), postman, har or curl.")
    var format: GoldenDraft.Format

    @Argument(help: "A file, an address, or the curl command itself.", completion: .file())
    var source: String

    @Option(help: ArgumentHelp("The name of the golden file.", valueName: "name"))
    var name: String?

    @Flag(help: "Write over a golden file of that name.")
    var force = false

    func outcome(in workspace: Workspace) async throws -> ImportedCalls {
      let isCommand = format == .curl && source.hasPrefix("curl ")
      if format == .curl, !isCommand, source.contains(" "),
        !FileManager.default.fileExists(atPath: source)
      {
        throw Diagnostic(
          .gateOption, "expected a command that begins with 'curl', or a file of such commands",
          help: "such as 'seedbed verify import curl \"curl http://127.0.0.1:8080/health\"'")
      }
      let bytes = isCommand ? Array(source.utf8) : try await DocumentSource.bytes(of: source)
      let folder = try workspace.project.golden
      let name = name ?? (isCommand ? "curl" : Self.stem(of: source))
      let path = "\(folder)/\(name).yaml"
      let draft = try GoldenDraft(
        of: bytes, as: format, from: isCommand ? "a curl command" : source, name: name,
        beside: try existing(in: folder), replacing: force ? path : nil)
      if !draft.calls.isEmpty { try draft.write(to: path, force: force) }
      return ImportedCalls(draft, in: path)
    }

    /// Nil where there is no golden file yet.
    private func existing(in folder: String) throws -> GoldenDocument? {
      do {
        return try GoldenDocument.read(folder: folder)
      } catch let problem as Diagnostic where problem.code == .goldenMissing {
        return nil
      }
    }

    private static func stem(of source: String) -> String {
      let file = source.split(separator: "/").last ?? "api"
      let stem = file.prefix { $0 != "." && $0 != "?" }.filter {
        $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_"
      }
      return stem.isEmpty ? "api" : String(stem)
    }
  }
}

extension GoldenDraft.Format: ExpressibleByArgument {}
