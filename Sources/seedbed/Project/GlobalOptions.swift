import ArgumentParser

/// How a command prints: the options of every command that prints.
struct PrintOptions: ParsableArguments {
  @Flag(help: "Print JSON instead of text.")
  var json = false

  @Flag(help: "Print nothing but problems.")
  var quiet = false
}

/// The options of every command that needs a project.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder with seedbed.yaml.", valueName: "dir"), completion: .directory)
  var project = "."

  @Option(
    help: ArgumentHelp(
      "The database: a file, or postgres://USER@HOST/NAME; seedbed.yaml's unless given.",
      valueName: "url"), completion: .file())
  var database: String?

  @OptionGroup var printing: PrintOptions

  @Option(
    name: .customLong("i-know-this-is"),
    help: ArgumentHelp(
      "Let a destructive command run without a test mark; the database as 'db status' calls it.",
      valueName: "name"))
  var confirmation: String?

  @Option(
    help: ArgumentHelp(
      "Wait this long for another run to end that has the lock of the database: 90s, 1h30m.",
      valueName: "time"), completion: .list(["60s", "5min"]),
    transform: { try WaitingTime($0) })
  var wait: WaitingTime?

  var json: Bool { printing.json }
  var quiet: Bool { printing.quiet }
}
