import SeedbedCore

/// The rules of distribution, which hold on every engine so that a project can move: a node sees only its own
/// records, so whatever must be unique or found by a reference has to lie on one node.
extension Schema {
  /// What stands against the way a collection is spread, or against its references to such that are.
  package func distributionProblems(of name: String) -> [DistributionProblem] {
    guard let collection = self[name] else { return [] }
    let own: [DistributionProblem] =
      switch collection.distribution {
      case .by(let column): problems(of: collection, by: column)
      case .reference, nil: []
      }
    return own + collection.columns.compactMap { problem(withReferenceOf: $0, in: collection) }
  }

  private func problems(
    of collection: CollectionSchema, by name: String
  ) -> [DistributionProblem] {
    guard let column = collection.column(name) else {
      let phrase = Suggestion.phrase(for: name, among: collection.columns.map(\.name))
      return [
        .init(
          place: .distribution,
          message: "it is distributed by '\(name)', which is not one of its columns\(phrase)")
      ]
    }
    var problems: [DistributionProblem] = []
    if column.isNullable {
      problems.append(
        .init(
          place: .distribution,
          message: "it is distributed by '\(name)', which may be null: such a record lies nowhere"))
    }
    if !collection.primaryKey.isEmpty, !column.isPrimaryKey {
      problems.append(
        .init(
          place: .distribution,
          message: "its primary key must include '\(name)', by which it is distributed"))
    }
    for other in collection.columns where other.isUnique && other.name != name {
      problems.append(
        .init(
          place: .unique(column: other.name),
          message: "'\(other.name)' can be unique only together with '\(name)', by which it is "
            + "distributed"))
    }
    for index in collection.indexes
    where index.isUnique && !index.columns.contains(where: { $0.name == name }) {
      problems.append(
        .init(
          place: .index(index),
          message: "a unique index must include '\(name)', by which it is distributed"))
    }
    return problems
  }

  private func problem(
    withReferenceOf column: CollectionSchema.Column, in child: CollectionSchema
  ) -> DistributionProblem? {
    guard let reference = column.references, let parent = self[reference.collection] else {
      return nil
    }
    let message: String
    switch (child.distribution, parent.distribution) {
    case (_, .reference), (.reference, nil), (nil, nil): return nil
    case (.reference, .by), (nil, .by):
      message =
        "'\(column.name)' refers to \(parent.name), which is distributed and so not whole on any node"
    case (.by, nil):
      message =
        "'\(column.name)' refers to \(parent.name), which must be a reference or distributed, too"
    case (.by(let own), .by(let other)):
      guard own == column.name, other == reference.column else {
        message = """
          '\(column.name)' refers to \(parent.name).\(reference.column), which may lie on another node: \
          \(child.name) is distributed by '\(own)', \(parent.name) by '\(other)'
          """
        break
      }
      guard let parentColumn = parent.column(other), parentColumn.type != column.type else {
        guard reference.onDelete == .setNull else { return nil }
        message = "'\(column.name)' says on which node a record lies, and cannot be set to null"
        break
      }
      message = """
        '\(column.name)' is \(column.type) and \(parent.name).\(other) is \(parentColumn.type), so they do \
        not lie on one node
        """
    }
    return .init(place: .reference(column: column.name), message: message)
  }
}
