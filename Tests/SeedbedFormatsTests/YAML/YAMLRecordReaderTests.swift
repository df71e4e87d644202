import SeedbedCore
import SeedbedFormats
import Testing

struct YAMLRecordReaderTests {
  @Test func `each item of a list is a record with a tree`() throws {
    let records = try read("- {id: 1, tags: [a, b]}\n- id: x\n  at: {n: ~}\n")
    #expect(
      records.map(\.json) == [
        ["id": 1, "tags": ["a", "b"]], ["id": "x", "at": ["n": .null]],
      ])
    #expect(records.map(\.number) == [1, 2])
    #expect(records.map(\.line) == [1, 2])
  }

  @Test func `plain scalars become null, booleans and numbers, and nothing else does`() throws {
    let text = "- [~, null, true, False, 10.50, -3, NO, 02134, +1, .inf, 0x1F, '5', 2021-09-14]\n"
    let records = try read("- a:\n  " + text)
    let values = try #require(records.first?.json?["a"]?.elements?.first?.elements)
    #expect(
      values == [
        .null, .null, true, false, .number(try #require(JSONNumber("10.50"))), -3, "NO", "02134",
        "+1",
        ".inf", "0x1F", "5", "2021-09-14",
      ])
  }

  @Test(arguments: [0, 20])
  func `keys that are equal by Unicode's rules and not by their bytes are two`(others: Int) throws {
    let keys = (0..<others).map { "k\($0): 0, " }.joined()
    let records = try read("- {\(keys)caf\u{E9}: 1, cafe\u{301}: 2}\n")
    #expect(records.first?.json?["cafe\u{301}"] == 2)
  }

  @Test func `the bytes of a record are found by its offset and length`() throws {
    let text = "rows:\n- å: 1\n  b: 2\n- {c: 漢}\nend: 1\n"
    let records = try read(text, pointer: "/rows")
    let bytes = Array(text.utf8)
    #expect(
      records.map { String(decoding: bytes[$0.offset..<$0.offset + $0.length], as: UTF8.self) }
        == ["å: 1\n  b: 2\n", "{c: 漢}"])
  }

  @Test func `a reader resumed at any checkpoint gives the rest`() throws {
    let text = (1...5).map { "- id: \($0)\n  name: é\($0)\n" }.joined()
    try withYAMLFile(text.utf8) { path in
      var checkpoints: [SourceCheckpoint] = [.start]
      let all = try records(path) { checkpoints.append($0) }
      for (passed, checkpoint) in checkpoints.enumerated() {
        var reader = try YAMLRecordReader(SourceBytes(file: path), named: path, at: checkpoint)
        var record = SourceRecord()
        var rest: [SourceRecord] = []
        while try reader.next(into: &record) { rest.append(record) }
        #expect(rest.map(\.json) == all.dropFirst(passed).map(\.json))
        #expect(rest.map(\.offset) == all.dropFirst(passed).map(\.offset))
        #expect(reader.checkpoint.number == 5)
      }
    }
  }

  @Test func `a checkpoint beyond the end is refused`() throws {
    try withYAMLFile("- a: 1\n".utf8) { path in
      #expect {
        try YAMLRecordReader(
          SourceBytes(file: path), named: path, at: SourceCheckpoint(offset: 99, number: 3, line: 3)
        )
      } throws: { error in
        (error as? Diagnostic)?.message
          == "the list ends after 1 records; 3 were read from it before"
      }
    }
  }

  @Test(arguments: [
    ("- {a: 1, a: 2}\n", "yaml.duplicate-key", "line 1, column 10: duplicate key 'a'"),
    ("- text\n", "yaml.record-kind", "a record is a mapping, and this is a string"),
    ("- {<<: 1}\n", "yaml.merge-key", "line 1, column 4: the merge key '<<' is not supported"),
    ("- {[a]: 1}\n", "yaml.key", "line 1, column 4: a key must be text, not an array"),
    ("- {a: !x 1}\n", "yaml.tag", "line 1, column 7: the tag !x has no meaning in data"),
    (
      "- {a: {b: {}}}\n", "yaml.depth",
      "line 1, column 11: lists and mappings nest deeper than 2 levels"
    ),
    (
      "- {a: *x}\n", "yaml.anchor",
      "line 1, column 7: the alias '*x' has no anchor before it in its record"
    ),
  ])
  func `a record that cannot be read is set aside, and the next one is read`(
    text: String, code: String, message: String
  ) throws {
    let records = try read(text + "- {ok: true}\n", limits: YAMLLimits(depth: 2))
    #expect(records.map(\.problem) == [RecordProblem(code: code, message: message), nil])
    #expect(records.map(\.json) == [.none, .some(["ok": true])])
  }

  @Test func `an alias within a record is followed`() throws {
    #expect(try read("- {a: &x [1], b: *x}\n").first?.json == ["a": [1], "b": [1]])
  }

  @Test func `aliases that multiply within a record are stopped`() throws {
    let text = "- {a: &a [1, 1, 1], b: &b [*a, *a], c: [*b, *b]}\n"
    let records = try read(text, limits: YAMLLimits(aliasedNodes: 20))
    #expect(records.first?.problem?.code == "yaml.aliases")
  }

  @Test func `a pointer goes through mappings and lists`() throws {
    let records = try read("a/b:\n  - x: 0\n  - items: [{n: 1}]\nz: 1\n", pointer: "/a~1b/1/items")
    #expect(records.map(\.json) == [["n": 1]])
  }

  @Test(arguments: [
    ("landscape: []\n", "/landscap", "there is no '/landscap'; did you mean 'landscape'?"),
    ("a: {b: 1}\n", "/a", "'/a' is not a list of records"),
    ("a: 1\n", "", "the document is not a list of records"),
    ("a: 1\n", "/a/b", "there is nothing under '/a' but text"),
    ("[[1]]\n", "/x", "'' is a list, and 'x' is not the number of an item"),
    ("[[1]]\n", "/3", "the list '' has no item 3"),
    ("a: 1\n", "a", "'a' is not a JSON pointer: it starts with '/'"),
    ("", "", "the file has nothing in it"),
  ])
  func `a source without a list at the pointer is refused`(
    text: String, pointer: String, message: String
  ) {
    #expect {
      try read(text, pointer: pointer)
    } throws: { ($0 as? Diagnostic)?.message == message }
  }

  @Test(arguments: [
    ("a: [{x: 1}]\nb: 1\na: [{x: 2}]\n", "duplicate key 'a'; the records were read from the first"),
    ("a: [{x: 1}]\n---\nb: 1\n", "a second document starts here; only the first was read"),
    ("a: [{x: 1}]\nb: [\n", "a value is expected here"),
  ])
  func `what follows the list is not overlooked`(text: String, message: String) {
    #expect {
      try read(text, pointer: "/a")
    } throws: { ($0 as? Diagnostic)?.message == message }
  }

  private func read(
    _ text: String, pointer: String = "", limits: YAMLLimits = .standard
  ) throws -> [SourceRecord] {
    try withYAMLFile(text.utf8) { try records($0, pointer: pointer, limits: limits) { _ in } }
  }

  private func records(
    _ path: String, pointer: String = "", limits: YAMLLimits = .standard,
    after: (SourceCheckpoint) -> Void
  ) throws -> [SourceRecord] {
    var reader = try YAMLRecordReader(
      SourceBytes(file: path), named: path, pointer: pointer, limits: limits)
    var record = SourceRecord()
    var records: [SourceRecord] = []
    while try reader.next(into: &record) {
      records.append(record)
      after(reader.checkpoint)
    }
    return records
  }
}
