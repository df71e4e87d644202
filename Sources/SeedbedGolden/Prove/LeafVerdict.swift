/// What a proof says about one leaf of an answer.
package struct LeafVerdict: Sendable, Hashable {
  /// The leaf with indexes as `[*]`: `$.items[*].name`.
  package let leaf: String
  package let verdict: Verdict

  /// Where a leaf comes from, or that nobody knows.
  package enum Verdict: Sendable, Hashable {
    /// Reproduced from the rows in every state.
    case traced(Trace)
    /// A matcher says that it may vary.
    case noise
    /// A matcher says that it does not come from the data, and why.
    case fixed(reason: String)
    case unproved(Doubt)
  }

  init(_ leaf: String, _ verdict: Verdict) {
    self.leaf = leaf
    self.verdict = verdict
  }

  /// `traced`, `noise`, `static` or `unproved`.
  package var word: String {
    switch verdict {
    case .traced: "traced"
    case .noise: "noise"
    case .fixed: "static"
    case .unproved: "unproved"
    }
  }

  /// Where it comes from, or why that is not known.
  package var explanation: String {
    switch verdict {
    case .traced(let trace): trace.source
    case .noise: "a matcher lets it vary"
    case .fixed(let reason): reason
    case .unproved(let doubt): doubt.description
    }
  }

  package var isUnproved: Bool {
    if case .unproved = verdict { true } else { false }
  }

  /// The same, saying that the collections it comes from have no rows in any state.
  func withoutRows(of collections: [String]) -> LeafVerdict {
    switch verdict {
    case .unproved(.constant), .unproved(.alwaysEmpty):
      LeafVerdict(leaf, .unproved(.noRows(collections)))
    case .unproved, .traced, .noise, .fixed: self
    }
  }

  package var isTraced: Bool {
    if case .traced = verdict { true } else { false }
  }
}

/// Where a leaf comes from.
package struct Trace: Sendable, Hashable {
  /// In words: `page_visits.page`, `sum of orders.total where status = 'paid'`.
  package let source: String
  /// The chance that a value which has nothing to do with the data agrees in every state.
  package let chance: Double
}

/// Why a leaf is not proved.
package enum Doubt: Sendable, Hashable, CustomStringConvertible {
  /// It is the same whatever is in the database.
  case constant
  /// Only when the service was not restarted between two states did it stay as it was.
  case stale
  /// No column, aggregate or oracle gives it in every state.
  case unknown
  /// The oracle gives another value in this state.
  case oracleDiffers(state: String)
  /// It is explained, but so could much else be.
  case tooFewValues(source: String, chance: Double)
  /// A list that has no element in any state.
  case alwaysEmpty
  /// The collections it comes from have no rows in any state.
  case noRows([String])

  package var description: String {
    switch self {
    case .constant: "the same whatever is in the database"
    case .stale: "kept its value when a row was added while the service ran; is it cached?"
    case .unknown: "no column and no aggregate gives it in every state"
    case .oracleDiffers(let state): "its oracle gives another value in the state '\(state)'"
    case .tooFewValues(let source, let chance):
      chance >= 1
        ? "may be \(source), but its values hardly differ between the states"
        : "may be \(source), but an arbitrary value would agree once in \(Int(1 / chance)) times"
    case .noRows(let names):
      "\(names.joined(separator: ", ")) \(names.count == 1 ? "has" : "have") no rows in any state"
    case .alwaysEmpty: "a list without elements in every state"
    }
  }
}
