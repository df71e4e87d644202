import Foundation
import SeedbedTestSupport
import Testing

/// `seedbed up` in projects that lack a part.
@Suite(.blocking)
struct UpPartsTests {
  private static let migration = """
    about: Notes
    up:
      - create_collection: {name: notes, columns: {id: {type: id, primary_key: true}, n: {type: text}}}

    """

  private func project(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files {
      let file = URL(filePath: "\(folder.path)/\(name)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return folder
  }

  private func up(_ arguments: [String] = [], in folder: TemporaryFolder) throws -> Invocation {
    try Invocation.seedbed(["up", "--test"] + arguments, in: URL(filePath: folder.path))
  }

  @Test func `parts that a project lacks are skipped, and said to be`() throws {
    let folder = try project([
      "seedbed.yaml": "database: sqlite:t.sqlite\n", "migrations/1.yaml": Self.migration,
    ])
    let run = try up(in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("skipped: there is no set in seeds"))
    #expect(run.output.contains("skipped: there is no backfill in seeds/history"))
    #expect(run.output.contains("skipped: there is no golden file in golden"))
  }

  @Test func `seeds alone are loaded, and found there the second time`() throws {
    let folder = try project([
      "seedbed.yaml": "database: sqlite:t.sqlite\nset: s\n", "migrations/1.yaml": Self.migration,
      "seeds/s.yaml": "set: s\nrows: {notes: {one: {n: x}}}\n",
    ])
    #expect(try up(in: folder).status == 0)
    let again = try up(["--report", "html=r.html"], in: folder)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("1 record of set s, 1 of them there already"))
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/r.html"))
  }

  @Test(arguments: [["up", "--test"], ["backfill", "run"]])
  func `what was loaded is told, though a later backfill is refused`(command: [String]) throws {
    func backfill(_ name: String, _ more: String = "") -> String {
      """
      backfill: \(name)
      target: notes
      source: {format: csv, files: [data/\(name).csv]}
      map: {id: {from: id}, n: {from: n}}
      \(more)
      """
    }
    let folder = try project([
      "seedbed.yaml": "database: sqlite:t.sqlite\n", "migrations/1.yaml": Self.migration,
      "seeds/history/a.yaml": backfill("a"), "seeds/history/b.yaml": backfill("b"),
      "seeds/history/c.yaml": backfill("c"), "seeds/history/data/c.csv": "id,n\n4,x\n",
      "seeds/history/data/a.csv": "id,n\n1,x\n", "seeds/history/data/b.csv": "id,n\n2,y\n",
    ])
    #expect(try up(in: folder).status == 0)
    try folder.write("id,n\n1,x\n3,z\n", to: "seeds/history/data/a.csv")
    try folder.write(
      backfill("b", "filter: [{name: none, drop_if: {n: q}}]"), to: "seeds/history/b.yaml")
    let run = try Invocation.seedbed(command, in: URL(filePath: folder.path))
    #expect(run.status == 3)
    #expect(run.output.contains("✓ a  1 read = 1 loaded"), "\(run.output)")
    #expect(run.output.contains("✗ b  did not begin\n"))
    #expect(run.output.contains("✗ c  did not begin, since one before it failed"))
    #expect(run.errors.contains("b.yaml was changed since"))
  }

  @Test func `a part that is named must be there`() throws {
    let folder = try project([
      "seedbed.yaml": "database: sqlite:t.sqlite\nhistory: old\n",
      "migrations/1.yaml": Self.migration,
    ])
    #expect(try up(in: folder).status == 2)
  }

  @Test func `a gate needs something to measure`() throws {
    let folder = try project([
      "seedbed.yaml": "database: sqlite:t.sqlite\n", "migrations/1.yaml": Self.migration,
    ])
    #expect(try up(["--min-operational", "90"], in: folder).status == 2)
  }

  @Test func `a set or a report of another kind on the command line is an error of it`() throws {
    let folder = try project([
      "seedbed.yaml": "database: sqlite:t.sqlite\nset: s\n", "migrations/1.yaml": Self.migration,
      "seeds/s.yaml": "set: s\nrows: {notes: {one: {n: x}}}\n",
    ])
    let here = URL(filePath: folder.path)
    #expect(try up(["--set", "t"], in: folder).status == 64)
    #expect(try up(["--report", "junit=x.xml"], in: folder).status == 64)
    #expect(try up(in: folder).status == 0)
    for command in [["seed", "load", "t"], ["seed", "check", "t"]] {
      let run = try Invocation.seedbed(command, in: here)
      #expect(run.status == 64)
      #expect(run.errors.contains("there is no seed set 't'"))
    }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/x.xml"))
  }
}
