import SeedbedCore
import SeedbedStore
import Testing

@testable import SeedbedBackfill

/// From every row its record can be found again.
struct ProvenanceTests {
  private static let specification = """
    backfill: test
    target: visits
    source: {format: csv, files: [one.csv, two.csv]}
    map: {id: {from: id}, page: {from: page}, duration: {from: duration}}
    filter: [{name: none, drop_if: {page: /healthz}}]
    rejects: {max: 100}
    """

  private func project() throws -> TestProject {
    let project = try TestProject()
    try project.write("id,page,duration\na,/a,1\nb,/healthz,1\nc,/c,x\nd,/d,4\n", to: "one.csv")
    try project.write("id,page,duration\nd,/d,4\ne,/e,5\n", to: "two.csv")
    return project
  }

  private func trace(_ key: String, in project: TestProject) throws -> RowTrace {
    let folder = try BackfillFolder(at: project.path + "/history")
    return try project.store.read {
      try RowTrace(of: [key], in: "visits", on: $0, specifications: folder.specifications)
    }
  }

  @Test(arguments: [1, 2, 100])
  func `a row tells its run, file, record, place and bytes`(batch: Int) throws {
    let project = try project()
    try project.load(Self.specification, batch: batch)
    let origin = try #require(try trace("e", in: project).origins.first)
    #expect(origin.run == "test-1")
    #expect(origin.file == "two.csv")
    #expect([origin.number, origin.offset, origin.length] == [2, 24, 7])
    #expect(origin.isCurrent == true)
    #expect(origin.original == .bytes(Array("e,/e,5\n".utf8)))
  }

  @Test func `a row that was present keeps the record that loaded it`() throws {
    let project = try project()
    try project.load(Self.specification)
    #expect(try trace("d", in: project).origins.map(\.file) == ["one.csv"])
  }

  @Test func `only loaded rows have an origin`() throws {
    let project = try project()
    try project.load(Self.specification)
    #expect(try trace("c", in: project).origins.isEmpty)
    #expect(try !trace("c", in: project).isThere)
    #expect(try project.rows("SELECT sum(row_count) FROM seedbed_backfill_batches") == ["3"])
  }

  @Test func `a changed row and a changed file are told`() throws {
    let project = try project()
    try project.load(Self.specification)
    try project.store.transaction { session in
      _ = try session.execute("UPDATE visits SET status = 'read' WHERE id = 'a'")
    }
    try project.write("id,page,duration\nz,/z,1\n", to: "one.csv")
    let origin = try #require(try trace("a", in: project).origins.first)
    #expect(origin.isCurrent == false)
    #expect(origin.original == .unknown("the file was changed since"))
  }

  @Test func `the packed form of values gives them back`() {
    let values: [Value] = [
      .null, .int(-1), .int(.max), .int(.min), .float(-0.5), .text(""), .text("Ä/ß"),
      .bytes([0, 255]), .text("5f0c8e2a-93b1-8d4e-a1c2-3b5d7f9e1a2b"),
      .text("5F0C8E2A-93b1-8d4e-a1c2-3b5d7f9e1a2b"), .text("5f0c8e2a_93b1-8d4e-a1c2-3b5d7f9e1a2b"),
    ]
    #expect(PackedValue.values(in: PackedValue.bytes(of: values)) == values)
    #expect(PackedValue.bytes(of: [values[8]]).count == 17)
  }

  @Test func `origins come back as they were, wherever their records lie`() {
    let origins = [
      RowOrigin(number: 1, offset: 20, length: 5, key: [1, 2], fingerprint: 7),
      RowOrigin(
        number: 900, offset: 1 << 40, length: 1 << 33, key: [1, 4], fingerprint: .max,
        isReplacement: true),
      RowOrigin(number: 901, offset: 3, length: 0, key: [1, 6], fingerprint: 0),
    ]
    var list = RowOriginList()
    for origin in origins { list.append(origin) }
    var found: [RowOrigin] = []
    RowOriginList.forEach(in: list.bytes, keyCount: 1) { found.append($0) }
    #expect(found == origins)
  }
}
