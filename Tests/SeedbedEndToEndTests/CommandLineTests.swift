import Foundation
import SeedbedFormats
import SeedbedTestSupport
import Testing

/// What the command line may say, and what is answered when it is wrong.
@Suite(.blocking)
struct CommandLineTests {
  private let folder: TemporaryFolder
  private let project: VisitsProject

  init() throws {
    folder = try TemporaryFolder()
    project = try VisitsProject(in: folder, records: 20)
  }

  private func seedbed(_ line: String) throws -> Invocation {
    try Invocation.shell("seedbed \(line)", in: project.root)
  }

  @Test(arguments: [
    ("migrat up", "there is no command 'migrat'; did you mean 'migrate'?"),
    ("migrate upp", "'seedbed migrate' has no command 'upp'; did you mean 'up'?"),
    ("xyz", "there is no command 'xyz'"),
    ("backfill rejects shwo visits a 1", "has no command 'shwo'; did you mean 'show'?"),
  ])
  func `a command that is not there is named, with the one that may be meant`(
    line: String, message: String
  ) throws {
    let run = try seedbed(line)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test(arguments: ["", "migrate", "seed", "backfill", "verify", "db"])
  func `no command is an error, and the help goes to standard error`(line: String) throws {
    let run = try seedbed(line)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("SUBCOMMANDS:"))
    #expect(run.errors.hasSuffix("error: no command is named\n"))
  }

  @Test
  func `help that was asked for goes to standard output`() throws {
    for line in ["--help", "help migrate", "migrate --help", "migrate help"] {
      let run = try seedbed(line)
      #expect(run.status == (line == "migrate help" ? 64 : 0), "\(line)")
      #expect(run.output.isEmpty == (line == "migrate help"), "\(line)")
    }
  }

