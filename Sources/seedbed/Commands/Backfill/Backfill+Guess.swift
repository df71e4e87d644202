import ArgumentParser
import Foundation
import SeedbedBackfill
import SeedbedCore
import SeedbedFormats
import SeedbedReport
import SeedbedStore

extension Backfill {
  struct Guess: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "guess",
      abstract: "Read all of an export and draft its backfill.",
      discussion: """
        The draft is for you to edit: its comments say what was seen. Loading never guesses. With
        --output, files that lie elsewhere are copied beside the draft, and a folder without a
        seedbed.yaml gets one, with the ten collections of the README.

        EXAMPLES
          seedbed backfill guess access.log --target page_visits
          seedbed backfill guess access.log --target page_visits --output seeds/history/page_visits.yaml
        """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The files of one export, in one format.", completion: .file())
    var files: [String]

    @Option(help: ArgumentHelp("The collection the records go into.", valueName: "collection"))
    var target: String

    @Option(
      help: ArgumentHelp("Where the draft goes; printed unless given.", valueName: "file"),
      completion: .file())
    var output: String?

    @Flag(help: "Overwrite what is there.")
    var force = false

    func run() throws {
      let places = files.map { SourcePlace(of: $0, for: output) }
      try checkOutput(places)
      let started = try startProject()
      let workspace = try Workspace(options, .looking("seedbed backfill guess"))
      let schema = try workspace.knownStructure().schema
      guard let collection = schema[target] else {
        throw Diagnostic(
          .guessTarget,
          "there is no collection '\(target)'\(Suggestion.phrase(for: target, among: schema.names))",
          help: "collections come from the migrations: \(schema.names.joined(separator: ", "))")
      }
      let line = workspace.console.progress()
      defer { line.clear() }
      let guess = try BackfillGuess(
        of: files, as: places.map(\.name), named: name, for: collection
      ) { line.show("reading", done: 0, of: 0, records: $0) }
      line.clear()
      try guess.requireFit()
      try write(guess, places, started, workspace.console)
    }

    /// What the draft calls itself.
    private var name: String {
      let file = output.map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
      return file ?? target
    }

    /// Nothing is written before it is known that all can be.
    private func checkOutput(_ places: [SourcePlace]) throws {
      guard let output else { return }
      for file in files { _ = try SourceBytes(file: file) }
      if !force {
        try ProjectFile.refuseExisting(
          output, help: "write over it with --force, or name another file")
      }
      try ProjectFile.check(output)
      for place in places where place.isToCopy {
        if let copy = place.copy { try ProjectFile.refuseExisting(copy) }
      }
    }

    private func startProject() throws -> [String] {
      guard output != nil, StarterProject.isMissing(in: options.project) else { return [] }
      return try StarterProject.begin(in: options.project)
    }

    private func write(
      _ guess: BackfillGuess, _ places: [SourcePlace], _ started: [String], _ console: Console
    ) throws {
      guard let output else { return console.show(DraftedBackfill(guess, in: nil)) }
      if !started.isEmpty { console.say("  started a project: \(started.joined(separator: ", "))") }
      for place in places where place.isToCopy {
        guard let copy = place.copy else { continue }
        try ProjectFile.copy(place.path, to: copy)
        console.say("  copied \(place.path) to \(copy)")
      }
      try ProjectFile.write(guess.yaml, to: output, replacing: force)
      console.show(DraftedBackfill(guess, in: output))
    }
  }
}

extension Diagnostic.Code {
  /// A collection that no migration makes.
  static let guessTarget = Self("guess.target", .usage)
}
