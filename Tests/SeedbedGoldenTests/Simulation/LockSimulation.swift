import SeedbedCore

@testable import SeedbedGolden
@testable import SeedbedStore

/// Runners that are paused, killed and started again under clocks that jump, over one database, in an order that a
/// seed decides.
///
/// Each either adds orders, a transaction for each, or verifies: it copies all rows, exchanges them for others and
/// restores them. Whatever the order, nobody writes who lost the lock, nobody loses it without cause, no row that was
/// written is lost, and no copies are left.
struct LockSimulation {
  struct Runner {
    let name: String
    let system: String
    let process: Int32
    /// Whether it sees which processes run.
    let hasEyes: Bool
    let locksFiles: Bool
    var store: any Store
    var lock: (any RunnerLock)?
    /// Which of all takings of the lock was its last.
    var turn = 0
    /// Whether it has not looked yet for what a verification that was killed has left.
    var mustRestore = false
    var isVerifying = false
    /// What its verification has found.
    var data: ProofData?
    /// Transactions that are still to come.
    var left = 0
  }

  /// How a database is opened, and what the system does for a process that is killed.
  struct Stage {
    let open: () throws -> any Store
    /// - Returns: the store of the process that is started in its place.
    let kill: (any Store, _ isFreed: Bool) throws -> any Store
    /// Whether the system knows who holds the lock, wherever a runner is.
    let hasSystemLock: Bool
    var steps = 40
  }

  struct Violation: Error, CustomStringConvertible {
    let description: String
  }

  /// Whether a holder's transactions ask for its lease; without it, the simulation has to find a violation.
  var isFenced = true
  /// Whether who takes the lock restores what a verification has left; without it, rows have to be missing.
  var restores = true
  let stage: Stage
  let world = SimulatedWorld()
  var dice: SimulatedDice
  var runners: [Runner] = []
  /// How often the lock was taken, or taken off.
  var turn = 0
  /// What cannot be known to be free, since its holder was killed and the system does not know it.
  var isStuck = false
  var isFileGone = false
  /// The orders whose transaction was kept.
  var kept: [Int64] = []
  var next: Int64 = 1

  init(seed: UInt64, stage: Stage) throws {
    self.stage = stage
    dice = SimulatedDice(seed)
    let count = 2 + dice.roll(2)
    let areApart = dice.roll(2) == 0
    let lockFiles = dice.roll(3) > 0
    for place in 0..<count {
      // Containers have a table of processes each, in which everybody is process 1.
      let system = areApart ? "system \(place)" : "system"
      let process = areApart ? 1 : Int32(place + 1)
      let runner = Runner(
        name: "runner \(place)", system: system, process: process, hasEyes: dice.roll(4) > 0,
        locksFiles: lockFiles, store: try stage.open())
      world.set("start 0", of: process, in: system)
      runners.append(runner)
    }
  }

  /// - Throws: `Violation` when something holds that must not.
  mutating func run() throws {
    try prepare()
    for _ in 0..<stage.steps { try step(of: dice.roll(runners.count)) }
    try end()
  }

  private func prepare() throws {
    let store = runners[0].store
    try store.breakLock()
    try store.transaction(.structure) { session in
      if try !session.hasCollection("orders") {
        try session.executeScript(
          """
          CREATE TABLE orders (id bigint PRIMARY KEY, note text);
          CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));
          """)
      }
      try session.executeScript("DELETE FROM lines; DELETE FROM orders;")
    }
  }

  mutating func step(of place: Int) throws {
    world.pass(Int64(dice.roll(4)))
    switch dice.roll(40) {
    case 0: world.pass(90)
    case 1: world.pass(Int64(dice.roll(200)))
    case 2: world.jump(runners[place].system, to: Int64(dice.roll(7201) - 3600))
    case 3: world.jump(runners[place].system, to: Int64(dice.roll(121) - 60))
    case 4, 5: try kill(place, isFreed: dice.roll(4) > 0)
    case 6: try takeOff(place, evenHeld: dice.roll(3) == 0)
    default:
      if runners[place].lock != nil { return try work(place) }
      // To be refused takes much longer than to write.
      if dice.roll(runners.indices.contains { holds($0) } ? 8 : 1) == 0 { try take(place) }
    }
  }
}
