import SeedbedCore
import Testing

@testable import SeedbedBackfill

struct BackfillPlanTests {
  private func problems(
    map: String = "{id: {from: id}, page: {from: page}}", files: String = "data.csv",
    more: String = "", in collection: CollectionSchema = .visits, checkingFields: Bool = false,
    data: String = "id,page\n1,/a\n"
  ) throws -> [String] {
    let project = try TestProject(collection)
    try project.write(data, to: "data.csv")
    return SeedbedBackfillTests.problems {
      let plan = try project.plan(
        """
        backfill: test
        target: visits
        source: {format: csv, files: [\(files)]}
        map: \(map)
        \(more)
        """)
      if checkingFields { try BackfillRun.checkFields(of: plan) }
    }
  }

  @Test func `a sound backfill has no problem`() throws {
    #expect(try problems(checkingFields: true) == [])
  }

  @Test func `a target that the migrations do not create is refused`() throws {
    let project = try TestProject()
    let found = SeedbedBackfillTests.problems {
      try project.plan(
        """
        backfill: test
        target: visit
        source: {format: csv, files: [data.csv]}
        map: {id: {from: id}}
        """)
    }
    #expect(found == ["2:9: there is no collection 'visit'; did you mean 'visits'?"])
  }

  @Test func `a mapping to an unknown column names the one that was meant`() throws {
    #expect(
      try problems(map: "{id: {from: id}, page: {from: page}, durration: {from: page}}") == [
        "4:43: 'durration' is not a column of visits; did you mean 'duration'?"
      ])
  }

  @Test func `an unknown field of a flat source names the one that was meant`() throws {
    #expect(
      try problems(map: "{id: {from: id}, page: {from: pgae}}", checkingFields: true) == [
        "4:23: the source has no field 'pgae'; did you mean 'page'?"
      ])
  }

  @Test func `another separator than the dialect's is named once, not for each field`() throws {
    #expect(
      try problems(checkingFields: true, data: "id;page\n1;/a\n") == [
        "4:7: the fields of the source are separated by ';'"
      ])
  }

  @Test func `an unknown field of the key is shown where the key names it`() throws {
    #expect(
      try problems(map: "{page: {from: page}}", more: "key: {fields: [di]}", checkingFields: true)
        == ["5:16: the source has no field 'di'; did you mean 'id'?"])
  }

  @Test func `a key that nothing gives is missing`() throws {
    #expect(
      try problems(map: "{page: {from: page}}") == [
        "4:6: nothing says what the key 'id' of visits is"
      ])
  }

  @Test func `a key is given once`() throws {
    #expect(
      try problems(more: "key: {fields: [id]}") == [
        "5:6: 'map' says what the key of visits is, and so does 'key'"
      ])
  }

  @Test func `a key of numbers is not made of the source`() throws {
    let counted = CollectionSchema(
      name: "visits",
      columns: [
        .init(name: "id", type: .bigint, isPrimaryKey: true), .init(name: "page", type: .text),
      ])
    #expect(
      try problems(map: "{page: {from: page}}", more: "key: {source_position: true}", in: counted)
        == ["5:6: a key made of the source is a UUID, and 'id' is bigint"])
  }

  @Test func `a column that must have a value is mapped`() throws {
    #expect(
      try problems(map: "{id: {from: id}}") == [
        "4:6: 'page' of visits needs a value and is not mapped"
      ])
  }

  @Test func `a file that is not there is named`() throws {
    let found = try problems(files: "data.csv, none.csv, \"no*.csv\"")
    #expect(
      found.map { String($0.prefix(33)) } == [
        "3:41: there is no file 'none.csv'", "3:51: there is no file 'no*.csv' ",
      ])
  }

  @Test func `a folder is no file`() throws {
    #expect(
      try problems(files: "data").map { String($0.prefix(29)) } == [
        "3:31: there is no file 'data'"
      ])
  }

  @Test func `a constant that does not fit its column is refused before anything is read`() throws {
    #expect(
      try problems(map: "{id: {from: id}, page: {value: /}, duration: {value: soon}}") == [
        "4:41: 'duration': 'soon' is not an integer"
      ])
  }

  @Test func `a format is for times and json for json`() throws {
    #expect(
      try problems(map: "{id: {from: id, format: clf}, page: {json: [id]}}") == [
        "4:7: 'format' is for times, and 'id' is text",
        "4:36: 'json' fills json columns, and 'page' is text",
      ])
  }

  @Test func `a filter looks at columns that are mapped, for values they can have`() throws {
    #expect(
      try problems(
        more: "filter: [{name: a, drop_if: {pages: x, status: x}}, {name: b, keep_if: {score: x}}]"
      ) == [
        "5:10: 'pages' is not a column of visits; did you mean 'page'?",
        "5:10: the filter 'a' looks at 'status', which is not mapped",
        "5:53: the filter 'b' looks at 'score', which is not mapped",
        "5:53: 'score': 'x' is not a number",
      ])
  }

  @Test func `only mapped columns of exact numbers are summed`() throws {
    #expect(
      try problems(more: "check: [{sum: cost, equals: 1}, {sum: page, equals: 1}]") == [
        "5:9: 'cost' is summed, and is not mapped",
        "5:33: 'page' is text, which has no exact sum",
      ])
  }

  @Test func `several problems are told at once`() throws {
    let found = try problems(map: "{nme: {from: a}}", files: "none.csv")
    #expect(
      found.dropLast() == [
        "4:7: 'nme' is not a column of visits",
        "4:6: nothing says what the key 'id' of visits is",
        "4:6: 'page' of visits needs a value and is not mapped",
      ])
    #expect(found.last?.hasPrefix("3:31: there is no file 'none.csv'") == true)
  }
}
