import SeedbedCore

/// A statement of a script that could not run.
package struct ScriptFailure: Error, CustomStringConvertible {
  /// Where in the UTF-8 of the script the statement begins, or the part of it that is wrong.
  package let offset: Int
  package let statement: SQLScript.Statement
  package let cause: String

  package var description: String { "\(cause), at \(statement.phrase)" }

  /// Of a script that is one statement.
  static func alone(
    _ sql: String, for engine: StoreEngine, cause: String, at position: Int? = nil
  ) -> ScriptFailure {
    let statement =
      SQLScript(sql, for: engine).statements.first
      ?? SQLScript.Statement(text: sql, offset: 0, words: [], rows: nil)
    let before = position.map { String(sql.unicodeScalars.prefix($0 - 1)).utf8.count }
    return ScriptFailure(
      offset: max(before ?? 0, statement.offset), statement: statement, cause: cause)
  }

  func diagnostic(in name: String) -> Diagnostic {
    Diagnostic(.storeStatement, "\(name) could not run a statement", cause: description)
  }
}
