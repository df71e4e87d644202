import SeedbedCore
import SeedbedStore

extension StoreConformance {
  /// A table whose keys the engine gives out.
  private static let tickets = CollectionSchema(
    name: "Support \"tickets\"",
    columns: [
      .init(name: "id", type: .id, isPrimaryKey: true), .init(name: "about", type: .text),
    ])
  private static let name = SQLText.identifier(tickets.name)

  private static func load(
    _ keys: [Int64], _ conflict: InsertTarget.Conflict = .fail, in store: any Store
  ) throws {
    let target = InsertTarget(schema: tickets, columns: ["id", "about"], conflict: conflict)
    _ = try store.transaction {
      try $0.insert(Sample.batch(keys.map { [.int($0), .text("\($0)")] }), into: target)
    }
  }

  /// The key of a row that the service inserts.
  private static func next(_ subject: Subject) throws -> Int64? {
    _ = try subject.store.transaction { session in
      try session.execute("INSERT INTO \(name) (about) VALUES ('new')")
    }
    return try subject.number("SELECT max(id) FROM \(name) WHERE about = 'new'")
  }

  static let numbers: [StoreCheck] = [
    StoreCheck("a number given out is none that came with a row") { subject in
      try Sample.create(tickets, in: subject.store)
      for conflict in [InsertTarget.Conflict.fail, .keep, .update] {
        let first = try subject.number("SELECT coalesce(max(id), 0) + 1 FROM \(name)") ?? 0
        try load([first + 2, first, first + 1], conflict, in: subject.store)
        try expect("the next after \(conflict)", try next(subject), is: first + 3)
      }
    },
    StoreCheck("rows whose keys are there already count, and those refused do not") { subject in
      try Sample.create(tickets, in: subject.store)
      try load([1, 2, 3], in: subject.store)
      try load([3, 4], .keep, in: subject.store)
      let target = InsertTarget(schema: tickets, columns: ["id", "about"], conflict: .fail)
      let outcome = try subject.store.transaction {
        try $0.insert(Sample.batch([[900, nil], [2, "two"]]), into: target)
      }
      try expect("refused", outcome.refused.map(\.row), is: [0, 1])
      try expect("the next", try next(subject), is: 5)
    },
    StoreCheck("a transaction that is taken back moves no number") { subject in
      try Sample.create(tickets, in: subject.store)
      try load([1], in: subject.store)
      struct TakenBack: Error {}
      do {
        _ = try subject.store.transaction { session in
          let target = InsertTarget(schema: tickets, columns: ["id", "about"], conflict: .fail)
          _ = try session.insert(Sample.batch([[70, "x"]]), into: target)
          throw TakenBack()
        }
      } catch is TakenBack {}
      try expect("the next", try next(subject), is: 2)
    },
  ]
}
