/// Which operations a run asks, and which it leaves out.
public struct VerifyPlan: Sendable {
  /// Every operation, in the order of the documents.
  public let operations: [Operation]

  /// One operation of the plan.
  public struct Operation: Sendable {
    public let endpoint: Endpoint
    public let isSelected: Bool
  }

  /// Selects the operations whose call contains one of the words of `filter`, in any case; all when
  /// there are none.
  public init(_ document: GoldenDocument, filter: [String] = []) {
    let words = filter.map { $0.lowercased() }
    operations = document.endpoints.map { endpoint in
      let call = endpoint.title.lowercased()
      return Operation(
        endpoint: endpoint, isSelected: words.isEmpty || words.contains { call.contains($0) })
    }
  }

  /// The operations to ask.
  public var selected: [Endpoint] {
    operations.filter(\.isSelected).map(\.endpoint)
  }
}
