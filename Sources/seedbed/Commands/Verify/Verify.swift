import ArgumentParser

/// `seedbed verify`
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Ask every endpoint, and say which truly serve the data.",
    discussion: """
      EXAMPLES
        seedbed verify run
        seedbed verify run --filter /api/dashboard --service-argument=--as-found
        seedbed verify import openapi https://api.example.com/openapi.json
        seedbed verify record
        seedbed verify review
        seedbed verify explain "GET /api/dashboard/overview"
        seedbed verify matrix
      """,
    subcommands: [
      Run.self, Explain.self, Matrix.self, Import.self, Record.self, Review.self, Pending.self,
      Accept.self, Reject.self,
    ])
}
