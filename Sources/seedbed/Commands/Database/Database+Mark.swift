import ArgumentParser
import SeedbedReport
import SeedbedStore

extension Database {
  struct Mark: ProjectCommand {
    var purpose: Purpose { .changing("seedbed db mark") }

    static let configuration = CommandConfiguration(
      commandName: "mark",
      abstract: "Put the test mark on a database, so that seeds may be replaced and proofs run.",
      discussion: """
        The database must be there; 'seedbed up --test' and 'seedbed migrate up --test' make one with the mark.

        EXAMPLE
          seedbed db mark --i-know-this-is test.sqlite
        """)

    @OptionGroup var options: GlobalOptions

    func outcome(in workspace: Workspace) throws -> MarkedDatabase {
      let store = try workspace.openExistingStore()
      try workspace.markAsTest(store)
      return MarkedDatabase(marked: store.name)
    }
  }
}
