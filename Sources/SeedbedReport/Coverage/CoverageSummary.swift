/// What share of the rows of each collection is real.
package struct CoverageSummary: Sendable {
  /// How many rows of each origin there are.
  package struct Rows: Sendable, Hashable {
    package var count: Int
    /// Loaded by a run.
    package var real: Int
    /// Brought by a seed.
    package var seeded: Int

    package init(count: Int = 0, real: Int = 0, seeded: Int = 0) {
      self.count = count
      self.real = real
      self.seeded = seeded
    }

    /// Neither of the two.
    package var unknown: Int { count - real - seeded }

    static func + (left: Rows, right: Rows) -> Rows {
      Rows(
        count: left.count + right.count, real: left.real + right.real,
        seeded: left.seeded + right.seeded)
    }
  }

  package struct Collection: Sendable, Hashable {
    package let name: String
    package let rows: Rows

    package init(name: String, rows: Rows) {
      self.name = name
      self.rows = rows
    }
  }

  /// An operation and the collections its golden file says it reads.
  package struct Endpoint: Sendable, Hashable {
    package let call: String
    package let reads: [String]

    package init(call: String, reads: [String]) {
      self.call = call
      self.reads = reads
    }
  }

  /// In the order of their names.
  package let collections: [Collection]
  /// Those that say what they read, in the order of the golden files.
  package let endpoints: [Endpoint]

  package init(collections: [Collection], endpoints: [Endpoint]) {
    self.collections = collections
    self.endpoints = endpoints
  }

  package var total: Rows { collections.reduce(Rows()) { $0 + $1.rows } }

  /// The rows of all collections an operation reads.
  package func rows(of endpoint: Endpoint) -> Rows {
    collections.filter { endpoint.reads.contains($0.name) }.reduce(Rows()) { $0 + $1.rows }
  }
}
