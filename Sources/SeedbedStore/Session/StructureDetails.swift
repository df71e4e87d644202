package import SeedbedCore

/// What a database holds about a collection beyond its `CollectionSchema`.
package struct StructureDetails: Sendable, Hashable {
  /// The conditions of its checks, without those of our own types, as the engine prints them.
  package var checks: [String] = []
  /// What is kept unique by a constraint of several columns.
  package var uniqueGroups: [CollectionSchema.Index] = []
  /// The columns whose type takes any number of digits.
  package var openDecimals: Set<String> = []
  /// The columns that get a number from the engine, whatever their type is called.
  package var numbered: Set<String> = []
  /// What a migration cannot say, in words, such as `trigger 'x' is there`.
  package var extras: [String] = []

  package init() {}
}
