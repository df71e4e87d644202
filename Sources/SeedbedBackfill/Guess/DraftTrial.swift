import SeedbedCore
import SeedbedFormats
import SeedbedStore

/// What would become of all records if a draft were run: it is read as a specification, and every record goes
/// through its map.
struct DraftTrial {
  /// Records that would be rejects by the map: how many for each column, and the first of them.
  private(set) var rejects: [(column: String, count: Int, place: String)] = []
  private(set) var rejected = 0

  /// `files`: as they are read.
  ///
  /// - Throws: `guess.draft` when the draft cannot be read again or its map does not go with the target.
  init(
    of yaml: String, for target: CollectionSchema, files: [SourceFile], hidesValues: Bool
  ) throws {
    // The reasons that a person is to give are there for the trial.
    let text = yaml.replacing("keep: \"\"", with: "keep: \"of the trial\"")
    let node = try Self.checked { try YAMLReader.read(text: text, named: "the draft") }
    // Where nothing fits, all of the map is left to a person.
    if node["map"]?.entries?.isEmpty != false { return }
    var specification = try Self.checked {
      try BackfillDocument.specification(from: node, file: "the draft")
    }
    specification.leavesPersonalFields = hidesValues
    let plan = try Self.checked {
      try BackfillPlan(trying: specification, for: target, files: files)
    }
    for file in files {
      var reader = try SourceReading.reader(of: file, as: specification.source)
      let mapper = try Self.checked { try RecordMapper(for: plan, names: reader.fieldNames) }
      let intake = try RecordIntake(of: file, mapper: mapper, for: plan)
      var batch = PendingBatch(columnCount: plan.columns.count)
      var record = SourceRecord()
      while try reader.next(into: &record) {
        guard record.problem == nil else { continue }
        intake.take(record, into: &batch)
        if batch.counts.read >= 1000 { take(&batch) }
      }
      take(&batch)
    }
  }

  private mutating func take(_ batch: inout PendingBatch) {
    for reject in batch.rejects {
      rejected += 1
      let column = reject.column ?? ""
      if let known = rejects.firstIndex(where: { $0.column == column }) {
        rejects[known].count += 1
      } else {
        rejects.append((column, 1, "\(reject.file):\(reject.line): \(reject.message)"))
      }
    }
    batch.removeAll()
  }

  private static func checked<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let problem as Diagnostic {
      throw Diagnostic(
        .guessDraft, "no draft: what was found cannot be written as a specification",
        help: "write it by hand", cause: problem.description)
    } catch let problems as Diagnostics {
      throw Diagnostic(
        .guessDraft, "no draft: what was found cannot be written as a specification",
        help: "write it by hand", cause: "\(problems)")
    }
  }
}

extension Diagnostic.Code {
  /// A draft that would not be a sound specification.
  static let guessDraft = Self("guess.draft", .invalidFile)
}

extension BackfillPlan {
  /// A plan of what a draft maps, which may leave out what a person is to say.
  init(
    trying specification: BackfillSpecification, for target: CollectionSchema, files: [SourceFile]
  ) throws {
    var problems = Diagnostics()
    for mapping in specification.columns {
      guard let column = target.column(mapping.column) else { continue }
      mapping.check(against: column, &problems)
    }
    try problems.throwIfAny()
    let mapped = Set(specification.columns.map(\.column))
    self.init(
      specification: specification, schema: target, files: files,
      columns: target.columns.filter { mapped.contains($0.name) },
      // Any key shows what would become of the records.
      maskKey: MaskKey("for drafts only, 32 bytes long..."))
  }
}
