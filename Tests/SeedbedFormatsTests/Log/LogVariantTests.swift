import SeedbedCore
import Testing

@testable import SeedbedFormats

struct LogVariantTests {
  private let common = #"10.0.0.1 - - [17/May/2015:10:05:03 +0000] "GET /a HTTP/1.1" 200 12"#

  private func reader(
    _ text: String, _ grammar: CombinedLog, at checkpoint: SourceCheckpoint = .start
  ) throws -> LogReader<CombinedLog> {
    try LogReader(.memory(bytes(text)), named: "a.log", grammar: grammar, at: checkpoint)
  }

  private func texts(_ text: String, _ grammar: CombinedLog) throws -> [String] {
    var reader = try reader(text, grammar)
    return try #require(try reader.rest().first).texts
  }

  @Test func `the common log has no referrer and no user agent`() throws {
    #expect(CombinedLog(.common).fieldNames.last == "bytes")
    #expect(
      try texts(common, CombinedLog(.common)) == [
        "10.0.0.1", "-", "-", "17/May/2015:10:05:03 +0000", "GET /a HTTP/1.1", "GET", "/a",
        "HTTP/1.1", "200", "12",
      ])
  }

  @Test func `fields that are declared behind the last one are words or quoted texts`() throws {
    let grammar = CombinedLog(after: ["request_time", "forwarded_for"])
    let line = common + #" "-" "curl/8" 0.003 "10.1.2.3, 10.4.5.6""#
    #expect(Array(try texts(line, grammar).suffix(3)) == ["curl/8", "0.003", "10.1.2.3, 10.4.5.6"])
    #expect(grammar.fieldNames.suffix(2) == ["request_time", "forwarded_for"])
  }

  @Test func `the common log may have such fields, too`() throws {
    #expect(
      Array(try texts(common + " 0.003 -", CombinedLog(.common, after: ["a", "b"])).suffix(3))
        == ["12", "0.003", "-"])
  }

  @Test func `a virtual host may stand in front`() throws {
    #expect(
      Array(try texts("shop:443 " + common, CombinedLog(.common, before: ["vhost"])).prefix(2))
        == ["shop:443", "10.0.0.1"])
  }

  @Test func `a field that is not declared, or not there, is a problem`() throws {
    #expect(try texts(common + " 0.003", CombinedLog(.common)) == ["log.torn"])
    #expect(try texts(common, CombinedLog(.common, after: ["a"])) == ["log.torn"])
    #expect(try texts(common, CombinedLog()) == ["log.torn"])
  }

  @Test func `every variant bears tearing and goes on at every record`() throws {
    let text = common + " 0.1\nx\n\n" + common + " \"é\"\r\n" + common + " 2"
    let grammar = CombinedLog(.common, after: ["a"])
    let all = try expectResumable { try reader(text, grammar, at: $0) }
    #expect(all.map { $0.problem?.code } == [nil, "log.torn", nil, nil])
    expectBearsTearing(bytes(text)) {
      try LogReader(.memory($0), named: "a.log", grammar: grammar, at: .start)
    }
  }
}
