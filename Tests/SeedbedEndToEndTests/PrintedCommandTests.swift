import Foundation
import SeedbedFormats
import SeedbedTestSupport
import Testing

/// A command that is printed for the person to run works on the database that the one before it was given.
@Suite(.blocking)
struct PrintedCommandTests {
  private let folder: TemporaryFolder
  private let root: URL

  init() throws {
    folder = try TemporaryFolder()
    root = URL(filePath: folder.path)
    try FileManager.default.copyItem(
      at: CaseTests.folder.appending(path: "a-new-project/input"),
      to: root.appending(path: "my shop"))
  }

  private func shell(_ line: String) throws -> Invocation {
    try Invocation.shell(line, in: root)
  }

  @Test func `it has the project and the database that were given, as words of a shell`() throws {
    let given = #"--project "my shop" --database "my shop/a \"b\".sqlite""#
    let missing = try shell("seedbed db status \(given)")
    #expect(missing.status == 3)
    #expect(missing.errors.contains("'seedbed up \(given) --test'"), "\(missing.errors)")
    let command = try #require(missing.errors.firstMatch(of: /'(seedbed migrate up .*)'/)).output.1
    #expect(try shell(String(command)).status == 0)
    #expect(try shell("seedbed db status \(given)").status == 0)
    let signs = given.replacing("t \"my", with: "t=\"my").replacing("e \"my", with: "e=\"my")
    let mark = try shell("seedbed seed load \(signs)")
    #expect(mark.errors.contains("'seedbed db mark \(given) --i-know-this-is"), "\(mark.errors)")
    let marked = try #require(mark.errors.firstMatch(of: /'(seedbed db mark .*?)'/)).output.1
    #expect(try shell(String(marked)).status == 0)
    #expect(try shell("seedbed seed load \(given)").status == 0)
  }

  @Test func `so it has in JSON, and where nothing was given it stays as it is`() throws {
    let run = try shell("seedbed db status --project 'my shop' --json --database none.sqlite")
    let json = try JSONReader.read(bytes: Array(run.output.utf8), named: "output")
    let place = #"--project "my shop" --database none.sqlite"#
    #expect(
      json["diagnostics"]?.elements?.first?["help"]?.string
        == "create it with 'seedbed up \(place) --test' or 'seedbed migrate up \(place)'")
    let plain = try Invocation.shell(
      "seedbed db status", in: root.appending(path: "my shop"))
    #expect(plain.errors.contains("'seedbed up --test' or 'seedbed migrate up'"))
  }

  @Test func `a password is not printed, and a command without the option does not get it`() throws
  {
    try folder.write("endpoints: []\n", to: "my shop/golden/a.yaml")
    let run = try shell(
      "seedbed verify accept a.json --project 'my shop' --database postgres://ada:word-of-ada@db/x")
    #expect(!run.errors.contains("word-of-ada"))
    #expect(
      run.errors.contains(
        #"'seedbed verify record --project "my shop" --database "postgres://ada:[redacted]@db/x"'"#),
      "\(run.errors)")
    let recipe = try shell("seedbed backfill trace x y --database none.sqlite --project 'my shop'")
    #expect(!recipe.errors.contains("compare --database"))
  }
}
