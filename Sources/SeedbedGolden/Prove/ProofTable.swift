import SeedbedCore
import SeedbedStore

/// The rows of one collection in one state, by column, ready to be searched.
struct ProofTable: Sendable {
  let name: String
  let count: Int
  let columns: [ProofColumn]

  /// `rows`: values in the order of the schema's columns.
  init(_ schema: CollectionSchema, rows: [[Value]]) {
    name = schema.name
    count = rows.count
    columns = schema.columns.enumerated().map { place, column in
      ProofColumn(column, values: rows.map { $0[place] })
    }
  }
}

/// One column of a `ProofTable`.
struct ProofColumn: Sendable {
  let name: String
  let atoms: [Atom]
  /// What is added and compared: units of `scale` fraction digits, or microseconds; nil for null.
  let amounts: [Int64?]
  let measure: Measure
  let rows: AtomRows

  /// The values that several rows may share, in the order of the rows; none for times and for keys.
  let kinds: [Atom]

  /// What the amounts of a column are.
  enum Measure: Sendable, Hashable {
    /// The column is not counted with.
    case none
    case number(scale: Int)
    case time
  }

  init(_ column: CollectionSchema.Column, values: [Value]) {
    name = column.name
    let atoms = values.map { Atom($0) }
    let measure = Self.measure(of: column.type)
    self.atoms = atoms
    self.measure = measure
    amounts =
      switch measure {
      case .none: []
      case .number(let scale):
        atoms.map { atom in
          guard case .number(let number) = atom else { return nil }
          return number.rescaled(to: scale).flatMap { Int64(exactly: $0.unscaled) }
        }
      case .time:
        atoms.map { if case .time(let moment) = $0 { moment } else { nil } }
      }
    rows = AtomRows(atoms)
    var seen: Set<Atom> = []
    let different = atoms.filter { seen.insert($0).inserted }
    let isShared = different.count <= 24 || different.count * 3 <= atoms.count
    kinds = measure != .time && isShared ? different.filter { $0 != .null } : []
  }

  private static func measure(of type: ColumnType) -> Measure {
    switch type {
    case .id, .int, .bigint: .number(scale: 0)
    case .decimal(_, let scale): .number(scale: scale)
    case .float: .number(scale: 6)
    case .timestamp: .time
    case .text, .bool, .bytes, .date, .time, .uuid, .json, .enumeration: .none
    }
  }
}

/// Every collection in one state of the database.
struct ProofState: Sendable {
  let name: String
  let tables: [ProofTable]
}

extension ProofData {
  /// The same rows, ready to be searched.
  func state(named name: String) -> ProofState {
    ProofState(
      name: name,
      tables: collections.map { ProofTable($0.schema, rows: $0.rows) }
        .sorted { $0.name < $1.name })
  }
}
