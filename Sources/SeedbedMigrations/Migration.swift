public import SeedbedCore
import SeedbedFormats
public import SeedbedStore

/// An ordered change to a database, made once.
public struct Migration: Sendable {
  /// The stem of the file's name; migrations run in the order of their ids.
  public let id: String
  public let about: String
  public let file: String
  public let requirements: [Requirement]
  public let steps: [Step]
  public let down: Down
  /// SHA-256 of the canonical step tree: comments, spacing and key order do not count.
  public let checksum: Checksum

  /// A condition on the database before the steps.
  public struct Requirement: Sendable {
    public enum Condition: Sendable, Hashable {
      case table(String)
      case noTable(String)
    }

    /// What happens when the condition does not hold.
    public enum Otherwise: String, Sendable, CaseIterable {
      case fail
      case skip
      case adopt
    }

    public let condition: Condition
    public let otherwise: Otherwise
    public let location: Location
  }

  /// How a migration is taken back.
  public enum Down: Sendable {
    /// By the opposite of each step.
    case auto
    case steps([Step])
    /// Not at all, for this reason.
    case irreversible(String)
  }

  /// One change in a migration.
  public struct Step: Sendable {
    public enum Action: Sendable {
      case structure(StructureChange)
      case update(table: String, set: [(column: String, expression: String)], condition: String?)
      /// SQL by engine; nil where the engine is skipped.
      case sql([StoreEngine: String?])
    }

    public let action: Action
    /// The step in a phrase, such as `create collection orders`.
    public let summary: String
    /// The name of the change and what stands under it.
    let entry: YAMLEntry
    /// The SQL that takes an `sql` step back, where it has any.
    var back: [StoreEngine: String?]?
    /// Whether it runs outside any transaction, as the only step of its file.
    var isAlone = false

    public var location: Location { entry.key.location }
  }
}
