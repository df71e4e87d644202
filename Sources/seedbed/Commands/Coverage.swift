import ArgumentParser
import Foundation
import SeedbedBackfill
import SeedbedCore
import SeedbedGolden
import SeedbedReport
import SeedbedSeeds
import SeedbedStore

/// `seedbed coverage`
struct Coverage: ProjectCommand {
  var purpose: Purpose { .looking("seedbed coverage") }

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

  func outcome(in workspace: Workspace) throws -> CoverageSummary {
    let collections = try workspace.openExistingStore().read { session in
      try session.schema().collections.map { schema in
        try CoverageSummary.Collection(
          name: schema.name, rows: Self.rows(of: schema, in: session))
      }
    }
    let golden = try workspace.project.golden
    let endpoints =
      FileManager.default.fileExists(atPath: golden)
      ? try GoldenDocument.read(folder: golden).endpoints : []
    return CoverageSummary(
      collections: collections.sorted { $0.name < $1.name },
      endpoints: endpoints.filter { !$0.reads.isEmpty }
        .map { .init(call: $0.call.description, reads: $0.reads) })
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
