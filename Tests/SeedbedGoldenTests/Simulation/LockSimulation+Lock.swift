import SeedbedCore

@testable import SeedbedStore

extension LockSimulation {
  func holder(_ place: Int) -> LockHolder {
    let runner = runners[place]
    let (system, process) = (runner.system, runner.process)
    let seen = runner.hasEyes ? system : nil
    var holder = LockHolder(
      purpose: runner.name, host: "the same host",
      identity: ProcessIdentity(
        system: seen, number: process, start: world.start(of: process, in: system)),
      locksFiles: runner.locksFiles, clock: { [world] in world.now(in: system) })
    holder.processes = ProcessTable(system: seen) { [world] in world.start(of: $0, in: system) }
    // Nobody looks at the file meanwhile.
    holder.fileTries = 1
    return holder
  }

  mutating func take(_ place: Int) throws {
    let holder = holder(place)
    let row = try runners[place].store.read { try Leases.rowsIfAny(in: $0).first }
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
    runners[place].mustRestore = true
    runners[place].isVerifying = dice.roll(2) == 0
    runners[place].left = runners[place].isVerifying ? 5 : 1 + dice.roll(5)
  }

  /// Whether a runner that lives has the lock, and nobody took it off.
  func holds(_ place: Int) -> Bool {
    runners[place].lock != nil && runners[place].turn == turn
  }

  /// The lock of the living is taken only where nobody can see that they live, and they said nothing for a minute.
  private func requireCause(
    of place: Int, from other: Int, _ row: Leases.Row?, _ holder: LockHolder
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
    let renewed = row?.renewed ?? ""
    if renewed > now.adding(seconds: -60).description, renewed < now.adding(seconds: 60).description
    {
      throw Violation(description: "\(story) renewed it \(renewed), and it is \(now)")
    }
  }

  mutating func kill(_ place: Int, isFreed: Bool) throws {
    let runner = runners[place]
    if runner.lock != nil, !isFreed { isStuck = true }
    runners[place].lock = nil
    runners[place].store = try stage.kill(runner.store, isFreed)
    world.set("start \(next)", of: runner.process, in: runner.system)
    next += 1
  }

  mutating func takeOff(_ place: Int, evenHeld: Bool) throws {
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
}

extension Store {
  /// Lets everything be written, as before there were fences.
  fileprivate func openFence() {
    (self as? SQLiteStore)?.fence.open()
    (self as? PostgresStore)?.fence.open()
  }
}
