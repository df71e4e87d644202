import SeedbedCore

extension PostgresSession {
  /// The rule of a table that the server says a row broke.
  func rule(brokenIn collection: String, _ error: PostgresError) throws -> RefusedRule? {
    if let column = error.column { return RefusedRule(columns: [column]) }
    guard let name = error.constraint else { return nil }
    let constraint = try rows(
      """
      SELECT CAST(c.contype AS text) AS kind, coalesce(p.relname, '') AS parent,
        coalesce(pg_get_expr(c.conbin, c.conrelid), '') AS condition,
        (SELECT string_agg(CAST(a.attname AS text), chr(31) ORDER BY k.place)
          FROM unnest(c.conkey) WITH ORDINALITY k(number, place)
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number) AS columns
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
      LEFT JOIN pg_class p ON p.oid = c.confrelid
      WHERE t.\(Self.here) AND t.relname = $1 AND c.conname = $2
      """, [.text(collection), .text(name)]
    ).first
    guard let constraint else { return try indexRule(name) }
    let condition = constraint.text("condition").flatMap { $0.isEmpty ? nil : $0 }
    return RefusedRule(
      columns: Self.names(constraint), condition: condition.map(Self.bare),
      parent: constraint.text("parent").flatMap { $0.isEmpty ? nil : $0 })
  }

  /// That of a unique index that no constraint made.
  private func indexRule(_ name: String) throws -> RefusedRule? {
    let index = try rows(
      """
      SELECT string_agg(CAST(a.attname AS text), chr(31) ORDER BY k.place) AS columns
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
      CROSS JOIN unnest(CAST(x.indkey AS int2[])) WITH ORDINALITY k(number, place)
      JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
      WHERE i.\(Self.here) AND i.relname = $1
      """, [.text(name)]
    ).first
    let columns = index.map(Self.names) ?? []
    return columns.isEmpty ? nil : RefusedRule(columns: columns)
  }

  private static func names(_ row: StoreRow) -> [String] {
    (row.text("columns") ?? "").split(separator: "\u{1F}").map(String.init)
  }

  /// A condition without the parentheses around the whole, and without types of literals.
  private static func bare(_ condition: String) -> String {
    let text = condition.replacing(/::[a-z][a-z ]*(\(\d+(,\d+)?\))?/, with: "")
      .replacing(/\((-?[0-9.]+)\)/) { "\($0.output.1)" }
    guard text.hasPrefix("("), text.hasSuffix(")") else { return text }
    let inner = text.dropFirst().dropLast()
    var depth = 0
    for character in inner {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth < 0 { return text }
    }
    return String(inner)
  }
}
