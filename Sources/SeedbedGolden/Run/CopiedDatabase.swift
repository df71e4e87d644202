import SeedbedStore

/// The database that a verification leaves as it is, since it works on a copy.
package struct CopiedDatabase: Sendable {
  /// What `${DATABASE_URL}` stands for when the copy is gone.
  let url: String
  /// Whether somebody has changed its rows since it was copied.
  let isChanged: @Sendable () -> Bool

  package init(url: String, isChanged: @escaping @Sendable () -> Bool) {
    self.url = url
    self.isChanged = isChanged
  }
}

extension Verification {
  /// What tells that a service may not use the copy whose address it was given.
  func copyRemarks(on operations: [OperationOutcome], isProofMade: Bool) -> [String] {
    guard let copied, let name = store?.name else { return [] }
    var remarks: [String] = []
    if copied.isChanged() {
      remarks.append(
        "\(name) was changed while a copy of it was verified: if the service did that, it opens another "
          + "database than ${DATABASE_URL}; see --in-place")
    }
    if isProofMade, !operations.contains(where: \.isReal),
      operations.contains(where: { $0.kind == .data && $0.isOperational })
    {
      remarks.append(
        "no answer follows the rows of the copy that was verified: if the service opens another database than "
          + "${DATABASE_URL}, see --in-place")
    }
    return remarks
  }
}
