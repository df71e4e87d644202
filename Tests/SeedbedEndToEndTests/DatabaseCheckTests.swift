import Foundation
import SeedbedStore
import SeedbedTestSupport
import Testing

/// A check of a database explains what is wrong with it, and changes nothing.
@Suite(.blocking)
struct DatabaseCheckTests {
  private let folder: TemporaryFolder
  private let root: URL

  init() throws {
    folder = try TemporaryFolder()
    root = URL(filePath: folder.path).appending(path: "project")
    try FileManager.default.createDirectory(
      at: root.appending(path: "seeds/history/data"), withIntermediateDirectories: true)
    try folder.write("database: sqlite:shop.sqlite\n", to: "project/seedbed.yaml")
    try folder.write(
      """
      about: shop
      up:
        - create_collection: {name: customers, columns: {id: {type: text, primary_key: true}}}
        - create_collection:
            name: orders
            columns:
              id: {type: text, primary_key: true}
              customer: {type: text, references: customers.id}
      """, to: "project/migrations/1.yaml")
    try folder.write(
      """
      backfill: orders
      target: orders
      source: {format: csv, files: [data/orders.csv]}
      map: {id: {from: number}, items: {from: items}}
      rejects: {max: 10}
      """, to: "project/seeds/history/orders.yaml")
    try folder.write(
      "number,items\na,1\nb,2\nc,many\n", to: "project/seeds/history/data/orders.csv")
    try folder.write(
      """
      about: customers may be missing
      up:
        - drop_collection: {name: orders}
        - create_collection:
            name: orders
            columns:
              id: {type: text, primary_key: true}
              items: {type: int}
              customer: {type: text, references: customers.id, nullable: true}
      """, to: "project/migrations/2.yaml")
    let made = try seedbed("migrate", "up", "--test")
    #expect(made.status == 0, "\(made.errors)")
    let loaded = try seedbed("backfill", "run")
    #expect(loaded.status == 0, "\(loaded.errors)")
  }

  private func seedbed(_ arguments: String...) throws -> Invocation {
    try Invocation.seedbed(arguments, in: root)
  }

  private func change(_ sql: String) throws {
    // As somebody else's program, which minds no foreign keys.
    let program =
      "import sqlite3, sys; c = sqlite3.connect('shop.sqlite'); c.execute(sys.argv[1]); c.commit()"
    let run = try Invocation.shell("python3 -c \"\(program)\" \"\(sql)\"", in: root)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `a database that is as it was left has nothing to say`() throws {
    let checked = try seedbed("db", "check")
    #expect(checked.status == 0, "\(checked.output)")
    #expect(
      checked.output == """
          ✓ the file, page by page
          ✓ 1 reference between collections
          ✓ the counters of 1 file
          ✓ where 2 rows of 1 file came from
          ✓ the history of 2 migrations
          ✓ what a run that was killed leaves
          ✓ copies that a killed verification leaves
        shop.sqlite is as it should be

        """)
  }

  @Test(arguments: [
    (
      "UPDATE orders SET customer = 'nobody'", "orders.customer: 2 rows refer to a row of customers"
    ),
    ("DELETE FROM orders WHERE id = 'a'", "orders, data/orders.csv: 1 of 2 rows are gone"),
    ("UPDATE seedbed_backfill_files SET loaded = 3", "3 read, and 4 in a counted place"),
    ("DELETE FROM seedbed_backfill_rejects", "1 counted as rejected, and 0 kept"),
    (
      "UPDATE seedbed_migrations SET manner = 'begun' WHERE id = '2'",
      "whether it was made is not known"
    ),
  ])
  func `what is wrong is said, with what to do`(change sql: String, words: String) throws {
    try change(sql)
    let checked = try seedbed("db", "check")
    #expect(checked.status == 1)
    #expect(checked.output.contains(words), "\(checked.output)")
    #expect(checked.output.contains("1 problem"))
    #expect(try seedbed("db", "check", "--json").output.contains("\"problems\": [\n"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self"), "no /proc"))
  func `the copy that a killed verification left is named, until the next copy is made`() throws {
    let boot = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    try folder.write("\(boot) left\n", to: "project/.seedbed-copy-left-seedbed-lock")
    try folder.write("x", to: "project/.seedbed-copy-left/shop.sqlite")
    let checked = try seedbed("db", "check")
    #expect(checked.status == 1)
    #expect(
      checked.output.contains(
        """
        /project/.seedbed-copy-left: a verification that was killed left this copy
              the next 'seedbed verify run' that works on a copy removes it
        """), "\(checked.output)")
    let url = try StoreURL("sqlite:\(root.path(percentEncoded: false))/shop.sqlite")
    try DatabaseCopy(of: url, shownAs: "shop").remove()
    #expect(try seedbed("db", "check").status == 0)
  }

  @Test func `rows that a killed verification left changed are named`() throws {
    let store = try StoreURL("sqlite:\(root.path(percentEncoded: false))/shop.sqlite").open()
    try store.transaction(.structure) { try RowCopies.make(in: $0) }
    try store.transaction { _ = try $0.execute("INSERT INTO customers VALUES ('made')") }
    try store.close()
    let checked = try seedbed("db", "check")
    #expect(checked.status == 1)
    #expect(
      checked.output.contains(
        "a verification that was killed left rows changed: customers, where 1 is new"))
  }
}
