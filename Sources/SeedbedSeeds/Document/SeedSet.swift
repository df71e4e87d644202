package import SeedbedCore
import SeedbedFormats

/// A named set of known records, as a person wrote it.
package struct SeedSet: Sendable {
  package let name: String
  package let file: String
  /// The names of the sets loaded with this one, before it.
  package let includes: [String]
  /// What `!now` means; nil when the set does not say, and then nothing in it can be `!now`.
  package let clock: Timestamp?
  package let mode: Mode
  let rows: [SeedRow]
  let expectations: [Expectation]
  let root: YAMLNode

  /// What happens to records that are there already.
  package enum Mode: String, Sendable, CaseIterable {
    /// The records earlier seeds put there go, and these come.
    case replace
    /// Records with the same key are changed to these.
    case upsert
    /// Records with the same key are an error.
    case insert
  }

  struct Expectation: Sendable {
    let collection: String
    let count: Int
    let node: YAMLNode
  }
}
