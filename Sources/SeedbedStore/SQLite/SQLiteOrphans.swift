import SeedbedCore

/// The rows that refer to rows that are not there.
struct SQLiteOrphans {
  struct Orphan: Hashable {
    let table: String
    let parent: String
    /// The row by its key, and what it refers to, as messages name them.
    let key: String
    let reference: String
    /// The same without names, which a migration may change.
    let values: [String]

    var phrase: String {
      "a row of \(table) refers to a row of \(parent) that is not there: \(key), \(reference)"
    }
  }

  private(set) var orphans: [Orphan] = []
  /// References that SQLite cannot check, with its reason.
  private(set) var unchecked: [String: String] = [:]
  private let tables: Set<String>

  typealias Query = (String) throws -> [[String]]

  /// `query`: answers with the texts of each row; a null is an empty text.
  init(by query: Query) throws {
    let names = try query(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      """)
    tables = Set(names.compactMap(\.first))
    let children = try query(
      """
      SELECT DISTINCT t.name FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
      WHERE t.type = 'table' ORDER BY t.name
      """
    ).compactMap(\.first)
    for child in children {
      let found: [[String]]
      do {
        found = try query("PRAGMA foreign_key_check(\(SQLText.identifier(child)))")
      } catch {
        unchecked[child] = SQLiteFailure.cause(of: error)
        continue
      }
      for row in found where row.count == 4 {
        orphans.append(try Self.orphan(of: child, row: row[1], parent: row[2], key: row[3], query))
      }
    }
  }

  /// Those that `before` did not have, a table that was renamed meanwhile being the same.
  func new(since before: SQLiteOrphans) -> [Orphan] {
    func counts(_ orphans: [Orphan]) -> [[String]: Int] {
      Dictionary(orphans.map { ([$0.table] + $0.values, 1) }, uniquingKeysWith: +)
    }
    var known = counts(before.orphans)
    var renamed = counts(before.orphans.filter { !tables.contains($0.table) })
    return orphans.filter { orphan in
      let name = [orphan.table] + orphan.values
      if let left = known[name], left > 0 {
        known[name] = left - 1
        return false
      }
      guard !before.tables.contains(orphan.table),
        let old = renamed.first(where: { $1 > 0 && $0.dropFirst().elementsEqual(orphan.values) })
      else { return true }
      renamed[old.key] = old.value - 1
      return false
    }
  }

  private static func orphan(
    of table: String, row: String, parent: String, key: String, _ query: Query
  ) throws -> Orphan {
    let name = SQLText.literal(table)
    let references = try query(
      "SELECT \"from\" FROM pragma_foreign_key_list(\(name)) WHERE id = \(key) ORDER BY seq"
    ).compactMap(\.first)
    let keys = try query("SELECT name FROM pragma_table_info(\(name)) WHERE pk > 0 ORDER BY pk")
      .compactMap(\.first)
    func textOf(_ column: String) -> String { "CAST(\(SQLText.identifier(column)) AS TEXT)" }
    // A table without row numbers has none to find the row by.
    let values =
      row.isEmpty
      ? []
      : try query(
        """
        SELECT \((keys + references).map(textOf).joined(separator: ", "))
        FROM \(SQLText.identifier(table)) WHERE rowid = \(row)
        """
      ).first ?? []
    func phrase(_ names: [String], _ values: ArraySlice<String>) -> String {
      zip(names, values).map { "\($0) '\(ShownValue.text(of: $1))'" }.joined(separator: ", ")
    }
    let own = phrase(keys, values.prefix(keys.count))
    let other = phrase(references, values.dropFirst(keys.count))
    return Orphan(
      table: table, parent: parent, key: own.isEmpty ? "row \(row)" : own,
      reference: other.isEmpty ? references.joined(separator: ", ") : other,
      values: values.isEmpty ? [row] : values)
  }
}
