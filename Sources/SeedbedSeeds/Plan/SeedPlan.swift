package import SeedbedCore
import SeedbedFormats
package import SeedbedStore

/// The records of one or more sets, typed by their columns and in the order they can go in.
package struct SeedPlan: Sendable {
  /// The records of one collection.
  package struct Load: Sendable {
    package let schema: CollectionSchema
    package let columns: [String]
    package let batch: RowBatch
    let rows: [Row]
    /// Which columns the rows write, each once.
    let shapes: [WrittenColumns]
    /// Columns that are filled once every row of every table is there.
    let later: Set<String>

    /// The key text and the source of a row of the batch.
    struct Row: Sendable {
      let key: String
      let row: SeedRow
      /// The place among `shapes`.
      let shape: Int
    }

    package var count: Int { rows.count }
  }

  /// The name of the set that was asked for.
  package let name: String
  package let mode: SeedSet.Mode
  /// Parents before children.
  package let loads: [Load]

  private let root: YAMLNode
  private let sets: [SeedSet]
  private let schema: Schema
  private let context: SeedContext
  private let numbers: SeedNumbers

  /// Where the set that was asked for lists its rows.
  var place: YAMLNode { root.entry("rows")?.key ?? root }

  /// How many records there are in all.
  package var count: Int { loads.reduce(0) { $0 + $1.count } }

  /// Types every value and resolves every label.
  ///
  /// `sets`: included sets first; the last one is the one asked for.
  /// `context`: what `!file` and `!env` read.
  ///
  /// - Throws: `Diagnostics` with every problem of every row.
  package init(for sets: [SeedSet], schema: Schema, context: SeedContext) throws {
    try self.init(
      for: sets, schema: schema, context: context,
      numbers: SeedNumbers(of: sets.flatMap(\.rows), schema: schema))
  }

  /// The same plan with the numbers that its labels have in a database.
  func numbered(in session: any StoreSession) throws -> SeedPlan {
    let numbers = try SeedNumbers(for: self, in: session)
    if numbers == self.numbers { return self }
    return try SeedPlan(for: sets, schema: schema, context: context, numbers: numbers)
  }

  private init(
    for sets: [SeedSet], schema: Schema, context: SeedContext, numbers: SeedNumbers
  ) throws {
    guard let asked = sets.last else {
      throw Diagnostic(.seedSet, "no seed set was named")
    }
    var problems = Diagnostics()
    let rows = sets.flatMap(\.rows)
    let labels = SeedLabels(of: rows, numbers: numbers, schema: schema, &problems)
    let values = SeedValues(schema: schema, labels: labels, context: context)
    let byCollection = Dictionary(grouping: rows, by: \.collection)
    let known = Set(byCollection.keys.filter { schema[$0] != nil })
    let order = problems.collect { try CollectionOrder(parentsFirst: known, in: schema) }
    var loads: [Load] = []
    for name in order?.names ?? known.sorted() {
      guard let collection = schema[name], let own = byCollection[name] else { continue }
      if let problem = own.first.flatMap({ SeedKey.problem(of: collection, at: $0.node) }) {
        problems.add(problem)
      }
      let typing = SeedTyping(
        collection: collection, values: values, later: order?.later[name] ?? [])
      loads.append(typing.load(own, &problems))
    }
    for set in sets {
      Self.reportUnknownCollections(of: set, in: schema, &problems)
      Self.reportCounts(of: set, among: sets, &problems)
    }
    try Diagnostics(YAMLReader.inFileOrder(problems.items)).throwIfAny()
    self.name = asked.name
    mode = asked.mode
    self.loads = loads
    root = asked.root
    self.sets = sets
    self.schema = schema
    self.context = context
    self.numbers = numbers
  }

  private static func reportUnknownCollections(
    of set: SeedSet, in schema: Schema, _ problems: inout Diagnostics
  ) {
    for part in ["defaults", "expect"] {
      for entry in set.root[part]?.entries ?? [] where schema[entry.name] == nil {
        problems.add(SeedLabels.unknown(entry.name, at: entry.key, in: schema))
      }
    }
  }

  /// What a set expects is true of it and the sets it includes, whatever else is loaded with them.
  private static func reportCounts(
    of set: SeedSet, among sets: [SeedSet], _ problems: inout Diagnostics
  ) {
    var names: Set<String> = []
    var waiting = [set.name]
    while let name = waiting.popLast() {
      guard names.insert(name).inserted else { continue }
      waiting += sets.first { $0.name == name }?.includes ?? []
    }
    let rows = sets.filter { names.contains($0.name) }.flatMap(\.rows)
    for expectation in set.expectations {
      let count = rows.count { $0.collection == expectation.collection }
      if count == expectation.count { continue }
      problems.add(
        expectation.node.diagnostic(
          .seedExpectation,
          "\(expectation.collection) has \(count) records, and \(expectation.count) are expected"))
    }
  }
}

/// What values that come from outside the seed file are read from.
package struct SeedContext: Sendable {
  /// The folder `!file` paths start at and stay in.
  package let folder: String
  package let environment: [String: String]

  package init(folder: String, environment: [String: String]) {
    self.folder = folder
    self.environment = environment
  }
}

extension Diagnostic.Code {
  /// A count that is not the expected one.
  static let seedExpectation = Self("seed.expectation", .invalidFile)
}
