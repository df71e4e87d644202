package import SeedbedCore
package import SeedbedFormats

/// Which operations there are beside those the golden files ask: documents, and what counts nowhere.
package struct InventoryDefinition: Sendable {
  /// Files in the golden folder, addresses, and paths of the service that start with `/`.
  package let documents: [Template]
  package let exclusions: [Exclusion]
  package let location: Location
}

extension InventoryDefinition {
  /// Takes an `inventory` node whose shape was checked.
  init(_ node: YAMLNode) throws {
    var problems = Diagnostics()
    let written = node["openapi"].map { $0.items ?? [$0] } ?? []
    let documents = written.compactMap { item in problems.collect { try Template(item) } }
    let exclusions = (node["exclude"]?.items ?? []).compactMap { item in
      problems.collect { try Exclusion(item) }
    }
    try problems.throwIfAny()
    self.init(documents: documents, exclusions: exclusions, location: node.location)
  }

  /// - Throws: `Diagnostics` with every exclusion whose last day has passed.
  func check(on today: CalendarDate) throws {
    try Diagnostics(
      exclusions.filter { $0.isExpired(on: today) }.map { exclusion in
        Diagnostic(
          .exclusionExpired,
          "the exclusion of \(exclusion.call) ended on \(exclusion.until)",
          help: "test the operation, or say until when it may wait: \(exclusion.reason)",
          at: exclusion.location)
      }
    ).throwIfAny()
  }
}

extension Diagnostic.Code {
  /// An exclusion whose last day has passed.
  package static let exclusionExpired = Self("golden.exclusion-expired", .invalidFile)
  /// An exclusion of an operation that is nowhere.
  package static let exclusionIdle = Self("golden.exclusion-idle", .invalidFile)
}
