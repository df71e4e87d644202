import SeedbedCore
import SeedbedFormats
import SeedbedStore
import Testing

@testable import SeedbedGolden

/// Labels in goldens, in place of keys that seeds made from them.
struct RowLabelsTests {
  private let folder: TestFolder
  private let store: SQLiteStore
  private static let ada = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
  private static let bob = "00000000-0000-4000-8000-000000000000"

  init() throws {
    folder = try TestFolder()
    store = try SQLiteStore(path: "\(folder.path)/shop.sqlite")
    try store.transaction(.structure) { session in
      let tables = [
        CollectionSchema(
          name: "accounts", columns: [.init(name: "id", type: .uuid, isPrimaryKey: true)]),
        CollectionSchema(
          name: "orders",
          columns: [
            .init(name: "id", type: .id, isPrimaryKey: true),
            .init(
              name: "buyer", type: .uuid, references: .init(collection: "accounts", column: "id")),
          ]),
        CollectionSchema(
          name: "lines",
          columns: [
            .init(name: "id", type: .bigint, isPrimaryKey: true),
            .init(
              name: "belongs_to", type: .bigint,
              references: .init(collection: "orders", column: "id")),
          ]),
        CollectionSchema(
          name: "seedbed_seed_rows",
          columns: [
            .init(name: "collection", type: .text, isPrimaryKey: true),
            .init(name: "key", type: .text, isPrimaryKey: true),
            .init(name: "seed_set", type: .text),
            .init(name: "label", type: .text, isNullable: true),
          ]),
      ]
      for table in tables { try session.apply(.createCollection(table)) }
      try session.executeScript(
        """
        INSERT INTO seedbed_seed_rows VALUES
          ('accounts', '\(Self.ada)', 'shop', 'ada'), ('accounts', '\(Self.bob)', 'shop', 'bob'),
          ('orders', '1', 'shop', 'first'), ('orders', '2', 'shop', 'second'),
          ('orders', '17', 'shop', NULL), ('lines', '1', 'shop', 'lamp');
        """)
    }
  }

  private func labels() throws -> RowLabels { try store.read { try RowLabels(of: $0) } }

  private func json(_ text: String) throws -> JSONValue {
    try JSONReader.read(text: text, named: "test")
  }

  /// What a golden holds for an answer, on one line.
  private func marked(_ answer: String, reads: [String] = []) throws -> String {
    JSONWriter.text(try labels().marked(json(answer), reads: reads), pretty: false)
  }

  @Test func `a UUID is kept as its label wherever it stands`() throws {
    #expect(
      try marked(#"{"a": "\#(Self.ada)", "list": ["\#(Self.bob)", "someone"]}"#)
        == #"{"a":"@accounts.ada","list":["@accounts.bob","someone"]}"#)
  }

  @Test(arguments: [
    (#"{"orderId":1}"#, #"{"orderId":"@orders.first"}"#),
    (#"{"belongs_to":2}"#, #"{"belongs_to":"@orders.second"}"#),
    (#"{"orders":[{"id":2}]}"#, #"{"orders":[{"id":"@orders.second"}]}"#),
    (#"{"line":{"id":1}}"#, #"{"line":{"id":"@lines.lamp"}}"#),
  ])
  func `a number is kept as a label where its name says of which collection`(
    answer: String, golden: String
  ) throws {
    #expect(try marked(answer) == golden)
  }

  @Test(arguments: [
    #"{"count":1}"#, #"{"id":1}"#, #"{"orders":2}"#, #"{"order_id":17}"#, #"{"order_id":3}"#,
    #"{"orderId":"1"}"#, #"{"shelf":{"id":1}}"#, "1",
  ])
  func `a number that only equals a key stays a number`(answer: String) throws {
    #expect(try marked(answer) == answer)
  }

  @Test func `what an endpoint reads says of which collection an id is`() throws {
    #expect(try marked(#"{"id":1}"#, reads: ["orders", "accounts"]) == #"{"id":"@orders.first"}"#)
    #expect(try marked(#"{"id":1}"#, reads: ["orders", "lines"]) == #"{"id":1}"#)
  }

  @Test func `a text that begins like a label is kept with another sign, and compares as it was`()
    throws
  {
    let answer = #"{"a":"@accounts.ada","b":"@@","c":"@","d":"a@b"}"#
    let golden = try marked(answer)
    #expect(golden == #"{"a":"@@accounts.ada","b":"@@@","c":"@@","d":"a@b"}"#)
    #expect(JSONWriter.text(try labels().resolved(json(golden)), pretty: false) == answer)
  }

  @Test func `a label is the key of its row, and one that no seed has is a text`() throws {
    let golden = #"["@accounts.ada","@orders.first","@orders.third","@ada"]"#
    #expect(
      JSONWriter.text(try labels().resolved(json(golden)), pretty: false)
        == #"["\#(Self.ada)",1,"@orders.third","@ada"]"#)
  }

  @Test func `a difference names the rows it is about`() throws {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          GoldenDocumentTests.service
            + "endpoints: [{call: GET /a, expect: {body: a.json}, match: [{path: $.l, unordered: true}]}]"
        )
      ], folder: folder.path)
    let golden = try json(#"{"buyer":"@accounts.ada","l":["@accounts.bob","@accounts.ada"]}"#)
    func differences(_ text: String) throws -> [String] {
      let answer = Answer(status: 200, type: nil, body: .json(try json(text), []), duration: .zero)
      return GoldenMatch(
        document.endpoints[0], golden: .body(golden), answer: answer, labels: try labels()
      ).differences.map(\.description)
    }
    let list = #"["\#(Self.ada)","\#(Self.bob)"]"#
    #expect(try differences(#"{"buyer":"\#(Self.ada)","l":\#(list)}"#) == [])
    #expect(
      try differences(#"{"buyer":"\#(Self.bob)","l":\#(list)}"#) == [
        #"$.buyer: expected @accounts.ada ("\#(Self.ada)"), found @accounts.bob ("\#(Self.bob)")"#
      ])
  }

  @Test func `a marker stands where a matcher leaves a key open`() throws {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden.yaml",
          GoldenDocumentTests.service
            + "endpoints: [{call: GET /a, expect: {body: a.json}, match: [{path: $.a, is: uuid}]}]"
        )
      ], folder: folder.path)
    let body = try json(#"{"a": "\#(Self.ada)", "b": "\#(Self.ada)"}"#)
    let bytes = GoldenBody.bytes(
      of: Answer(status: 200, type: nil, body: .json(body, []), duration: .zero),
      matchers: document.endpoints[0].matchers, labels: try labels())
    #expect(
      String(decoding: bytes ?? [], as: UTF8.self) == """
        {
          "a": "<uuid>",
          "b": "@accounts.ada"
        }

        """)
  }

  @Test func `a database whose seeds are of an older version has no labels`() throws {
    try store.transaction(.structure) {
      try $0.apply(.dropColumn("label", from: "seedbed_seed_rows"))
    }
    #expect(try marked(#"["\#(Self.ada)"]"#) == #"["\#(Self.ada)"]"#)
  }
}
