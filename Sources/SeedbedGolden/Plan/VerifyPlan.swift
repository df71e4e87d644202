/// Which operations a run asks, and which it leaves out.
public struct VerifyPlan: Sendable {
  /// Every operation, in the order of the documents.
  public let operations: [Operation]

  /// One operation of the plan.
  public struct Operation: Sendable {
    public let endpoint: Endpoint
    /// Whether it is asked: it was chosen, or one that was needs it.
    public let isSelected: Bool
  }

  /// Selects the operations that `filter` chooses, and those that have to be asked before them.
  public init(_ document: GoldenDocument, filter: CallFilter = CallFilter()) {
    let endpoints = document.endpoints
    let graph = CallGraph(endpoints, using: endpoints.map(\.usedNames))
    let selected = graph.closure(
      of: endpoints.indices.filter { filter.chooses(endpoints[$0].title) })
    operations = endpoints.enumerated().map { place, endpoint in
      Operation(endpoint: endpoint, isSelected: selected.contains(place))
    }
  }

  /// The operations to ask.
  public var selected: [Endpoint] {
    operations.filter(\.isSelected).map(\.endpoint)
  }
}

/// The calls that a person chooses by a part of their titles, in any case.
public struct CallFilter: Sendable, Hashable {
  private let words: [String]

  /// - Parameter words: a call has to contain one of them; without any, all are chosen.
  public init(_ words: [String] = []) {
    self.words = words.map { $0.lowercased() }
  }

  public func chooses(_ title: String) -> Bool {
    let title = title.lowercased()
    return words.isEmpty || words.contains { title.contains($0) }
  }
}
