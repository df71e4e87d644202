import SeedbedCore

/// The pieces of work that several processes share. A piece in hand is a row that is locked.
enum WorkPieces {
  static let table = CollectionSchema(
    name: "seedbed_work",
    columns: [
      .init(name: "work", type: .text, isPrimaryKey: true),
      .init(name: "piece", type: .text, isPrimaryKey: true),
      .init(name: "is_done", type: .bool),
    ])

  /// Adds the pieces that nobody has added yet.
  static func add(_ pieces: [String], of work: String, in session: any StoreSession) throws {
    try session.ensure(table)
    for piece in pieces {
      try session.execute(
        """
        INSERT INTO \(table.name) (work, piece, is_done) VALUES ($1, $2, false)
        ON CONFLICT (work, piece) DO NOTHING
        """, [.text(work), .text(piece)])
    }
  }

  /// Locks a piece of the work `$1` that is neither done nor in hand, until the transaction ends.
  static let claim = """
    SELECT piece FROM \(table.name) WHERE work = $1 AND NOT is_done ORDER BY piece
    FOR UPDATE SKIP LOCKED LIMIT 1
    """

  /// How many pieces of the work `$1` are not done.
  static let left = "SELECT count(*) FROM \(table.name) WHERE work = $1 AND NOT is_done"

  /// Ends the piece `$2` of the work `$1`.
  static let finish = "UPDATE \(table.name) SET is_done = true WHERE work = $1 AND piece = $2"
}
