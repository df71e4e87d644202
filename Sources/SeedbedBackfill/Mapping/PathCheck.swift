import SeedbedCore
import SeedbedFormats

/// Whether the records of a source have the paths that a mapping reads: one that none has is a slip of the pen, and would
/// load nothing in silence.
///
/// It reads until each was seen once, which is in the first record as a rule.
struct PathCheck {
  /// How many records, and names in them, are kept for a suggestion.
  private static let mostRecords = 100
  private static let mostNames = 1_000

  private var open: [RecordPath.Wanted]
  private var records = 0
  private var names: [String] = []

  /// - Throws: `Diagnostics` with every path that no record of the source has.
  static func check(_ paths: [RecordPath.Wanted], in plan: BackfillPlan) throws {
    var check = PathCheck(open: paths)
    for file in plan.files where !check.open.isEmpty {
      // What cannot be read is for the run to say.
      guard (try? check.read(file, as: plan.specification.source)) != nil else { return }
    }
    guard check.records > 0 else { return }
    var problems = Diagnostics()
    for path in check.open { problems.add(check.problem(with: path)) }
    try problems.throwIfAny()
  }

  private mutating func read(
    _ file: SourceFile, as source: BackfillSpecification.Source
  ) throws {
    var reader = try SourceReading.reader(of: file, as: source)
    var record = SourceRecord()
    while !open.isEmpty, try reader.next(into: &record) {
      guard record.problem == nil, let tree = record.json, tree.object != nil else { continue }
      records += 1
      open.removeAll { $0.names.contains { tree.found(RecordPath.parts(of: $0)) != nil } }
      if records <= Self.mostRecords, !open.isEmpty { take(tree, at: []) }
    }
  }

  private mutating func take(_ value: JSONValue, at path: [String]) {
    guard names.count < Self.mostNames else { return }
    for member in value.object?.members ?? [] {
      let name = RecordPath.text(of: path + [member.name])
      if !names.contains(name) { names.append(name) }
      take(member.value, at: path + [member.name])
    }
  }

  private func problem(with path: RecordPath.Wanted) -> Diagnostic {
    let shown = names.prefix(12).joined(separator: ", ")
    return path.node.diagnostic(
      .backfillPath,
      "no record of the source has '\(path.names.joined(separator: "' or '"))'"
        + (path.names.first.map { Suggestion.phrase(for: $0, among: names) } ?? ""),
      help: "records have \(shown)\(names.count > 12 ? " and more" : ""); "
        + "write 'optional: true' where no record need have it")
  }
}

extension Diagnostic.Code {
  /// A path that no record of a source has.
  static let backfillPath = Self("backfill.path", .checkFailed)
}
