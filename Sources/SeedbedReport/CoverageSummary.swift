/// What share of the rows of each collection is real.
public struct CoverageSummary: Sendable {
  /// How many rows of each origin there are.
  public struct Rows: Sendable, Hashable {
    public var count: Int
    /// Loaded by a run.
    public var real: Int
    /// Brought by a seed.
    public var seeded: Int

    public init(count: Int = 0, real: Int = 0, seeded: Int = 0) {
      self.count = count
      self.real = real
      self.seeded = seeded
    }

    /// Neither of the two.
    public var unknown: Int { count - real - seeded }

    static func + (left: Rows, right: Rows) -> Rows {
      Rows(
        count: left.count + right.count, real: left.real + right.real,
        seeded: left.seeded + right.seeded)
    }
  }

  public struct Collection: Sendable, Hashable {
    public let name: String
    public let rows: Rows

    public init(name: String, rows: Rows) {
      self.name = name
      self.rows = rows
    }
  }

  /// An operation and the collections its golden file says it reads.
  public struct Endpoint: Sendable, Hashable {
    public let call: String
    public let reads: [String]

    public init(call: String, reads: [String]) {
      self.call = call
      self.reads = reads
    }
  }

  /// In the order of their names.
  public let collections: [Collection]
  /// Those that say what they read, in the order of the golden files.
  public let endpoints: [Endpoint]

  public init(collections: [Collection], endpoints: [Endpoint]) {
    self.collections = collections
    self.endpoints = endpoints
  }

  public var total: Rows { collections.reduce(Rows()) { $0 + $1.rows } }

  /// The rows of all collections an operation reads.
  public func rows(of endpoint: Endpoint) -> Rows {
    collections.filter { endpoint.reads.contains($0.name) }.reduce(Rows()) { $0 + $1.rows }
  }
}
