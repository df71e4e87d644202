import SeedbedCore

@testable import SeedbedGolden
@testable import SeedbedStore

extension LockSimulation {
  /// One transaction of who has the lock; its first is for what a verification that was killed has left.
  mutating func work(_ place: Int) throws {
    if runners[place].mustRestore {
      runners[place].mustRestore = false
      if try restores && runners[place].store.read({ try ProofDatabase.isUnderWay(in: $0) }) {
        try write(place) { try ProofDatabase.putBack(on: $0) }
      }
      return
    }
    if runners[place].left == 0 {
      try runners[place].lock?.release()
      runners[place].lock = nil
      return
    }
    runners[place].left -= 1
    next += 1
    if runners[place].isVerifying { try verify(place) } else { try addOrder(place, next) }
  }

  private mutating func addOrder(_ place: Int, _ number: Int64) throws {
    let isKept = try write(place) { store in
      try store.transaction { session in
        try session.execute("INSERT INTO orders VALUES (\(number), 'kept')")
        try session.execute("INSERT INTO lines VALUES (\(number), \(number))")
      }
    }
    if isKept { kept.append(number) }
  }

  private mutating func verify(_ place: Int) throws {
    let database = ProofDatabase(runners[place].store)
    switch runners[place].left {
    case 4:
      runners[place].data = try database.data()
      try write(place) { _ in try database.begin() }
    case 2 where dice.roll(2) == 0: try write(place) { _ in try database.restore() }
    case 0: try write(place) { _ in try database.putBack() }
    default:
      guard let data = runners[place].data else { return }
      var canaries = CanaryData(data, keeping: [], seed: UInt64(next))
      let made = [canaries.oneMore(), canaries.changed(factor: 3), canaries.empty()][dice.roll(3)]
      try write(place) { _ in _ = try database.put(made, madeFrom: data, leaving: []) }
    }
  }

  /// `body`: writes in one transaction.
  ///
  /// - Returns: whether it was kept.
  @discardableResult
  private mutating func write(
    _ place: Int, _ body: (any Store) throws -> Void
  ) throws -> Bool {
    do {
      try body(runners[place].store)
    } catch let problem as Diagnostic where problem.code == .storeLockLost {
      if holds(place) {
        throw Violation(description: "\(runners[place].name) lost a lock that nobody took")
      }
      try runners[place].lock?.release()
      runners[place].lock = nil
      return false
    }
    if runners[place].turn != turn {
      throw Violation(description: "\(runners[place].name) wrote after it had lost the lock")
    }
    return true
  }

  /// Whoever holds the lock then goes on or is killed; afterwards it can be had, and all rows are there.
  mutating func end() throws {
    for place in runners.indices where runners[place].lock != nil {
      if dice.roll(2) == 0 {
        try kill(place, isFreed: true)
      } else {
        while runners[place].lock != nil { try work(place) }
      }
    }
    var tries = 0
    while runners[0].lock == nil {
      if tries == 14, isStuck {
        _ = try runners[0].store.unlock(seenBy: holder(0), evenHeld: true)
      }
      if tries > 15 { throw Violation(description: "nobody works, and the lock cannot be had") }
      try take(0)
      world.pass(10)
      tries += 1
    }
    while runners[0].mustRestore { try work(0) }
    try requireRows(in: runners[0].store)
    try runners[0].lock?.release()
    for runner in runners { _ = try stage.kill(runner.store, true) }
  }

  private func requireRows(in store: any Store) throws {
    let wanted = kept.sorted()
    try store.read { session in
      for (table, column) in [("orders", "id"), ("lines", "id"), ("lines", "order_id")] {
        let found = try session.rows("SELECT \(column) AS n FROM \(table) ORDER BY \(column)")
          .map { $0.integer("n") ?? 0 }
        if found != wanted {
          throw Violation(description: "\(table) has \(column) \(found), not \(wanted)")
        }
      }
      if try !session.rows("SELECT id FROM orders WHERE note <> 'kept'").isEmpty {
        throw Violation(description: "an order was changed")
      }
      if try session.hasCollection("seedbed_proof_copy_0") || RowCopies.areThere(in: session) {
        throw Violation(description: "copies are left")
      }
    }
  }
}
