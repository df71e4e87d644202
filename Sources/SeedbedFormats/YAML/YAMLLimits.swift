/// How much a document may ask of its reader.
package struct YAMLLimits: Sendable, Hashable {
  /// How deep lists and mappings may nest.
  package var depth: Int
  /// How many nodes the aliases of one document may repeat in all.
  package var aliasedNodes: Int
  /// How many bytes a document read whole may have.
  package var bytes: Int
  /// How many nodes a document read whole may have.
  package var nodes = Int.max
  /// Whether the merge key `<<` is read, as YAML 1.1 had it; our own files do not have it.
  package var readsMergeKeys = false

  /// Limits that differ from the standard where they are given.
  package init(depth: Int = 100, aliasedNodes: Int = 10_000, bytes: Int = 64 << 20) {
    self.depth = depth
    self.aliasedNodes = aliasedNodes
    self.bytes = bytes
  }

  /// How deep lists and mappings may nest where they are passed over.
  ///
  /// The scanner looks at every level for each of its tokens, so the reading ends there.
  static let passedOver = 1_000

  /// Depth 100, 10,000 repeated nodes, 64 MiB.
  package static let standard = YAMLLimits()
}
