import SeedbedCore
import Testing

@testable import SeedbedFormats

struct JSONValueTests {
  private func number(_ text: String) throws -> JSONNumber { try #require(JSONNumber(text)) }

  @Test(arguments: [("1.0", "1"), ("1e0", "1"), ("-0", "0"), ("12.50", "1.25e1"), ("1E2", "100")])
  func `numbers of one value are equal and hash alike`(first: String, second: String) throws {
    #expect(try number(first) == number(second))
    #expect(try number(first).hashValue == number(second).hashValue)
  }

  @Test func `numbers that binary floats cannot tell apart differ`() throws {
    #expect(try number("9007199254740993") != number("9007199254740992"))
    #expect(try number("0.1") != number("0.1000000000000000055511151231257827"))
  }

  @Test func `a whole number with a fraction of zeros is an integer`() throws {
    #expect(try number("12.0").integer == 12)
    #expect(try number("12.5").integer == nil)
  }

  @Test(arguments: ["01", ".5", "1.", "+1", "NaN", "", "1e", "0x1", "1 "])
  func `text that is no JSON number makes none`(text: String) {
    #expect(JSONNumber(text) == nil)
  }

  @Test func `the order of members does not count`() {
    #expect(["a": 1, "b": 2] as JSONValue == ["b": 2, "a": 1])
    #expect(
      (["a": 1, "b": 2] as JSONValue).hashValue == (["b": 2, "a": 1] as JSONValue).hashValue)
  }

  @Test func `the order of elements counts`() {
    #expect([1, 2] as JSONValue != [2, 1])
  }

  @Test func `strings that only look alike differ`() {
    #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
  }

  @Test func `a member of a large object is found`() {
    let object = JSONObject((0..<100).map { ("k\($0)", JSONValue.number(JSONNumber($0))) })
    #expect(object["k77"] == 77)
    #expect(object["k100"] == nil)
  }

  @Test func `a member is found near a place and away from it`() {
    let object = JSONObject([("a", 1), ("b", 2)])
    #expect([object["b", near: 1], object["b", near: 0], object["b", near: 9]] == [2, 2, 2])
    #expect(object["c", near: 1] == nil)
  }
}
