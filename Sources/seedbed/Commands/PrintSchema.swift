import ArgumentParser
import Foundation
import SeedbedBackfill
import SeedbedFormats
import SeedbedGolden
import SeedbedMigrations
import SeedbedReport
import SeedbedSeeds

/// `seedbed schema`
struct PrintSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a format, made from the table that validates it.",
    discussion: "EXAMPLE\n  seedbed schema migration > migration.schema.json")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case migration, seed, backfill, golden, project

    var shape: Shape {
      switch self {
      case .migration: MigrationShape.document
      case .seed: SeedShape.document
      case .backfill: BackfillShape.document
      case .golden: GoldenDocument.shape
      case .project: ProjectShape.document
      }
    }
  }

  @Argument(help: "migration, seed, backfill, golden or project.")
  var format: Format

  @OptionGroup var printing: PrintOptions

  func run() throws {
    Console(printing).show(
      PrintedSchema(json: format.shape.jsonSchema(title: "Seedbed \(format.rawValue)")))
  }
}

/// It is JSON, whether that is asked for or not.
private struct PrintedSchema: Shown {
  let json: JSONValue

  func text(by report: TextReport) -> String {
    JSONWriter.text(json, pretty: true).trimmingCharacters(in: .newlines)
  }
}
