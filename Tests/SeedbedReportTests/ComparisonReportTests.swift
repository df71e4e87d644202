import SeedbedCore
import SeedbedFormats
import SeedbedMigrations
import Testing

@testable import SeedbedReport
@testable import SeedbedStore

struct ComparisonReportTests {
  private let report = TextReport(Paint(isColored: false))

  private func comparison(
    _ collections: [CollectionComparison], _ structure: [StructureDifference] = []
  ) -> DatabaseComparison {
    DatabaseComparison(
      left: "a.sqlite", right: "b.sqlite", structure: structure, collections: collections)
  }

  private var events: CollectionComparison {
    var events = CollectionComparison(name: "events", key: [], left: 1200, right: 1197)
    events.onlyLeft = 3
    events.changed = 1
    events.rowsRead = 2500
    events.ranges = 6
    events.rangesDiffering = 1
    events.rows = [
      .init(kind: .only(.left), name: [.init(column: "kind", value: "new")], count: 2),
      .init(kind: .changed(columns: ["a", "b"]), name: [.init(column: "id", value: 7)], count: 1),
    ]
    return events
  }

  @Test
  func `rows that differ stand under their collection, with how many more there are`() {
    #expect(
      report.text(of: comparison([events]))
        == """
        left  a.sqlite
        right b.sqlite
          events  1,200  1,197  1 changed, 3 only left
              - kind=new  only left  2 times
              ~ id=7  changed: a, b
              and 1 more; --limit lists them
        ✗ 4 rows differ · 2,500 rows read, 1 of 6 ranges a second time
        """)
  }

  @Test
  func `every difference of structure is a sentence`() {
    let structure: [StructureDifference] = [
      .collection("a", onlyOn: .left, records: 1), .column("c", of: "b", onlyOn: .right),
      .type(of: "d", in: "b", left: .text, right: .int),
      .primaryKey(of: "b", left: ["x", "y"], right: []),
    ]
    #expect(
      report.text(of: comparison([], structure))
        == """
        left  a.sqlite
        right b.sqlite
          ! collection a is only left, with 1 record
          ! column b.c is only right
          ! column b.d is text left and int right
          ! the primary key of b is (x, y) left and none right
        ✗ 0 rows differ · 4 differences in structure · 0 rows read
        """)
  }

  @Test
  func `equal databases are said to be equal`() {
    let empty = CollectionComparison(name: "a", key: ["id"], left: 0, right: 0)
    #expect(
      report.text(of: comparison([empty]))
        == """
        left  a.sqlite
        right b.sqlite
          a  0  0  equal
        ✓ equal in 1 collection · 0 rows read
        """)
  }

  @Test
  func `a comparison as JSON names kinds, columns and keys`() {
    let json = comparison([events], [.column("c", of: "b", onlyOn: .left)]).json
    #expect(
      JSONWriter.text(json["structure"] ?? .null, pretty: false)
        == #"[{"collection":"b","column":"c","difference":"column_only_left"}]"#)
    #expect(
      JSONWriter.text(json["collections"]?.elements?.first?["rows"] ?? .null, pretty: false)
        == """
        [{"columns":[],"count":2,"difference":"only_left","row":{"kind":"new"}},\
        {"columns":["a","b"],"count":1,"difference":"changed","row":{"id":7}}]
        """)
  }
}
