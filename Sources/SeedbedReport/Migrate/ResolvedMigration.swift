package import SeedbedFormats

/// What was recorded of a migration that was interrupted.
package struct ResolvedMigration: Shown {
  private let id: String
  private let state: String

  package init(_ id: String, isApplied: Bool) {
    self.id = id
    state = isApplied ? "applied" : "pending"
  }

  package func text(by report: TextReport) -> String { "\(id) is \(state)" }

  package var json: JSONValue {
    ["version": 1, "migration": .string(id), "state": .string(state)]
  }
}
