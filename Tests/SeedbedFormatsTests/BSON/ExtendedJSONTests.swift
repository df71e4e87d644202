import SeedbedCore
import Testing

@testable import SeedbedFormats

struct ExtendedJSONTests {
  private func reader(
    _ text: String, at checkpoint: SourceCheckpoint = .start
  ) throws -> ExtendedJSONReader<NDJSONReader> {
    ExtendedJSONReader(
      try NDJSONReader(.memory(bytes(text), window: 16), named: "a.json", at: checkpoint))
  }

  private func plain(_ value: String) throws -> String {
    var reader = try reader("{\"v\":\(value)}")
    let record = try #require(try reader.rest().first)
    return record.problem.map { "\($0.code): \($0.message)" }
      ?? record.json?["v"].map { JSONWriter.text($0, pretty: false) } ?? "nothing"
  }

  @Test(arguments: [
    (#"{"$oid":"5f2b0c9e8d3b2a0001a1b2c3"}"#, #""5f2b0c9e8d3b2a0001a1b2c3""#),
    (#"{"$numberInt":"42"}"#, "42"),
    (#"{"$numberLong":"-9223372036854775808"}"#, "-9223372036854775808"),
    (#"{"$numberDouble":"1.0"}"#, "1.0"), (#"{"$numberDouble":"-0.0"}"#, "-0.0"),
    (#"{"$numberDouble":"NaN"}"#, #""NaN""#),
    (#"{"$numberDouble":"-Infinity"}"#, #""-Infinity""#),
    (#"{"$numberDecimal":"10.50"}"#, "10.50"), (#"{"$numberDecimal":"1E+3"}"#, "1E+3"),
    (
      #"{"$date":{"$numberLong":"1431857103123"}}"#, #""2015-05-17T10:05:03.123000Z""#
    ),
    (#"{"$date":{"$numberLong":"-1"}}"#, #""1969-12-31T23:59:59.999000Z""#),
    (#"{"$binary":{"base64":"AQID","subType":"00"}}"#, #""AQID""#),
    (
      #"{"$binary":{"base64":"c//SZESzTGmQ6OfR38A11A==","subType":"04"}}"#,
      #""73ffd264-44b3-4c69-90e8-e7d1dfc035d4""#
    ),
    (#"{"$symbol":"s"}"#, #""s""#), (#"{"$code":"f()"}"#, #""f()""#),
    (#"{"$undefined":true}"#, "null"),
  ])
  func `canonical values are plain`(written: String, meant: String) throws {
    #expect(try plain(written) == meant)
  }

  @Test(arguments: [
    (#"{"$date":"2015-05-17T10:05:03.123Z"}"#, #""2015-05-17T10:05:03.123000Z""#),
    ("42", "42"), ("1.5", "1.5"),
    (
      #"{"$uuid":"73ffd264-44b3-4c69-90e8-e7d1dfc035d4"}"#,
      #""73ffd264-44b3-4c69-90e8-e7d1dfc035d4""#
    ),
  ])
  func `relaxed values are plain`(written: String, meant: String) throws {
    #expect(try plain(written) == meant)
  }

  @Test(arguments: [
    (#"{"$date":1431857103123}"#, #""2015-05-17T10:05:03.123000Z""#),
    (#"{"$date":"2014-11-13T15:19:46.000-0500"}"#, #""2014-11-13T20:19:46.000000Z""#),
    (#"{"$binary":"AQID","$type":"00"}"#, #""AQID""#),
    (#"{"$type":"00","$binary":"AQID"}"#, #""AQID""#),
    (#"{"$numberLong":5}"#, "5"),
  ])
  func `values of version 1 are plain`(written: String, meant: String) throws {
    #expect(try plain(written) == meant)
  }

  @Test(arguments: [
    #"{"$regularExpression":{"options":"i","pattern":"a"}}"#, #"{"$minKey":1}"#,
    #"{"$timestamp":{"i":1,"t":5}}"#, #"{"$id":"7","$ref":"users"}"#,
    #"{"$date":{"$numberLong":"253402300800000"}}"#, #"{"$set":1}"#, #"{"a":1,"b":2}"#,
  ])
  func `what has no plain form stays`(written: String) throws {
    #expect(try plain(written) == written)
  }

  @Test func `values inside objects and lists are plain, too`() throws {
    #expect(
      try plain(#"{"a":[{"$numberInt":"1"},{"b":{"$oid":"x"}}]}"#) == #"{"a":[1,{"b":"x"}]}"#)
  }

  @Test(arguments: [
    (#"{"$oid":7}"#, "$oid cannot be 7; it is a text"),
    (#"{"$numberInt":"1.5"}"#, #"$numberInt cannot be "1.5"; it is a whole number"#),
    (#"{"$numberLong":"NaN"}"#, #"$numberLong cannot be "NaN"; it is a whole number"#),
    (#"{"$numberDecimal":"ten"}"#, #"$numberDecimal cannot be "ten"; it is a number"#),
    (
      #"{"$date":"yesterday"}"#,
      #"$date cannot be "yesterday"; it is an ISO 8601 text, or milliseconds as "#
        + #"{"$numberLong": "1650000000456"}"#
    ),
    (
      #"{"$binary":{"base64":"AQID","subType":"04"}}"#,
      "'AQID' is not the 16 bytes of a UUID in base64"
    ),
  ])
  func `a value that is not what its name says is a problem`(
    written: String, message: String
  ) throws {
    #expect(try plain(written) == "extjson.value: \(message)")
  }

  private static let lines =
    #"{"a":{"$oid":"1"}}"# + "\n" + #"{"a":{"$oid":2}}"# + "\n" + #"{"a":{"$date":3}}"# + "\n"

  @Test func `reading goes on at every record`() throws {
    let records = try expectResumable { try reader(Self.lines, at: $0) }
    #expect(
      records.map(\.text) == [
        #"{"a":"1"}"#, "extjson.value", #"{"a":"1970-01-01T00:00:00.003000Z"}"#,
      ])
  }

  @Test func `torn and changed lines are read or refused`() {
    let open: ([UInt8]) throws -> ExtendedJSONReader<NDJSONReader> = {
      ExtendedJSONReader(try NDJSONReader(.memory($0, window: 16), named: "a.json"))
    }
    expectBearsTearing(bytes(Self.lines), open)
    expectBearsChanges(bytes(Self.lines), open)
  }
}
