public import SeedbedCore

/// The golden files of a product, read and merged.
///
/// Bodies are files of their own, next to them; they are read when a run starts.
public struct GoldenDocument: Sendable {
  /// The folder the paths of the bodies are relative to.
  public let folder: String
  public let service: ServiceDefinition
  public let roles: [Role]
  public let proof: ProofSets?
  /// The documents of the API; nil when the golden files are all there is.
  public let inventory: InventoryDefinition?
  /// In the order of the files, then of their place in the file.
  public let endpoints: [Endpoint]

  /// The role called `name`.
  public func role(_ name: String) -> Role? {
    roles.first { $0.name == name }
  }
}

extension Diagnostic.Code {
  /// A golden file that says something it cannot mean.
  public static let goldenFile = Self("golden.file", .invalidFile)
  /// The same operation, role or part said twice.
  public static let goldenDuplicate = Self("golden.duplicate", .invalidFile)
  /// A folder without golden files.
  public static let goldenMissing = Self("golden.missing", .invalidFile)
}
