import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

/// Citus is asked to spread a collection where it is in the database. Its functions are stand-ins here, which
/// write down what they are called with.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresDistributionTests {
  private static let functions = [
    "CREATE TABLE calls (call text, rows bigint)",
    """
    CREATE FUNCTION create_distributed_table(name regclass, by text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('INSERT INTO calls SELECT %L, count(*) FROM %s', name || ' by ' || by || ', '
        || current_setting('citus.multi_shard_modify_mode'), name);
    END $$
    """,
    """
    CREATE FUNCTION create_reference_table(name regclass) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('INSERT INTO calls SELECT %L, count(*) FROM %s', name || ' everywhere', name);
    END $$
    """,
  ]

  private static let extensionRow = """
    INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    SELECT 99999, 'citus', 10, oid, false, '12.1' FROM pg_namespace WHERE nspname = 'public'
    """

  private func calls(isPresent: Bool) throws -> [String] {
    let store = try PostgresStore(url: TemporaryPostgres.shared.get().database())
    defer { try? store.close() }
    let key = CollectionSchema.Column(name: "id", type: .text, isPrimaryKey: true)
    return try store.transaction { session in
      for function in Self.functions { try session.execute(function) }
      if isPresent { try session.execute(Self.extensionRow) }
      for schema in [
        CollectionSchema(name: "orders", columns: [key], distribution: .by(column: "id")),
        CollectionSchema(name: "countries", columns: [key], distribution: .reference),
        CollectionSchema(name: "plans", columns: [key]),
      ] {
        try session.apply(.createCollection(schema))
      }
      return try session.rows("SELECT call FROM calls WHERE rows = 0 ORDER BY call DESC")
        .compactMap { $0.text("call") }
    }
  }

  @Test
  func `an empty collection is spread when it is created`() throws {
    #expect(try calls(isPresent: true) == ["orders by id, sequential", "countries everywhere"])
  }

  @Test
  func `without the extension nothing is called`() throws {
    #expect(try calls(isPresent: false) == [])
  }
}
