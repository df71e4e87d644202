package import SeedbedCore
import SeedbedFormats
package import SeedbedStore

/// An ordered change to a database, made once.
package struct Migration: Sendable {
  /// The stem of the file's name; migrations run in the order of their ids.
  package let id: String
  package let about: String
  package let file: String
  package let requirements: [Requirement]
  package let steps: [Step]
  package let down: Down
  /// SHA-256 of the canonical step tree: comments, spacing and key order do not count.
  package let checksum: Checksum

  /// A condition on the database before the steps.
  package struct Requirement: Sendable {
    package enum Condition: Sendable, Hashable {
      case table(String)
      case noTable(String)
    }

    /// What happens when the condition does not hold.
    package enum Otherwise: String, Sendable, CaseIterable {
      case fail
      case skip
      case adopt
    }

    package let condition: Condition
    package let otherwise: Otherwise
    package let location: Location
  }

  /// How a migration is taken back.
  package enum Down: Sendable {
    /// By the opposite of each step.
    case auto
    case steps([Step])
    /// Not at all, for this reason.
    case irreversible(String)
  }

  /// One change in a migration.
  package struct Step: Sendable {
    package enum Action: Sendable {
      case structure(StructureChange)
      case update(table: String, set: [(column: String, expression: String)], condition: String?)
      /// SQL by engine; nil where the engine is skipped.
      case sql([StoreEngine: String?])
    }

    package let action: Action
    /// The step in a phrase, such as `create collection orders`.
    package let summary: String
    /// The name of the change and what stands under it.
    let entry: YAMLEntry
    /// The SQL that takes an `sql` step back, where it has any.
    var back: [StoreEngine: String?]?
    /// Whether it runs outside any transaction, as the only step of its file.
    var isAlone = false

    package var location: Location { entry.key.location }
  }
}
