import ArgumentParser
import Foundation
import SeedbedBackfill
import SeedbedCore
import SeedbedGolden
import SeedbedReport
import SeedbedSeeds
import SeedbedStore

/// `seedbed coverage`
struct Coverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Show what share of the records is real, seeded or of unknown origin.",
    discussion: """
      Real are the records a backfill loaded. Endpoints are listed where their golden files say what they
      read.

      EXAMPLES
        seedbed coverage
        seedbed coverage --json
      """)

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let workspace = try Workspace(options, purpose: "seedbed coverage")
    let store = try workspace.openExistingStore()
    defer { try? store.close() }
    let collections = try store.read { session in
      try session.schema().collections.map { schema in
        try CoverageSummary.Collection(
          name: schema.name, rows: Self.rows(of: schema, in: session))
      }
    }
    let golden = try workspace.project.golden
    let endpoints =
      FileManager.default.fileExists(atPath: golden)
      ? try GoldenDocument.read(folder: golden).endpoints : []
    let summary = CoverageSummary(
      collections: collections.sorted { $0.name < $1.name },
      endpoints: endpoints.filter { !$0.reads.isEmpty }
        .map { .init(call: $0.call.description, reads: $0.reads) })
    workspace.console.print(
      workspace.console.report.text(of: summary), json: JSONReport.json(of: summary))
  }

  private static func rows(
    of schema: CollectionSchema, in session: any StoreSession
  ) throws -> CoverageSummary.Rows {
    let seeds = try SeededRows(of: schema.name, in: session)
    var rows = CoverageSummary.Rows()
    rows.real = try OtherRows.forEach(of: schema, in: session) { key, _ in
      rows.count += 1
      if seeds.contains(key) { rows.seeded += 1 }
    }
    rows.count += rows.real
    return rows
  }
}
