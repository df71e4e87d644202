import Foundation
import SeedbedCore
import SeedbedTestSupport
import Testing

@testable import SeedbedStore

/// Thousands of orders in which runners may meet.
@Suite(.blocking)
struct LockSimulationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// How long orders are played on SQLite; `make torture` plays longer.
  private static let seconds =
    ProcessInfo.processInfo.environment["SEEDBED_SCHEDULES"].flatMap { Double($0) } ?? 20

  /// The stores are used again: to open them takes longer than to play.
  private func files() throws -> () -> LockSimulation.Stage {
    let path = folder.path("shared.sqlite")
    var stores: [SQLiteStore] = []
    for _ in 0..<3 { stores.append(try SQLiteStore(path: path)) }
    return {
      var next = 0
      return LockSimulation.Stage(
        open: {
          defer { next += 1 }
          return stores[next]
        },
        kill: { store, isFreed in
          guard let store = store as? SQLiteStore else { return store }
          if isFreed { store.abandonLocks() } else { store.fence.open() }
          return store
        }, hasSystemLock: false)
    }
  }

  /// - Returns: how many orders were played.
  private func play(
    from first: UInt64 = 0, until isOver: (UInt64) -> Bool, isFenced: Bool = true,
    restores: Bool = true, on stage: () -> LockSimulation.Stage
  ) throws -> UInt64 {
    var seed = first
    while !isOver(seed) {
      do {
        var simulation = try LockSimulation(seed: seed, stage: stage())
        simulation.isFenced = isFenced
        simulation.restores = restores
        try simulation.run()
      } catch {
        throw LockSimulation.Violation(description: "order \(seed): \(error)")
      }
      seed += 1
    }
    return seed - first
  }

  @Test func `whatever the order, nobody writes without the lock and no row is lost`() throws {
    let stage = try files()
    let start = ContinuousClock.now
    let played = try play(
      until: { _ in ContinuousClock.now - start > .seconds(Self.seconds) }, on: stage)
    let minutes = (ContinuousClock.now - start) / .seconds(60)
    print("\(played) orders on SQLite, \(Int(Double(played) / minutes)) a minute")
    #expect(played > 10)
  }

  @Test func `without the question for the lease, the orders find a loss`() throws {
    let stage = try files()
    let problem = #expect(throws: LockSimulation.Violation.self) {
      try play(until: { $0 == 2000 }, isFenced: false, on: stage)
    }
    #expect(problem?.description.contains("after it had lost the lock") == true)
  }

  @Test func `if nobody restores what a killed verification left, the orders find that`() throws {
    let stage = try files()
    let problem = #expect(throws: LockSimulation.Violation.self) {
      try play(until: { $0 == 2000 }, restores: false, on: stage)
    }
    #expect(
      problem?.description.contains(/orders has id|an order was changed|copies are left/) == true)
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `on a server, whose sessions end when it comes to it, the same holds`() throws {
    let url = try TemporaryPostgres.shared.get().database()
    let start = ContinuousClock.now
    let orders = UInt64(max(15, Self.seconds - 20))
    let played = try play(until: { $0 == orders }) {
      LockSimulation.Stage(
        open: { try PostgresStore(url: url) },
        kill: { store, _ in
          try store.close()
          return try PostgresStore(url: url)
        }, hasSystemLock: true, steps: 30)
    }
    let minutes = (ContinuousClock.now - start) / .seconds(60)
    print("\(played) orders on PostgreSQL, \(Int(Double(played) / minutes)) a minute")
  }
}
