package import SeedbedCore

/// What recording did, endpoint by endpoint.
package struct RecordOutcome: Sendable, Hashable {
  /// In the order of the documents; endpoints without a body are not among them.
  package let items: [Item]
  /// Why rows are not what they were before; nil when they are.
  package let problem: Diagnostic?
  /// What else there is to know of the run, a sentence each.
  package let remarks: [String]

  /// One golden body.
  package struct Item: Sendable, Hashable {
    package let call: Endpoint.Call
    /// The golden body, relative to the golden folder.
    package let body: String
    package let result: Result
    /// Leaves that differ between answers: a golden with them cannot hold.
    package let varying: [String]
    /// A matcher for each of them, as it is written in a golden file.
    package let matchers: [String]
    /// Leaves in which a secret stands that was sent: it would be in the golden.
    package var secrets: [String] = []
    /// The same for later reviews, up to a name that is itself a secret.
    var secretPlaces: [String] = []
  }

  /// What became of one body.
  package enum Result: Sendable, Hashable {
    /// The golden holds; nothing was written.
    case unchanged
    /// The answer was written to this file, for review.
    case written(String)
    /// No golden can be made of the answer.
    case refused(Reason)
  }

  /// Whether there was an answer that no golden could be made of.
  package var hasRefusals: Bool {
    items.contains { item in
      switch item.result {
      case .refused(let reason): reason.kind != .notCalled
      case .unchanged, .written: false
      }
    }
  }

  /// How many bodies wait for `accept`.
  package var writtenCount: Int {
    items.count { if case .written = $0.result { true } else { false } }
  }
}

extension Redaction {
  func callAsFunction(_ item: RecordOutcome.Item) -> RecordOutcome.Item {
    let result: RecordOutcome.Result =
      switch item.result {
      case .refused(let reason): .refused(reason.mapped { self($0) })
      case .unchanged, .written: item.result
      }
    return RecordOutcome.Item(
      call: item.call, body: item.body, result: result, varying: item.varying.map { self($0) },
      matchers: item.matchers.map { self($0) }, secrets: item.secrets.map { self($0) },
      secretPlaces: item.secretPlaces)
  }
}
