import SeedbedCore
import Synchronization

@testable import SeedbedStore

/// Runners that are paused, killed and started again under clocks that jump, over one database, in an order that a
/// seed decides.
///
/// Each either adds numbers, a transaction for each, or exchanges all numbers for others and puts them back, as a
/// proof does. Whatever the order, nobody writes who lost the lock, nobody loses it without cause, and no number
/// is lost.
struct LockSimulation {
  /// Numbers that are the same for one seed (SplitMix64).
  struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func roll(_ sides: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(sides))
    }
  }

  /// The time, and the processes of each system.
  private final class World: Sendable {
    private struct State {
      var seconds: Int64 = 1_800_000_000
      var offsets: [String: Int64] = [:]
      var starts: [String: [Int32: String]] = [:]
    }

    private let state = Mutex(State())

    func pass(_ seconds: Int64) { state.withLock { $0.seconds += seconds } }

    func jump(_ system: String, to offset: Int64) {
      state.withLock { $0.offsets[system] = offset }
    }

    func now(in system: String) -> Timestamp {
      state.withLock { Timestamp(seconds: $0.seconds + ($0.offsets[system] ?? 0)) }
    }

    func start(of process: Int32, in system: String) -> String? {
      state.withLock { $0.starts[system]?[process] }
    }

    func set(_ start: String?, of process: Int32, in system: String) {
      state.withLock { $0.starts[system, default: [:]][process] = start }
    }
  }

  private struct Runner {
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
    var isExchanging = false
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
  private let stage: Stage
  private let world = World()
  private var dice: Dice
  private var runners: [Runner] = []
  /// How often the lock was taken, or taken off.
  private var turn = 0
  /// What cannot be known to be free, since its holder was killed and the system does not know it.
  private var isStuck = false
  private var isFileGone = false
  private var kept: [Int64] = []
  private var next: Int64 = 1

  init(seed: UInt64, stage: Stage) throws {
    self.stage = stage
    dice = Dice(seed)
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
    try runners[0].store.breakLock()
    try runners[0].store.transaction(.structure) { session in
      try session.executeScript(
        """
        CREATE TABLE IF NOT EXISTS numbers (n bigint);
        CREATE TABLE IF NOT EXISTS copies (n bigint);
        CREATE TABLE IF NOT EXISTS exchanged (n bigint);
        DELETE FROM numbers; DELETE FROM copies; DELETE FROM exchanged;
        """)
    }
  }

  private mutating func step(of place: Int) throws {
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

  private func holder(_ place: Int) -> LockHolder {
    let runner = runners[place]
    let (system, process) = (runner.system, runner.process)
    let seen = runner.hasEyes ? system : nil
    var holder = LockHolder(
      purpose: runner.name, host: "the same host",
      identity: ProcessIdentity(
        system: seen, number: process, start: world.start(of: process, in: system)),
      locksFiles: runner.locksFiles, clock: { [world] in world.now(in: system) })
    holder.processes = ProcessTable(system: seen) { [world] in world.start(of: $0, in: system) }
    return holder
  }

  private mutating func take(_ place: Int) throws {
    let holder = holder(place)
    let row = try runners[place].store.read { try Lease.rowsIfAny(in: $0).first }
    do {
      runners[place].lock = try runners[place].store.acquireLock(holder)
    } catch let problem as Diagnostic where problem.code == .storeBusy {
      return
    }
    if let other = runners.indices.first(where: { $0 != place && holds($0) }) {
      try requireCause(of: place, from: other, row, holder)
    }
    if !isFenced { runners[place].store.openFence() }
    turn += 1
    runners[place].turn = turn
    runners[place].isExchanging = dice.roll(2) == 0
    runners[place].left = runners[place].isExchanging ? 4 : 1 + dice.roll(5)
    try write(place) { try Self.restore(in: $0) }
  }

  /// Whether a runner that lives has the lock, and nobody took it off.
  private func holds(_ place: Int) -> Bool {
    runners[place].lock != nil && runners[place].turn == turn
  }

  /// The lock of the living is taken only where nobody can see that they live, and they said nothing for a minute.
  private func requireCause(
    of place: Int, from other: Int, _ row: StoreRow?, _ holder: LockHolder
  ) throws {
    let (one, two) = (runners[place], runners[other])
    let story = "\(one.name) took the lock of \(two.name), which"
    if stage.hasSystemLock || one.locksFiles && two.locksFiles && !isFileGone {
      throw Violation(description: "\(story) the system knows to be held")
    }
    if one.hasEyes && two.hasEyes && one.system == two.system {
      throw Violation(description: "\(story) can be seen to live")
    }
    let now = holder.clock()
    let renewed = row?.text("renewed") ?? ""
    if renewed > now.adding(seconds: -60).description, renewed < now.adding(seconds: 60).description
    {
      throw Violation(description: "\(story) renewed it \(renewed), and it is \(now)")
    }
  }

  private mutating func work(_ place: Int) throws {
    if runners[place].left == 0 {
      try runners[place].lock?.release()
      runners[place].lock = nil
      return
    }
    runners[place].left -= 1
    let (step, number) = (runners[place].left, next)
    next += 1
    guard runners[place].isExchanging else {
      if try write(place, { _ = try $0.execute("INSERT INTO numbers VALUES (\(number))") }) {
        kept.append(number)
      }
      return
    }
    try write(place) { session in
      switch step {
      case 3:
        try session.execute("INSERT INTO copies SELECT n FROM numbers")
        try session.execute("INSERT INTO exchanged VALUES (1)")
      case 0: try Self.restore(in: session)
      default:
        try session.execute("DELETE FROM numbers")
        try session.execute("INSERT INTO numbers VALUES (-\(number))")
      }
    }
  }

  private static func restore(in session: any StoreSession) throws {
    if try session.rows("SELECT n FROM exchanged").isEmpty { return }
    try session.execute("DELETE FROM numbers")
    try session.execute("INSERT INTO numbers SELECT n FROM copies")
    try session.execute("DELETE FROM copies")
    try session.execute("DELETE FROM exchanged")
  }

  /// - Returns: whether it was kept.
  @discardableResult
  private mutating func write(
    _ place: Int, _ body: (any StoreSession) throws -> Void
  ) throws -> Bool {
    do {
      try runners[place].store.transaction(.rows, body)
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

  private mutating func kill(_ place: Int, isFreed: Bool) throws {
    let runner = runners[place]
    if runner.lock != nil, !isFreed { isStuck = true }
    runners[place].lock = nil
    runners[place].store = try stage.kill(runner.store, isFreed)
    world.set("start \(next)", of: runner.process, in: runner.system)
    next += 1
  }

  private mutating func takeOff(_ place: Int, evenHeld: Bool) throws {
    if runners[place].lock != nil { return }
    let state: LockState
    do {
      state = try runners[place].store.unlock(seenBy: holder(place), evenHeld: evenHeld)
    } catch let problem as Diagnostic where problem.code == .storeBusy {
      return
    }
    switch state {
    case .free: break
    case .left: turn += 1
    case .held:
      guard evenHeld else { return }
      turn += 1
      // Its holder may still have the file that was taken away.
      isFileGone = true
    }
  }

  /// Whoever holds the lock then goes on or is killed; afterwards it can be had, and all numbers are there.
  private mutating func end() throws {
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
    let found = try runners[0].store.read {
      try $0.rows("SELECT n FROM numbers ORDER BY n").map { $0.integer("n") ?? 0 }
    }
    try runners[0].lock?.release()
    for runner in runners { _ = try stage.kill(runner.store, true) }
    if found != kept.sorted() {
      throw Violation(description: "the numbers are \(found), and were to be \(kept.sorted())")
    }
  }
}

extension Store {
  /// Lets everything be written, as before there were fences.
  fileprivate func openFence() {
    (self as? SQLiteStore)?.fence.open()
    (self as? PostgresStore)?.fence.open()
  }
}
