import SeedbedCore
import SeedbedStore

/// What is written to a database, while a proof exchanges its rows, by calls that change no data or by other programs.
///
/// It is lost when the rows are restored, so the run says so.
struct OtherWrites {
  /// The rows as they were last seen, after which nothing was to change them; nil where they are not known.
  var before: ProofData?
  private(set) var changes: [String: DataChange] = [:]
  /// The structure before the first call; nil where nothing it becomes would stay.
  var structure: [StructurePart: String]?
  private var structureChanges: StructureChanges?

  mutating func note(after: [StructurePart: String]) {
    structureChanges = structure.map { StructureChanges(from: $0, to: after) }
  }

  mutating func note(after: ProofData) {
    guard let before else { return }
    // Of a collection that came or went meanwhile, no rows are restored.
    let first = structure.map { Set($0.keys.filter { $0.table == nil }.map(\.name)) }
    let now = Set(after.collections.map(\.schema.name))
    for change in DataChange.changes(from: before, to: after)
    where now.contains(change.collection)
      && first?.contains(TableName(name: change.collection)) ?? true
    {
      let known = changes[change.collection]
      changes[change.collection] = known?.adding(change) ?? change
    }
  }

  var remarks: [String] {
    let structure = structureChanges?.phrase.map {
      "the service or another program \($0); that stays, since only rows are restored"
    }
    return rowRemarks + (structure.map { [$0] } ?? [])
  }

  private var rowRemarks: [String] {
    changes.sorted { $0.key < $1.key }.map { collection, change in
      "\(collection): \(change.phrase) while calls were made that change no data, by the service or by another "
        + "program; the rows are what they were before the verification, without these changes"
    }
  }
}

extension VerifyRound {
  /// What the run has to say beside its outcomes, once it is over.
  var allRemarks: [String] { remarks + otherWrites.remarks }

  /// Asks calls that change nothing, and looks at what was changed all the same where the rows are not those of a copy.
  mutating func watchWrites(during calls: (inout VerifyRound) async throws -> Void) async throws {
    if otherWrites.before == nil { try beginWatch() }
    try await calls(&self)
    try lookForWrites()
  }

  /// Changes rows, which ends one watch and begins the next.
  mutating func betweenWatches(
    _ change: (inout VerifyRound) async throws -> Void
  ) async throws {
    try lookForWrites()
    otherWrites.before = nil
    try await change(&self)
    try beginWatch()
  }

  /// Takes the rows as they are now for what nobody is to change.
  private mutating func beginWatch() throws {
    otherWrites.before = try watched?.data(within: .grown)
  }

  /// Looks at what was changed since the rows were last seen.
  mutating func lookForWrites() throws {
    guard otherWrites.before != nil else { return }
    let now = try watched?.data(within: .grown)
    if let now { otherWrites.note(after: now) }
    otherWrites.before = now
  }

  /// Takes the structure as it is now for what it was before the first call, on an engine that says it.
  mutating func watchStructure() {
    otherWrites.structure = try? watched?.store.read { try $0.structure() }
  }

  /// Looks at what became of the structure, once the service is stopped and the rows are restored.
  mutating func lookAtStructure() throws {
    guard otherWrites.structure != nil, let store = watched?.store else { return }
    otherWrites.note(after: try store.read { try $0.structure() })
  }

  /// nil for a copy, to which nobody else writes, and where nothing is restored.
  private var watched: ProofDatabase? { verification.data.copied == nil ? database : nil }
}
