import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// After a good load, whatever is changed in the collection is found.
@Suite(.blocking)
struct ReconcileTests {
  static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [data.csv]}
    map:
      id: {from: id}
      page: {from: page}
      visited_at: {from: time, format: iso8601}
      duration: {from: duration}
      cost: {from: cost}
      metadata: {json: [page, cost]}
    filter: [{name: none, drop_if: {page: /9}}]
    rejects: {max: 100}
    """

  /// 200 records: some filtered, some rejected, one there twice.
  static var data: String {
    (0..<200).reduce("id,page,time,duration,cost\n") { text, number in
      let duration = number % 31 == 5 ? "x" : String(number * 7 % 91)
      let id = number == 199 ? 198 : number
      let place = id == 198 ? 198 : number
      return text
        + "v\(id),/\(place % 10),2026-01-02T03:04:\(place % 50 + 10)Z,\(id == 198 ? "3" : duration),"
        + "\(place).\(place % 10)0\n"
    }
  }

  private func outcome(in project: TestProject) throws -> ReconcileOutcome {
    try Reconciliation.outcome(of: project.plan(Self.specification), on: project.store)
  }

  private func loaded() throws -> TestProject {
    let project = try TestProject()
    try project.write(Self.data, to: "data.csv")
    let outcome = try project.load(Self.specification)
    #expect(outcome.counts.present == 1)
    return project
  }

  @Test func `a record that gave way to a later one with its key is told`() throws {
    let project = try TestProject()
    let replacing = """
      backfill: test
      target: visits
      source: {format: csv, files: [data.csv]}
      map: {id: {from: id}, page: {from: page}}
      on_conflict: replace
      """
    try project.write("id,page\na,/1\na,/2\nb,/3\n", to: "data.csv")
    try project.load(replacing)
    let outcome = try Reconciliation.outcome(of: project.plan(replacing), on: project.store)
    #expect(outcome.isGood)
    #expect(outcome.replacedCount == 1)
    #expect(try project.rows("SELECT id, page FROM visits ORDER BY id") == ["a|/2", "b|/3"])
  }

  @Test func `a good load is found good, column by column`() throws {
    let project = try loaded()
    let outcome = try outcome(in: project)
    #expect(outcome.isGood)
    #expect(outcome.sourceChecksum == outcome.targetChecksum)
    #expect(outcome.columns.allSatisfy { $0.source == $0.target })
    #expect(outcome.columns.first { $0.name == "cost" }?.source.sum != nil)
  }

  @Test func `one row changed, deleted or doubled is found a hundred times of a hundred`() throws {
    let project = try loaded()
    var random = Dice(state: 20_260_115)
    for round in 0..<100 {
      let damage = try Damage(to: project.store, random: &random)
      let found = try outcome(in: project)
      #expect(
        found.differenceCounts.filter { $0.value > 0 } == [damage.kind: 1],
        "round \(round): \(damage)")
      try damage.mend(project.store)
    }
    #expect(try outcome(in: project).isGood)
  }

  @Test(.enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
  func `so it is on PostgreSQL`() throws {
    let project = try TestProject()
    let store = try StoreURL(TemporaryPostgres.shared.get().database()).open()
    defer { try? store.close() }
    try store.transaction(.structure) { try $0.apply(.createCollection(.visits)) }
    try project.write(Self.data, to: "data.csv")
    let plan = try project.plan(Self.specification)
    let run = BackfillRun(
      on: store, lock: FreeLock(), now: { Timestamp(seconds: 1_767_225_600) })
    #expect(try run.load(plan).failure == nil)
    var random = Dice(state: 20_260_116)
    for round in 0..<100 {
      let damage = try Damage(to: store, random: &random)
      let found = try Reconciliation.outcome(of: plan, on: store)
      #expect(
        found.differenceCounts.filter { $0.value > 0 } == [damage.kind: 1],
        "round \(round): \(damage)")
      try damage.mend(store)
    }
    #expect(try Reconciliation.outcome(of: plan, on: store).isGood)
  }

  @Test func `rows from elsewhere are counted and not accused`() throws {
    let project = try loaded()
    try project.store.transaction { session in
      _ = try session.execute("INSERT INTO visits (id, page) VALUES ('mine', '/')")
    }
    let outcome = try outcome(in: project)
    #expect(outcome.isGood)
    #expect(outcome.otherCount == 1)
  }

  @Test func `rows that were there before the load are no doubles`() throws {
    let project = try TestProject()
    try project.write(Self.data, to: "data.csv")
    try project.load(Self.specification)
    try project.store.transaction { _ = try $0.execute("DELETE FROM seedbed_backfill_batches") }
    let outcome = try outcome(in: project)
    #expect(outcome.isGood)
    #expect(outcome.otherCount > 100)
  }

  @Test(arguments: [false, true])
  func `a record that was cut when it was loaded is not as it was`(isRestarted: Bool) throws {
    let project = try TestProject()
    try project.write("id,page,time,duration,cost\na,/1,,1,5\nb,/2,,1,1", to: "data.csv")
    #expect(try project.load(Self.specification).isGood)
    try project.append("0\nc,/3,,1,2\n", to: "data.csv")
    if isRestarted {
      let again = try project.load(Self.specification, restart: true)
      #expect(again.rejects.map(\.code) == ["key.conflict"])
    }
    let outcome = try outcome(in: project)
    #expect(outcome.differences.map(\.key) == [["b"]])
    #expect(outcome.differenceCounts == [.changed: 1])
    let replacing = Self.specification + "\non_conflict: replace\n"
    #expect(try project.load(replacing, restart: true).isGood)
    #expect(
      try Reconciliation.outcome(of: project.plan(replacing), on: project.store).isGood)
    #expect(try project.rows("SELECT cost FROM visits WHERE id = 'b'") == ["10.00"])
  }

  @Test func `a source that was changed is refused`() throws {
    let project = try loaded()
    try project.write(Self.data.replacing("/1", with: "/2"), to: "data.csv")
    #expect(
      problems { try outcome(in: project) } == [
        "\(project.path)/history/data.csv is not what was loaded (its first \(Self.data.utf8.count) bytes)"
      ])
  }
}

/// Numbers that look random and are the same in every run.
struct Dice {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}

/// One row changed, deleted or doubled, and how it was before.
private struct Damage: CustomStringConvertible {
  private static let changes = [
    "page = page || 'x'", "status = 'read'", "visited_at = NULL", "duration = duration + 1",
    "cost = '0.01'", "is_member = true", "score = 0.5", "metadata = '{}'",
  ]

  let kind: ReconcileOutcome.Kind
  private let id: String
  private let change: String
  private let row: StoreRow

  init(to store: any Store, random: inout Dice) throws {
    let ids = try store.read {
      try $0.rows("SELECT id FROM visits WHERE duration IS NOT NULL ORDER BY id")
        .compactMap { $0.text("id") }
    }
    let id = ids[random.below(ids.count)]
    let kind = ReconcileOutcome.Kind.allCases[random.below(3)]
    var change = Self.changes[random.below(Self.changes.count)]
    if store.engine == .sqlite { change = change.replacing("= true", with: "= 1") }
    row = try store.transaction { session in
      let row = try session.rows("SELECT * FROM visits WHERE id = $1", [.text(id)])[0]
      switch kind {
      case .missing: try session.execute("DELETE FROM visits WHERE id = $1", [.text(id)])
      case .changed: try session.execute("UPDATE visits SET \(change) WHERE id = $1", [.text(id)])
      case .doubled: try Self.insert(row, as: "\(id)-again", in: session)
      }
      return row
    }
    (self.id, self.kind, self.change) = (id, kind, change)
  }

  func mend(_ store: any Store) throws {
    try store.transaction { session in
      try session.execute("DELETE FROM visits WHERE id = $1", [.text("\(id)-again")])
      try session.execute("DELETE FROM visits WHERE id = $1", [.text(id)])
      try Self.insert(row, as: id, in: session)
    }
  }

  private static func insert(_ row: StoreRow, as id: String, in session: any StoreSession) throws {
    var batch = RowBatch(columnCount: row.names.count)
    for (name, value) in zip(row.names, row.values) {
      batch.append(name == "id" ? .text(id) : value)
    }
    _ = try session.insert(
      batch, into: InsertTarget(schema: .visits, columns: row.names, conflict: .fail))
  }

  var description: String { "\(kind) \(id) \(change)" }
}
