import SeedbedCore
import SeedbedFormats
import Testing

struct YAMLReaderTests {
  @Test func `scalars keep the text they were written with`() throws {
    let root = try yaml("country: NO\ntotal: 10.50\npostcode: 02134\nat: 12:30\n")
    #expect(root.entries?.map(\.name) == ["country", "total", "postcode", "at"])
    #expect(root.entries?.compactMap(\.value.scalar) == ["NO", "10.50", "02134", "12:30"])
  }

  @Test func `every style of scalar is told apart`() throws {
    let root = try yaml("- a\n- 'b'\n- \"c\\n\"\n- |\n  d\n- >\n  e\n  f\n")
    #expect(
      root.items?.compactMap(\.style) == [
        .plain, .singleQuoted, .doubleQuoted, .literal, .folded,
      ])
    #expect(root.items?.compactMap(\.scalar) == ["a", "b", "c\n", "d\n", "e f\n"])
  }

  @Test func `tags are kept as written`() throws {
    let root = try yaml("a: !now -1d\nb: !from {x: 1}\nc: !!str 5\nd: plain\n")
    #expect(root.entries?.map(\.value.tag) == ["!now", "!from", "!!str", nil])
  }

  @Test func `a node knows where it starts`() throws {
    let root = try yaml("rows:\n  accounts:\n    ada: {email: x}\n")
    let ada = try #require(root["rows"]?["accounts"]?["ada"])
    #expect(ada.location == Location(file: "a.yaml", line: 3, column: 10))
  }

  @Test func `columns count characters, not bytes or scalars`() throws {
    let root = try yaml("{name: 👨‍👩‍👧é, city: Oslo}\n")
    #expect(root["city"]?.location.column == 18)
  }

  @Test func `lines that end with CRLF are counted and quoted as lines`() throws {
    let root = try yaml("a: 1\r\nb: two\r\n")
    let problem = try #require(root["b"]).diagnostic(.yamlKey, "look")
    #expect(
      problem.description == """
        a.yaml:2:4: look
          2 | b: two
            |    ^^^
        """)
  }

  @Test func `a byte order mark is not part of the first line`() throws {
    let root = try yaml("\u{FEFF}set: shop\n")
    #expect(root.entries?.first?.key.location.column == 1)
    #expect(root["set"]?.scalar == "shop")
  }

  @Test func `an alias stands for what its anchor holds`() throws {
    let root = try yaml("a: &x {n: 1}\nb: *x\n")
    #expect(root["b"]?["n"]?.scalar == "1")
  }

  @Test func `a file is called what the caller calls it`() throws {
    let root = try withYAMLFile("a: 1".utf8) {
      try YAMLReader.read(file: $0, named: "seeds/a.yaml")
    }
    #expect(root.location.file == "seeds/a.yaml")
  }

  @Test func `a missing file is an invalid file, not a failed run`() {
    #expect {
      try YAMLReader.read(file: "/nowhere/at/all.yaml")
    } throws: { error in
      let problem = error as? Diagnostic
      return problem?.code == .fileMissing && problem?.code.status == .invalidFile
    }
  }

  @Test func `a file over the limit is refused`() throws {
    try withYAMLFile("a: 12345678".utf8) { path in
      #expect {
        try YAMLReader.read(file: path, limits: YAMLLimits(bytes: 10))
      } throws: { ($0 as? Diagnostic)?.code == .yamlTooLarge }
    }
  }

  @Test func `a long line is cut around the place it quotes`() throws {
    let text = "a: " + String(repeating: "x", count: 500) + " " + "!"
    let root = try yaml("[\(text), {b: c}]")
    let excerpt = try #require(root.items?.last?.diagnostic(.yamlKey, "look").excerpt)
    #expect(excerpt.line.count == 121)
    #expect(Array(excerpt.line)[excerpt.column - 1] == "{")
  }
}
