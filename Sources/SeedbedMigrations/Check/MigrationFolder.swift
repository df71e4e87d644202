package import SeedbedCore
import SeedbedFormats
package import SeedbedStore

/// The migrations of a project, read and checked together.
package struct MigrationFolder: Sendable {
  /// In the order of their ids.
  package let migrations: [Migration]
  /// What the database looks like after all of them, as far as steps other than `sql` say.
  package let schema: Schema
  /// The collections of which only the database knows what `sql` steps made of them.
  package let changedBySQL: [String]

  /// Reads every `*.yaml` file of a folder.
  ///
  /// `settled`: the ids of migrations that a database took already; asked only where a step would be refused. The
  /// structure of those is not judged: they cannot be edited any more.
  ///
  /// - Throws: `Diagnostics` with all problems of all files.
  package init(at path: String, settled: () -> Set<String> = { [] }) throws {
    let reading = try Reading(at: path)
    var problems = reading.problems
    if !reading.judgements.isEmpty {
      let settled = settled()
      problems += reading.judgements.filter {
        !settled.contains(YAMLFolder.stem(of: $0.location?.file ?? ""))
      }
    }
    try Diagnostics(YAMLReader.inFileOrder(problems)).throwIfAny()
    migrations = reading.migrations
    schema = reading.schema
    changedBySQL = reading.changedBySQL
  }

  /// The files as far as they can be read, and what is wrong in them.
  struct Reading {
    let migrations: [Migration]
    let schema: Schema
    let changedBySQL: [String]
    /// Of the files, as they are written.
    let problems: [Diagnostic]
    /// Of the structure that their steps would make.
    let judgements: [Diagnostic]

    /// Everything, in the order of the files.
    var allProblems: [Diagnostic] { YAMLReader.inFileOrder(problems + judgements) }

    init(at path: String) throws {
      guard let folder = YAMLFolder(at: path) else {
        throw Diagnostic(
          .migrationFolder, "there is no folder of migrations at \(path)",
          help: "create it, or name another with 'migrations:' in seedbed.yaml")
      }
      var problems = UnreadFiles.problems(in: path)
      var read: [Migration] = []
      var check = StructureCheck()
      var isWhole = true
      for file in folder.files {
        var unreadable = Diagnostics()
        let document = unreadable.collect {
          MigrationDocument(
            try YAMLReader.read(file: file), id: YAMLFolder.stem(of: file), file: file)
        }
        problems += unreadable.items + (document?.problems ?? [])
        // What follows a file that cannot be read whole cannot be judged.
        isWhole = isWhole && document?.isWhole ?? false
        guard let migration = document?.migration else { continue }
        if isWhole { check.follow(migration) }
        read.append(migration)
      }
      migrations = read
      schema = check.schema
      changedBySQL = check.changedBySQL
      self.problems = problems
      judgements = check.problems
    }
  }
}

extension Diagnostic.Code {
  /// The folder of migrations is missing.
  package static let migrationFolder = Self("migration.folder", .invalidFile)
}
