package import SeedbedCore

/// Something in the migrations that would stop a move to PostgreSQL, or to several nodes of it.
package struct LintFinding: Sendable, Hashable {
  package enum Severity: String, Sendable {
    /// The other engine refuses it.
    case error
    /// The other engine does something else, or nothing.
    case warning
  }

  package let severity: Severity
  /// What it is, where, and what to do.
  package let diagnostic: Diagnostic
}

/// What a look over a project's migrations found.
package struct LintOutcome: Sendable {
  /// In the order of the files.
  package let findings: [LintFinding]
  /// How many migrations were read.
  package let migrations: Int
}

extension Diagnostic.Code {
  /// An `sql` step that does nothing on PostgreSQL.
  static let lintSkipsPostgres = Self("lint.sql-skips-postgres", .checkFailed)
  /// A name PostgreSQL would cut.
  static let lintLongName = Self("lint.long-name", .checkFailed)
  /// Two names that are one to PostgreSQL.
  static let lintSameName = Self("lint.same-name", .checkFailed)
  /// SQL of SQLite where every engine reads it.
  static let lintFunction = Self("lint.sqlite-function", .checkFailed)
  /// A decimal that the engines sort in different orders.
  static let lintDecimalOrder = Self("lint.decimal-order", .checkFailed)
  /// A distributed collection that may be taken over as it is.
  static let lintAdoption = Self("lint.adopted-not-distributed", .checkFailed)
  /// A distributed collection without a key.
  static let lintNoKey = Self("lint.no-primary-key", .checkFailed)
}
