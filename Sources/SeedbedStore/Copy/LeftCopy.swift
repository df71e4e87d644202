import SeedbedCore

extension CheckedPart {
  /// Copies of databases that verifications which were killed left beside a database, or on its server.
  package static func leftCopies(besides url: StoreURL) throws -> CheckedPart {
    let names =
      switch url.engine {
      case .sqlite: SQLiteFileCopy.leftovers(besides: url.target)
      case .postgres: try PostgresDatabaseCopy.leftovers(onServerOf: url.target)
      }
    return CheckedPart(
      "copies that a killed verification leaves",
      names.map { name in
        Diagnostic(
          .checkLeftover, "\(name): a verification that was killed left this copy",
          help: "the next 'seedbed verify run' that works on a copy removes it")
      })
  }
}
