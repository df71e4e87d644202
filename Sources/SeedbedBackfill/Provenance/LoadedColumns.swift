import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// The columns whose values are known of a row the moment it is loaded: those of the mapping, and those
/// that get a constant or nothing. The time of the insert is not among them.
struct LoadedColumns {
  let fingerprint: RowFingerprint

  /// Those a plan fills.
  ///
  /// `ignored`: names of columns that do not count.
  init(of plan: BackfillPlan, ignoring ignored: Set<String> = []) {
    let filled = Set(plan.columns.map(\.name))
    let common = plan.schema.columns.compactMap { column -> (CollectionSchema.Column, Value)? in
      if filled.contains(column.name) { return nil }
      switch column.defaultValue {
      case nil: return (column, .null)
      case .value(let value)?: return (column, value)
      case .now?, .expression?: return nil
      }
    }
    fingerprint = RowFingerprint(of: plan.columns, common: common, ignoring: ignored)
  }

  /// Those that a run remembers: of a row that is read back all of them.
  init(rememberedOf plan: BackfillPlan) {
    self = plan.readsBack ? Self(RowFingerprint(of: plan.schema.columns)) : Self(of: plan)
  }

  private init(_ fingerprint: RowFingerprint) {
    self.fingerprint = fingerprint
  }

  /// Those of an earlier run, by what the run remembers of them.
  ///
  /// - Returns: nil if nothing was remembered, or the collection no longer has them all.
  static func recorded(
    by run: BackfillRuns.Run, in schema: CollectionSchema
  ) throws -> LoadedColumns? {
    guard let text = run.columns else { return nil }
    let names = try KeptJSON.names(in: text, of: "columns")
    let columns = names.compactMap { schema.column($0) }
    guard !names.isEmpty, columns.count == names.count else { return nil }
    return Self(RowFingerprint(of: columns))
  }

  var names: [String] { fingerprint.columns.map(\.name) }

  /// What a run remembers of them.
  var text: String {
    JSONWriter.text(.array(names.map { .string($0) }), pretty: false)
  }
}
