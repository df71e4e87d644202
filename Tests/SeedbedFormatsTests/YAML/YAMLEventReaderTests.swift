import SeedbedCore
import SeedbedFormats
import Testing

struct YAMLEventReaderTests {
  @Test func `events come in document order and stay at the end`() throws {
    let events = try withYAMLFile("a: [&x 1, *x]\n".utf8) { path in
      let reader = try YAMLEventReader(SourceBytes(file: path), named: path)
      return try (0..<12).map { _ in try reader.next() }
    }
    #expect(
      events == [
        .documentStart, .mappingStart, .scalar, .sequenceStart, .scalar, .alias, .sequenceEnd,
        .mappingEnd, .documentEnd, .streamEnd, .streamEnd, .streamEnd,
      ])
  }

  @Test func `offsets count bytes, also after text beyond ASCII and a byte order mark`() throws {
    let text = "\u{FEFF}å: 漢字\nb: [𝄞, c]\n"
    let bytes = Array(text.utf8)
    let spans = try scalarSpans(of: bytes)
    #expect(
      spans.map { String(decoding: bytes[$0], as: UTF8.self) } == ["å", "漢字", "b", "𝄞", "c"])
  }

  @Test func `offsets hold over a source larger than what is read at once`() throws {
    let text = (0..<6000).map { "- \($0 % 7 == 0 ? "é漢\($0)" : "plain\($0)")\n" }.joined()
    let bytes = Array(text.utf8)
    let spans = try scalarSpans(of: bytes)
    let expected = text.split(separator: "\n").map { String($0.dropFirst(2)) }
    #expect(spans.map { String(decoding: bytes[$0], as: UTF8.self) } == expected)
  }

  @Test func `a problem in a streamed file quotes its line`() throws {
    try withYAMLFile("- å: 1\n- é: \"x\\q\"\n".utf8) { path in
      let reader = try YAMLEventReader(SourceBytes(file: path), named: "a.yaml")
      #expect {
        while try reader.next() != .streamEnd {}
      } throws: { error in
        (error as? Diagnostic)?.description == """
          a.yaml:2:8: this escape is not one that YAML knows
            2 | - é: "x\\q"
              |        ^
            help: write \\\\ for a backslash, or use single quotes
          """
      }
    }
  }

  @Test(arguments: [[0xFF], [0x07]] as [[UInt8]])
  func `a streamed byte that is no text is placed in characters`(byte: [UInt8]) throws {
    try withYAMLFile(Array("\u{FEFF}å: 1\né: x".utf8) + byte) { path in
      let reader = try YAMLEventReader(SourceBytes(file: path), named: "a.yaml")
      #expect {
        while try reader.next() != .streamEnd {}
      } throws: { error in
        (error as? Diagnostic)?.headline
          == "a.yaml:2:5: a byte that is not UTF-8, or a control character"
      }
    }
  }

  @Test func `a problem on the first line is not moved by a byte order mark`() throws {
    try withYAMLFile("\u{FEFF}å: @b\n".utf8) { path in
      let reader = try YAMLEventReader(SourceBytes(file: path), named: "a.yaml")
      #expect {
        while try reader.next() != .streamEnd {}
      } throws: { ($0 as? Diagnostic)?.location?.column == 4 }
    }
  }

  private func scalarSpans(of bytes: [UInt8]) throws -> [Range<Int>] {
    try withYAMLFile(bytes) { path in
      let reader = try YAMLEventReader(SourceBytes(file: path), named: path)
      var spans: [Range<Int>] = []
      while true {
        let event = try reader.next()
        if event == .streamEnd { return spans }
        if event == .scalar { spans.append(reader.startOffset..<reader.endOffset) }
      }
    }
  }
}
