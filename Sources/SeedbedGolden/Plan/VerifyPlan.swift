/// Which operations a run asks, and which it leaves out.
package struct VerifyPlan: Sendable {
  /// Every operation, in the order of the documents.
  package let operations: [Operation]

  /// One operation of the plan.
  package struct Operation: Sendable {
    package let endpoint: Endpoint
    /// Whether it is asked: it was chosen, or one that was needs it.
    package let isSelected: Bool
  }

  /// Selects the operations that `filter` chooses, and those that have to be asked before them.
  package init(_ document: GoldenDocument, filter: CallFilter = CallFilter()) {
    let endpoints = document.endpoints
    let graph = CallGraph(endpoints)
    let selected = graph.closure(
      of: endpoints.indices.filter { filter.chooses(endpoints[$0].title) })
    operations = endpoints.enumerated().map { place, endpoint in
      Operation(endpoint: endpoint, isSelected: selected.contains(place))
    }
  }

  /// The operations to ask.
  package var selected: [Endpoint] {
    operations.filter(\.isSelected).map(\.endpoint)
  }
}

/// The calls that a person chooses by a part of their titles, in any case.
package struct CallFilter: Sendable, Hashable {
  private let words: [String]

  /// - Parameter words: a call has to contain one of them; without any, all are chosen.
  package init(_ words: [String] = []) {
    self.words = words.map { $0.lowercased() }
  }

  package func chooses(_ title: String) -> Bool {
    let title = title.lowercased()
    return words.isEmpty || words.contains { title.contains($0) }
  }
}
