import ArgumentParser
import CMalloc
import SeedbedCore

/// The command: reads its line, runs it, and turns whatever went wrong into words and a status.
@main
struct Seedbed: AsyncParsableCommand {
  // Every command says its name: to make one from a type's takes half the time of a start.
  static let configuration = CommandConfiguration(
    commandName: "seedbed",
    abstract: "Replaces mock data with real data, and proves it.",
    discussion: """
      EXAMPLES
        seedbed up --test              migrate, seed, backfill and verify a test database
        seedbed migrate plan           what the migrations would do
        seedbed backfill run           bring real records in, resuming where a run stopped
        seedbed coverage               what share of the records is real
        seedbed verify run             which endpoints truly serve the data
        seedbed audit --report-compatible

      A project is a folder with a seedbed.yaml; every command takes --project DIR.

      EXIT STATUS
        0 fine · 1 a check failed · 2 a file is wrong · 3 the run failed · 64 the command line
      """,
    version: "seedbed 0.1.0",
    subcommands: [
      Up.self, Migrate.self, Seed.self, Backfill.self, Verify.self, Coverage.self, Audit.self,
      Database.self, PrintSchema.self, Explain.self,
    ])

  static func main() async {
    give_large_blocks_back()
    PrintedStream.prepare()
    let time = ElapsedTime()
    Interruption.endFirstProcess()
    let status: Int32
    do {
      try await run(CommandLineWords(CommandLine.arguments))
      status = ExitStatus.success.rawValue
    } catch {
      status = FailureReport(arguments: CommandLine.arguments).status(of: error)
    }
    let isQuiet = !Set(CommandLine.arguments).isDisjoint(with: ["--quiet", "--json"])
    time.say(quiet: isQuiet)
    PrintedStream.end(after: status)
  }

  private static func run(_ words: CommandLineWords) async throws {
    var command = try words.command()
    if command is Audit {
      // It changes nothing, so a signal ends it at once, in the middle of a file too.
      try await runAsynchronous(words)
    } else if command is any AsyncParsableCommand {
      try await Interruption.cancelling { try await runAsynchronous(words) }
    } else {
      try command.run()
    }
  }

  /// Reads the line again, since a parsed command does not cross into another task.
  private static func runAsynchronous(_ words: CommandLineWords) async throws {
    guard var command = try words.command() as? any AsyncParsableCommand else { return }
    try await command.run()
  }
}
