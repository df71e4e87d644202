package import SeedbedCore
import SeedbedFormats

/// A draft of a specification, from all records of the files it is for.
///
/// A draft is for a person to edit: loading never guesses.
package struct BackfillGuess: Sendable {
  /// A column of the target, and what would fill it.
  package struct Column: Sendable {
    package let name: String
    /// As it stands in the draft; nil where the column is left out.
    package let mapping: String?
    /// What was seen.
    package let evidence: String
  }

  /// A field that nothing reads.
  package struct Field: Sendable {
    package let name: String
    package let evidence: String
  }

  package let target: String
  /// As they stand under `source:`, such as `format: csv`.
  package let source: String
  package let records: Int
  /// Such as `log.torn`, and how many records have it.
  package let problems: [(code: String, count: Int, place: String)]
  package let key: String
  package let columns: [Column]
  package let leftOver: [Field]
  /// The draft.
  package let yaml: String
  /// Whether no field fits a column, so that the draft would load nothing of the source.
  private let isEmpty: Bool

  /// Reads all of the files, in memory that does not grow with them.
  ///
  /// `paths`: of the files as they are now.
  /// `names`: of the same files as the draft is to name them.
  /// `report`: hears how many records were read.
  ///
  /// - Throws: `Diagnostic` when a file cannot be read or its format cannot be told.
  package init(
    of paths: [String], as names: [String], named name: String, for target: CollectionSchema,
    report: (Int) -> Void = { _ in }
  ) throws {
    let files = zip(paths, names).map { SourceFile(name: $1, path: $0, size: 0) }
    guard let first = files.first else {
      throw Diagnostic(.guessFormat, "no file is named", help: "name the files of one export")
    }
    let guess = try SourceGuess(of: first, for: target.name)
    let query = guess.source.query
    let rows = query.map { query in files.map { QueryRows.source(of: query, in: $0) } } ?? files
    let profile = try SourceProfile(of: rows, as: guess.source, report: report)
    let personal = PersonalFields(of: rows, as: guess.source)
    let mapping = MappingGuess(for: target, from: profile, personal)
    var draft = GuessDraft(
      name: name, files: names, target: target, source: guess, profile: profile, mapping: mapping,
      personal: personal)
    let isPersonal = profile.fields.contains { personal.evidence(for: $0.name) != nil }
    let trial = try DraftTrial(of: draft.text, for: target, files: rows, hidesValues: isPersonal)
    // Of words that a column does not take the draft says already that a person is to map them.
    draft.rejects = trial.rejects.filter { reject in
      switch target.column(reject.column)?.type {
      case .enumeration?: false
      case nil, .id?, .int?, .bigint?, .text?, .bool?, .float?, .decimal?, .bytes?, .date?, .time?,
        .timestamp?, .uuid?, .json?:
        true
      }
    }
    try Self.refuse(guess, profile, trial, for: target)
    self.target = target.name
    source = guess.yaml
    records = profile.records
    problems = profile.problems
    key = draft.key.text
    columns = mapping.columns.map {
      Column(name: $0.column.name, mapping: $0.mapping, evidence: $0.evidence)
    }
    leftOver = draft.leftOver.map { Field(name: $0.name, evidence: draft.evidence(for: $0)) }
    yaml = draft.text
    isEmpty = mapping.columns.allSatisfy { $0.field == nil }
  }

  /// Refuses a format or a target that fits fewer than half of the records, or a tenth of them.
  private static func refuse(
    _ guess: SourceGuess, _ profile: SourceProfile, _ trial: DraftTrial,
    for target: CollectionSchema
  ) throws {
    let unread = profile.records - profile.readable
    guard unread * 2 <= profile.records, (unread + trial.rejected) * 10 <= profile.records * 9
    else {
      throw Diagnostic(
        .guessFormat,
        "\(guess.source.format.rawValue) fits \(profile.readable) of \(profile.records) records, and "
          + "\(profile.readable - trial.rejected) of them \(target.name)",
        help: "write the specification by hand, or remove the lines that are not records",
        cause: profile.problems.first?.place ?? trial.rejects.first?.place)
    }
  }

  /// How many fields a message names.
  private static let mostFields = 12

  /// Refuses a draft that would load nothing. What was found out is said: a person may know what goes where.
  ///
  /// - Throws: `Diagnostic` with the form of the source and its fields.
  package func requireFit() throws {
    guard isEmpty else { return }
    let fields = leftOver.prefix(Self.mostFields).map { "\($0.name) (\($0.evidence))" }
    let more = leftOver.count - fields.count
    throw Diagnostic(
      .guessColumns, "no field fits a column of \(target), so nothing was drafted",
      help: "name another collection with --target, or write the specification by hand",
      cause: "read as '\(source)', it has \(fields.joined(separator: ", "))"
        + (more > 0 ? " and \(GuessText.count(more, "field")) more" : ""))
  }
}

extension Diagnostic.Code {
  /// An export of which nothing goes into the collection it is to fill.
  static let guessColumns = Self("guess.columns", .invalidFile)
}
