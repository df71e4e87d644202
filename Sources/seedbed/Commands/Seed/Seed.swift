import ArgumentParser

/// `seedbed seed`
struct Seed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seed",
    abstract: "Put known records in place, the same every time.",
    discussion: """
      EXAMPLES
        seedbed seed check
        seedbed seed load demo
      """, subcommands: [Check.self, Load.self])
}
