package import SeedbedCore

/// The golden files of a product, read and merged.
///
/// Bodies are files of their own, next to them; they are read when a run starts.
package struct GoldenDocument: Sendable {
  /// The folder the paths of the bodies are relative to.
  package let folder: String
  package let service: ServiceDefinition
  package let roles: [Role]
  package let proof: ProofSets?
  /// The documents of the API; nil when the golden files are all there is.
  package let inventory: InventoryDefinition?
  /// In the order of the files, then of their place in the file.
  package let endpoints: [Endpoint]

  /// The role called `name`.
  package func role(_ name: String) -> Role? {
    roles.first { $0.name == name }
  }
}

extension Diagnostic.Code {
  /// A golden file that says something it cannot mean.
  package static let goldenFile = Self("golden.file", .invalidFile)
  /// The same operation, role or part said twice.
  package static let goldenDuplicate = Self("golden.duplicate", .invalidFile)
  /// A folder without golden files.
  package static let goldenMissing = Self("golden.missing", .invalidFile)
}
