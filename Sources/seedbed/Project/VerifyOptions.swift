import ArgumentParser

/// What verifying and recording take.
struct VerifyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only calls that contain this.", valueName: "text"))
  var filter: [String] = []

  @Option(help: ArgumentHelp("How often each call is repeated in one state.", valueName: "times"))
  var repeats = 3

  @Option(
    help: ArgumentHelp("An argument added to the service's command.", valueName: "argument"))
  var serviceArgument: [String] = []

  @Option(help: ArgumentHelp("What the values a proof makes start from.", valueName: "number"))
  var proofSeed: UInt64 = 1

  @Option(help: ArgumentHelp("How many calls are made at once.", valueName: "number"))
  var parallel = 4

  @Flag(help: "End at the first operation that is not equal to its golden.")
  var failFast = false

  @Flag(
    help: ArgumentHelp(
      "Make calls that may change data though nothing can restore it.",
      discussion: """
        Without it, calls other than GET, HEAD and OPTIONS, and those of class effect, are made only if \
        the database has the test mark and the command starts the service.
        """))
  var allowEffects = false

  @Flag(
    help: ArgumentHelp(
      "Exchange the rows of the database itself, not of a copy.",
      discussion: """
        A service that is started with ${DATABASE_URL} gets a copy of the database, if one is cheap; the \
        database itself is then not changed.
        """))
  var inPlace = false

  func validate() throws {
    try Self.require(repeats, atLeast: 1, "--repeats")
    try Self.require(parallel, atLeast: 1, "--parallel")
  }

  static func require(_ number: Int, atLeast least: Int, _ name: String) throws {
    if number >= least { return }
    throw ValidationError("\(name) is \(number), and has to be at least \(least)")
  }
}
