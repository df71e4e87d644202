package import SeedbedCore
import SeedbedFormats
package import SeedbedStore

/// A backfill checked against its target: what would be read, and which columns it fills.
package struct BackfillPlan: Sendable {
  package let specification: BackfillSpecification
  package let schema: CollectionSchema
  private(set) var files: [SourceFile]
  /// Names of the source files that have no byte, and so no record.
  package let emptyFiles: [String]
  /// The columns of a batch, the primary key among them.
  let columns: [CollectionSchema.Column]

  /// The names of the columns of a batch, as a JSON list.
  var columnNames: String {
    JSONWriter.text(.array(columns.map { .string($0.name) }), pretty: false)
  }

  /// The paths of the source files, in the order they are read.
  package var filePaths: [String] { files.map(\.path) }

  /// The fields of the source each mapped column is made of.
  package var lineage: [(column: String, fields: [String])] {
    specification.columns.compactMap { mapping in
      switch mapping.origin {
      case .field(let field): (mapping.column, [field])
      case .fields(let fields), .sum(let fields): (mapping.column, fields)
      case .constant, .wholeRecord: nil
      }
    }
  }

  /// Whether the database may hold other values than were sent, so that what it holds is read back.
  private(set) var readsBack = false

  /// The same plan, with what only the database knows of the collection.
  func looking(at session: any StoreSession) throws -> BackfillPlan {
    var plan = self
    // A row that is replaced keeps the columns that are not mapped.
    let keepsOthers = specification.replaces && columns.count < schema.columns.count
    plan.readsBack =
      try !schema.primaryKey.isEmpty
      && (keepsOthers || !session.keepsRowsAsSent(schema.name))
    return plan
  }

  /// Why records that others put there keep their content; nil if they may give way, too.
  private(set) var keepsRecords: Diagnostic?

  /// The same plan, ready to write.
  ///
  /// `confirmation`: the name of a database without the test mark whose records may be replaced.
  func writing(to store: any Store, confirmation: String?) throws -> BackfillPlan {
    var plan = try store.read { try looking(at: $0) }
    guard specification.replaces else { return plan }
    do {
      try TestMark.require(
        for: "replacing records that are there", on: store, confirmation: confirmation)
    } catch let problem as Diagnostic where problem.code == .testMarkMissing {
      plan.keepsRecords = problem
    }
    return plan
  }

  /// What pseudonyms are made with; nil where there are none.
  let maskKey: MaskKey?

  /// How many bytes the files have, standard input not among them.
  package var size: Int { files.reduce(0) { $0 + $1.size } }

  /// The same plan for one of its files.
  func only(_ name: String) -> BackfillPlan {
    var plan = self
    plan.files = files.filter { $0.name == name }
    return plan
  }

  /// How many bytes there are to read; 0 when a compressed file or standard input leaves that open.
  var readableSize: Int { files.contains { $0.isStreamed } ? 0 : size }

  /// The names of the source files, in the order they are read.
  package var fileNames: [String] { files.map(\.name) }

  /// Checks every name the specification uses, and that its files are there.
  ///
  /// `environment`: of the process, which has the key of the masks and the addresses of databases.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong.
  package init(
    for specification: BackfillSpecification, schema: Schema, environment: [String: String] = [:]
  ) throws {
    var specification = specification
    guard let target = schema[specification.target] else {
      throw (specification.node["target"] ?? specification.node).diagnostic(
        .backfillTarget,
        "there is no collection '\(specification.target)'"
          + Suggestion.phrase(for: specification.target, among: schema.names),
        help: "collections come from the migrations")
    }
    var problems = Diagnostics()
    Self.checkColumns(of: specification, in: target, &problems)
    let files = problems.collect {
      try SourceFile.files(of: specification, environment: environment)
    }
    specification.leavesPersonalFields = Self.checkPersonal(
      PersonalFields(of: files ?? [], as: specification.source), of: specification, in: target,
      &problems)
    maskKey = problems.collect { try Self.maskKey(for: &specification, in: environment) } ?? nil
    try problems.throwIfAny()
    self.specification = specification
    self.schema = target
    let empty = Set(
      (files ?? []).filter { SourceReading.isEmpty($0, as: specification.source) }.map(\.name))
    self.files = (files ?? []).filter { !empty.contains($0.name) }
    emptyFiles = empty.sorted()
    let mapped = Set(specification.columns.map(\.column))
    columns = target.columns.filter { column in
      mapped.contains(column.name) || column.isPrimaryKey
        || (column.defaultValue == nil && !column.isNullable && !column.isGenerated)
    }
  }

  /// A plan that was checked elsewhere.
  init(
    specification: BackfillSpecification, schema: CollectionSchema, files: [SourceFile],
    columns: [CollectionSchema.Column], maskKey: MaskKey?
  ) {
    self.specification = specification
    self.schema = schema
    self.files = files
    self.columns = columns
    self.maskKey = maskKey
    emptyFiles = []
  }

  private static func checkColumns(
    of specification: BackfillSpecification, in target: CollectionSchema,
    _ problems: inout Diagnostics
  ) {
    for mapping in specification.columns {
      guard let column = target.column(mapping.column) else {
        problems.add(mapping.node.diagnostic(.backfillMapping, unknown(mapping.column, in: target)))
        continue
      }
      if column.isGenerated {
        problems.add(
          mapping.node.diagnostic(
            .backfillMapping,
            "the database computes '\(column.name)' of \(target.name) itself, from other columns",
            help: "leave it out of 'map'"))
        continue
      }
      mapping.check(against: column, &problems)
    }
    checkFilters(of: specification, in: target, &problems)
    checkSums(of: specification, in: target, &problems)
    checkKey(of: specification, in: target, &problems)
  }

  private static func unknown(_ name: String, in target: CollectionSchema) -> String {
    let near = Suggestion.phrase(for: name, among: target.columns.map(\.name))
    return "'\(name)' is not a column of \(target.name)\(near)"
  }

  /// A filter looks at the mapped row, so its columns are mapped and its texts are values of them.
  private static func checkFilters(
    of specification: BackfillSpecification, in target: CollectionSchema,
    _ problems: inout Diagnostics
  ) {
    let mapped = Set(specification.columns.map(\.column))
    for filter in specification.filters {
      for condition in filter.conditions {
        guard let column = target.column(condition.column) else {
          problems.add(
            filter.node.diagnostic(.backfillFilter, unknown(condition.column, in: target)))
          continue
        }
        if !mapped.contains(column.name) {
          problems.add(
            filter.node.diagnostic(
              .backfillFilter,
              "the filter '\(filter.name)' looks at '\(column.name)', which is not mapped"))
        }
        if specification.columns.contains(where: { $0.column == column.name && $0.hidesValues }) {
          problems.add(
            filter.node.diagnostic(
              .backfillFilter,
              "the filter '\(filter.name)' looks at '\(column.name)', which is masked"))
          continue
        }
        for text in condition.texts {
          do {
            _ = try column.type.value(of: text)
          } catch {
            problems.add(
              filter.node.diagnostic(.backfillFilter, "'\(column.name)': \(error.message)"))
          }
        }
      }
    }
  }

  /// Only columns that hold exact numbers are summed.
  private static func checkSums(
    of specification: BackfillSpecification, in target: CollectionSchema,
    _ problems: inout Diagnostics
  ) {
    let mapped = Set(specification.columns.map(\.column))
    for check in specification.checks {
      guard case .sum(let name) = check.subject else { continue }
      guard let column = target.column(name) else {
        problems.add(check.node.diagnostic(.backfillCheck, unknown(name, in: target)))
        continue
      }
      if !mapped.contains(name) {
        problems.add(
          check.node.diagnostic(.backfillCheck, "'\(name)' is summed, and is not mapped"))
      }
      switch column.type {
      case .id, .int, .bigint, .decimal: break
      case .text, .bool, .float, .bytes, .date, .time, .timestamp, .uuid, .json, .enumeration:
        problems.add(
          check.node.diagnostic(
            .backfillCheck, "'\(name)' is \(column.type), which has no exact sum",
            help: "int, bigint and decimal columns have"))
      }
    }
  }

  /// Every column that must have a value is mapped, has a default, or is the key.
  private static func checkKey(
    of specification: BackfillSpecification, in target: CollectionSchema,
    _ problems: inout Diagnostics
  ) {
    let mapped = Set(specification.columns.map(\.column))
    let place = specification.node["map"] ?? specification.node
    for column in target.columns where !mapped.contains(column.name) {
      if column.isPrimaryKey {
        checkMadeKey(column, of: specification, in: target, &problems)
      } else if !column.isNullable, column.defaultValue == nil, !column.isGenerated {
        problems.add(
          place.diagnostic(
            .backfillMapping, "'\(column.name)' of \(target.name) needs a value and is not mapped",
            help: "map it with 'from', or give 'value'"))
      }
    }
    if let key = specification.node["key"],
      target.primaryKey.allSatisfy({ mapped.contains($0.name) })
    {
      problems.add(
        key.diagnostic(
          .backfillKey, "'map' says what the key of \(target.name) is, and so does 'key'",
          help: "leave one of them out"))
    }
  }

  /// A key that is made of fields or of a place is the text of a UUID.
  private static func checkMadeKey(
    _ column: CollectionSchema.Column, of specification: BackfillSpecification,
    in target: CollectionSchema, _ problems: inout Diagnostics
  ) {
    switch specification.key {
    case .mapped:
      problems.add(
        (specification.node["map"] ?? specification.node).diagnostic(
          .backfillKey, "nothing says what the key '\(column.name)' of \(target.name) is",
          help: "map it, or add 'key: {fields: [...]}' or 'key: {source_position: true}'"))
    case .fields, .sourcePosition:
      guard column.type != .text, column.type != .uuid else { return }
      problems.add(
        (specification.node["key"] ?? specification.node).diagnostic(
          .backfillKey,
          "a key made of the source is a UUID, and '\(column.name)' is \(column.type)",
          help: "map it with 'from'"))
    }
  }
}

extension Diagnostic.Code {
  /// A target the migrations do not create.
  static let backfillTarget = Self("backfill.target", .invalidFile)
}