  @Test
  func `a wrong command line is JSON, too, if JSON was asked for`() throws {
    for line in ["migrate up --jso --json", "migrate --json", "migrat --json"] {
      let run = try seedbed(line)
      let json = try JSONReader.read(bytes: Array(run.output.utf8), named: "output")
      #expect(run.status == 64)
      #expect(
        json["diagnostics"]?.elements?.first?["code"]?.string == "command-line", "\(run.output)")
    }
  }

  @Test
  func `every command that prints takes --json and --quiet`() throws {
    func subcommands(_ path: String) throws -> [String] {
      let help = try seedbed("\(path) --help").output
      guard let start = help.firstRange(of: "SUBCOMMANDS:") else { return [path] }
      return try help[start.upperBound...].matches(of: /(?m)^  ([a-z]+)(?: |$)/)
        .flatMap { try subcommands("\(path) \($0.output.1)") }
    }
    let commands = try subcommands("")
    #expect(commands.count > 35)
    for command in commands {
      let help = try seedbed("\(command) --help").output
      #expect(help.contains("--json") && help.contains("--quiet"), "seedbed\(command)")
    }
  }

  @Test
  func `schema and resolve print JSON, or nothing`() throws {
    let schema = try seedbed("schema migration --json")
    #expect(schema.output == (try seedbed("schema migration").output))
    #expect(try JSONReader.read(bytes: Array(schema.output.utf8), named: "")["title"] != nil)
    #expect(try seedbed("schema migration --quiet").output.isEmpty)
  }

  @Test
  func `what the command line names and is not there is status 64`() throws {
    #expect(try seedbed("migrate up --test --quiet").status == 0)
    #expect(try seedbed("backfill run --quiet").status == 0)
    for (line, message) in [
      ("backfill check visit", "there is no backfill 'visit'; did you mean 'visits'?"),
      ("backfill run visit", "there is no backfill 'visit'; did you mean 'visits'?"),
      ("backfill reconcile visit", "there is no backfill 'visit'; did you mean 'visits'?"),
      ("backfill rejects visit", "no backfill 'visit' has run on this database"),
      ("backfill rejects replay visit", "there is no backfill 'visit'"),
      ("backfill rejects show visits nope 1", "has no reject at record 1 of 'nope'"),
      ("backfill trace visit x", "there is no collection 'visit'; did you mean 'visits'?"),
      ("backfill undo visits-9", "there is no run 'visits-9'"),
      ("backfill recipes show nginz", "there is no recipe 'nginz'; did you mean 'nginx'?"),
      ("backfill guess seedbed.yaml --target visit", "there is no collection 'visit'"),
      ("migrate resolve 20260115-1000-visit --applied", "did you mean '20260115-1000-visits'?"),
      ("db compare visits.sqlite visits.sqlite visit", "neither database has a collection 'visit'"),
      ("audit nowhere", "there is no folder nowhere"),
      ("schema migrations", "migrations"),
    ] {
      let run = try seedbed(line)
      #expect(run.status == 64, "\(line): \(run.errors)")
      #expect(run.errors.contains(message), "\(line): \(run.errors)")
    }
    #expect(try seedbed("backfill rejects visits").status == 0)
  }

  @Test
  func `a name that is not the database's is reported by every command, and nothing is done`()
    throws
  {
    #expect(try seedbed("migrate up --test --quiet").status == 0)
    for line in ["db status", "seed load", "migrate down", "backfill run", "db unmark"] {
      let run = try seedbed("\(line) --i-know-this-is shop.sqlite")
      #expect(run.status == 64, "\(line): \(run.errors)")
      #expect(
        run.errors.contains(
          "the database is called visits.sqlite, and --i-know-this-is says shop.sqlite"),
        "\(line): \(run.errors)")
    }
    #expect(try seedbed("db status --i-know-this-is visits.sqlite").status == 0)
    let made = try seedbed("migrate up --database new.sqlite --i-know-this-is visits.sqlite")
    #expect(made.status == 64)
    #expect(!FileManager.default.fileExists(atPath: folder.path("new.sqlite")))
  }

  @Test(arguments: [
    "db mark", "db unmark", "db status", "db check", "db unlock", "db restore", "db checksum",
    "migrate down", "seed load", "backfill run", "backfill run --dry-run", "backfill status",
    "backfill reconcile", "backfill rejects visits", "backfill trace visits 1", "coverage",
  ])
  func `a database that is not there is not made, and the one that may be meant is named`(
    line: String
  ) throws {
    #expect(try seedbed("migrate up --test --quiet").status == 0)
    let run = try seedbed("\(line) --database visit.sqlite")
    #expect(run.status == 3, "\(run.errors)")
    #expect(
      run.errors.contains("there is no database at visit.sqlite; did you mean 'visits.sqlite'?"),
      "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("visit.sqlite")))
  }

  @Test(arguments: ["openapi", "postman", "har", "curl"])
  func `a file to import that is not there is a missing input as elsewhere`(format: String) throws {
    let guessed = try seedbed("backfill guess none.json --target visits")
    let imported = try seedbed("verify import \(format) none.json")
    #expect(imported.status == 2)
    #expect(imported.errors.hasPrefix("error: none.json: there is no such file\n"))
    #expect(imported.errors == guessed.errors)
  }

  @Test
  func `a check of no seed set is no tick, and says where one would be`() throws {
    let run = try seedbed("seed check")
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("error: there is no seed set in seeds\n"), "\(run.errors)")
    #expect(try seedbed("seed check demo").errors.hasPrefix("error: there is no seed set 'demo'\n"))
  }

  @Test
  func `a signal ends an audit in the middle of a file`() throws {
    let calls = String(repeating: "f(1), ", count: 5_000_000)
    try folder.write("x = [\(calls)]\n", to: "long.py")
    let running = try Invocation.start(Installation.seedbed, ["audit"], in: project.root)
    Thread.sleep(forTimeInterval: 0.2)
    #expect(running.process.isRunning)
    let begun = ContinuousClock.now
    kill(running.process.processIdentifier, SIGTERM)
    _ = running.finish()
    // The whole file takes minutes.
    #expect(ContinuousClock.now - begun < .seconds(30))
    #expect(running.process.terminationReason == .uncaughtSignal)
  }

  @Test
  func `a review without a terminal is refused`() throws {
    try folder.write("endpoints: []\n", to: "golden/a.yaml")
    let run = try seedbed("verify review < /dev/null")
    #expect(run.status == 64)
    #expect(run.errors.contains("review asks a person, and standard input is not a terminal"))
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "no script"))
  func `a review shows what was answered beside what is recorded, and asks until it is answered`()
    throws
  {
    try folder.write(
      """
      service: {base_url: "http://127.0.0.1:1"}
      endpoints:
        - {call: GET /a, expect: {body: a.json}}
        - {call: GET /b, expect: {body: b.json}}
      """, to: "golden/a.yaml")
    try folder.write(#"{"total": 1, "unit": "visits"}"#, to: "golden/a.json")
    try folder.write(#"{"total": 2, "unit": "visits"}"#, to: "golden/a.json.new")
    try folder.write(#"{"name": "home"}"#, to: "golden/b.json.new")
    let run = try Invocation.shell(
      "printf 'x\\nyes\\na\\nREJECT\\n' | script -qec 'seedbed verify review' /dev/null",
      in: project.root)
    let output = run.output.replacing("\r\n", with: "\n")
    #expect(
      output.contains(
        """
                {
              -   "total": 1,
              +   "total": 2,
                  "unit": "visits"
                }
        """), "\(output)")
    #expect(output.contains("      +   \"name\": \"home\"\n"), "\(output)")
    #expect(output.contains("'x' is none of these") && output.contains("'yes' is none of these"))
    #expect(output.contains("1 accepted, 1 rejected, 0 left"))
    #expect(
      try String(contentsOfFile: folder.path("golden/a.json"), encoding: .utf8).contains("2"))
  }

  @Test
  func `a report that names no format, or no place, is refused before the run`() throws {
    #expect(try seedbed("verify run --report html").errors.contains("expected FORMAT=FILE"))
    #expect(try seedbed("verify run --report =x").status == 64)
    #expect(try seedbed("verify run --report html=none/x.html").status == 3)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions offer files`(shell: String) throws {
    let script = try seedbed("--generate-completion-script \(shell)")
    #expect(script.status == 0)
    let word = ["bash": "_add_completions -f", "zsh": "_files", "fish": "complete"][shell] ?? ""
    #expect(script.output.contains(word))
  }

  /// What an option or argument that takes a path calls its value.
  private static let paths: Set<String> = [
    "file", "files", "dir", "folder", "url", "left", "right", "source", "format=file",
  ]

  @Test
  func `every option and argument that takes a path completes names of files or folders`() throws {
    let dump = try seedbed("--experimental-dump-help").output
    let json = try JSONReader.read(bytes: Array(dump.utf8), named: "help")
    var found = 0
    func look(at command: JSONValue, _ path: String) {
      let name = "\(path) \(command["commandName"]?.string ?? "")"
      for argument in command["arguments"]?.elements ?? [] {
        guard let value = argument["valueName"]?.string, Self.paths.contains(value) else {
          continue
        }
        // A file as the list of rejects names it, and no path.
        if name == " seedbed backfill rejects show", argument["kind"]?.string == "positional" {
          continue
        }
        found += 1
        let kind = argument["completionKind"]
        #expect(kind?["file"] != nil || kind?["directory"] != nil, "\(name): \(value)")
      }
      for command in command["subcommands"]?.elements ?? [] { look(at: command, name) }
    }
    look(at: try #require(json["command"]), "")
    #expect(found > 60)
  }
}
