package import SeedbedCore

/// The collections of a database as values, on which structure changes can be tried without one.
package struct Schema: Sendable, Hashable {
  private var byName: [String: CollectionSchema] = [:]

  package init(_ collections: [CollectionSchema] = []) {
    for collection in collections { byName[collection.name] = collection }
  }

  /// The collections, in the order of their names.
  package var collections: [CollectionSchema] { names.compactMap { byName[$0] } }

  /// The names of the collections in alphabetical order.
  package var names: [String] { byName.keys.sorted() }

  package subscript(name: String) -> CollectionSchema? { byName[name] }

  /// Makes `change`, as a driver would.
  ///
  /// - Throws: `Problem` when the collections do not allow it.
  package mutating func apply(_ change: StructureChange) throws(Problem) {
    switch change {
    case .createCollection(let collection): try create(collection)
    case .dropCollection(let name):
      _ = try collection(name)
      for other in byName.values.sorted(by: { $0.name < $1.name }) where other.name != name {
        for column in other.columns where column.references?.collection == name {
          throw Problem("\(name) is still referred to by \(other.name).\(column.name)")
        }
      }
      byName[name] = nil
    case .renameCollection(let old, let new): try rename(old, to: new)
    case .addColumn(let column, let name):
      if let reference = column.references { try check(reference) }
      try alter(name) { collection throws(Problem) in
        guard collection.column(column.name) == nil else {
          throw Problem("\(name) has a column '\(column.name)' already")
        }
        guard column.isNullable || column.defaultValue != nil else {
          throw Problem(
            "a column added to \(name) must be nullable or have a default, for the rows there are")
        }
        collection.columns.append(column)
      }
    case .dropColumn(let column, let name):
      try requireUnreferenced(column, of: name)
      try alter(name) { collection throws(Problem) in
        try Self.require(column, in: collection)
        guard collection.column(column)?.isPrimaryKey != true else {
          throw Problem("'\(column)' is in the primary key of \(name)")
        }
        if let index = collection.indexes.first(where: { $0.columns.contains { $0.name == column } }
        ) {
          throw Problem("'\(column)' is part of the index \(index.name(in: name)); drop that first")
        }
        if let other = collection.columns.first(where: { other in
          other.name != column && other.check.map { SQLNames.names(column, in: $0) } == true
        }) {
          throw Problem(
            "'\(column)' is named in the check of '\(other.name)'; change or drop that first")
        }
        collection.columns.removeAll { $0.name == column }
      }
    case .renameColumn(let old, let new, let name): try renameColumn(old, to: new, in: name)
    case .createIndex(let index, let name):
      try alter(name) { collection throws(Problem) in
        try Self.check(index, in: collection)
        guard !collection.indexes.contains(index) else {
          throw Problem("\(name) has the index \(index.name(in: name)) already")
        }
        collection.indexes.append(index)
      }
    case .dropIndex(let index, let name):
      try alter(name) { collection throws(Problem) in
        guard let place = collection.indexes.firstIndex(of: index) else {
          throw Problem("\(name) has no index \(index.name(in: name))")
        }
        collection.indexes.remove(at: place)
      }
    }
  }

  /// Why a change cannot be made.
  package struct Problem: Error, Sendable, Hashable {
    package let message: String

    init(_ message: String) {
      self.message = message
    }
  }

  private func collection(_ name: String) throws(Problem) -> CollectionSchema {
    guard let found = byName[name] else {
      throw Problem("there is no collection '\(name)'\(Suggestion.phrase(for: name, among: names))")
    }
    return found
  }

  private mutating func alter(
    _ name: String, _ body: (inout CollectionSchema) throws(Problem) -> Void
  ) throws(Problem) {
    var changed = try collection(name)
    try body(&changed)
    byName[name] = changed
  }

  private mutating func create(_ collection: CollectionSchema) throws(Problem) {
    guard byName[collection.name] == nil else {
      throw Problem("there is a collection '\(collection.name)' already")
    }
    guard !collection.name.hasPrefix(TableName.ownPrefix) else {
      throw Problem("names that start with '\(TableName.ownPrefix)' are kept for the store itself")
    }
    byName[collection.name] = collection
    do throws(Problem) {
      for column in collection.columns {
        if let reference = column.references { try check(reference) }
      }
      for index in collection.indexes { try Self.check(index, in: collection) }
    } catch {
      byName[collection.name] = nil
      throw error
    }
  }

  private func requireUnreferenced(_ column: String, of name: String) throws(Problem) {
    for other in byName.values.sorted(by: { $0.name < $1.name }) {
      for child in other.columns
      where child.references?.collection == name && child.references?.column == column
        && !(other.name == name && child.name == column)
      {
        throw Problem("\(name).\(column) is still referred to by \(other.name).\(child.name)")
      }
    }
  }

  private func check(_ reference: CollectionSchema.Reference) throws(Problem) {
    try Self.require(reference.column, in: try collection(reference.collection))
  }

  private static func check(
    _ index: CollectionSchema.Index, in collection: CollectionSchema
  ) throws(Problem) {
    for column in index.columns { try require(column.name, in: collection) }
  }

  private static func require(
    _ column: String, in collection: CollectionSchema
  ) throws(Problem) {
    guard collection.column(column) == nil else { return }
    let phrase = Suggestion.phrase(for: column, among: collection.columns.map(\.name))
    throw Problem("'\(column)' is not a column of \(collection.name)\(phrase)")
  }

  private mutating func rename(_ old: String, to new: String) throws(Problem) {
    var moved = try collection(old)
    guard byName[new] == nil else { throw Problem("there is a collection '\(new)' already") }
    moved.name = new
    byName[old] = nil
    byName[new] = moved
    for (name, var other) in byName {
      for place in other.columns.indices where other.columns[place].references?.collection == old {
        other.columns[place].references?.collection = new
      }
      byName[name] = other
    }
  }

  private mutating func renameColumn(
    _ old: String, to new: String, in name: String
  ) throws(Problem) {
    try alter(name) { collection throws(Problem) in
      try Self.require(old, in: collection)
      guard collection.column(new) == nil else {
        throw Problem("\(name) has a column '\(new)' already")
      }
      for place in collection.columns.indices where collection.columns[place].name == old {
        collection.columns[place].name = new
      }
      for place in collection.columns.indices {
        guard let check = collection.columns[place].check, SQLNames.names(old, in: check) else {
          continue
        }
        collection.columns[place].check = SQLNames.renaming(old, to: new, in: check)
      }
      if collection.distribution == .by(column: old) { collection.distribution = .by(column: new) }
      for place in collection.indexes.indices {
        for column in collection.indexes[place].columns.indices
        where collection.indexes[place].columns[column].name == old {
          collection.indexes[place].columns[column].name = new
        }
      }
    }
    for (other, var child) in byName {
      for place in child.columns.indices
      where child.columns[place].references?.collection == name
        && child.columns[place].references?.column == old
      {
        child.columns[place].references?.column = new
      }
      byName[other] = child
    }
  }
}

extension StoreSession {
  /// The structure of every collection.
  package func schema() throws -> Schema {
    Schema(try collectionNames().compactMap { try schema(of: $0) })
  }
}
