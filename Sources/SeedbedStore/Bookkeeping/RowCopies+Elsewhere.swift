import SeedbedCore

extension RowCopies {
  /// What is said of a database that was copied from another one together with the copies of rows, and what settles it.
  package static func wordsElsewhere(of store: any Store) -> (message: String, help: String) {
    let confirmation = store.confirmation
    return (
      """
      \(store.name) was copied from another database while a verification ran there, and holds rows that \
      were made
      """,
      """
      'seedbed db restore \(confirmation)' makes it what the other one was before; \
      'seedbed db restore --give-up \(confirmation)' keeps what it holds
      """
    )
  }
}
